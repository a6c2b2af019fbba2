#include "core/schedule/window.hpp"

#include <gtest/gtest.h>

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;
using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;

Instant at(std::string_view text) { return parse_rfc3339(text).value(); }

Window window(std::string_view cron, chrono::minutes length, std::string_view zone) {
  Diagnostics diagnostics;
  return {parse_cron(cron, diagnostics).value(), load_zone(zone).value(), length};
}

OpenSpan span(std::string_view begin, std::string_view end) { return {at(begin), at(end)}; }

TEST(Window, IsOpenFromItsOpeningUntilJustBeforeItsEnd) {
  const auto nights = window("0 22 * * *", 8h, "Europe/Oslo");
  EXPECT_FALSE(is_open(nights, at("2026-12-01T20:59:59Z")));
  EXPECT_TRUE(is_open(nights, at("2026-12-01T21:00:00Z")));
  EXPECT_TRUE(is_open(nights, at("2026-12-02T04:59:59Z")));
  EXPECT_FALSE(is_open(nights, at("2026-12-02T05:00:00Z")));
}

TEST(Window, TheOneThatIsOpenComesBeforeTheNext) {
  const auto nights = window("0 22 * * *", 8h, "Europe/Oslo");
  EXPECT_EQ(next_span(nights, at("2026-12-02T00:00:00Z")),
            span("2026-12-01T21:00:00Z", "2026-12-02T05:00:00Z"));
  EXPECT_EQ(next_span(nights, at("2026-12-02T05:00:00Z")),
            span("2026-12-02T21:00:00Z", "2026-12-03T05:00:00Z"));
}

TEST(Window, ClosesByTheLocalClockWhenAnHourIsSkipped) {
  const auto nights = window("0 22 * * *", 8h, "Europe/Berlin");
  EXPECT_EQ(next_span(nights, at("2026-03-28T22:00:00Z")),
            span("2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z"));
}

TEST(Window, ClosesByTheLocalClockWhenAnHourComesTwice) {
  const auto nights = window("0 22 * * *", 8h, "Europe/Berlin");
  EXPECT_EQ(next_span(nights, at("2026-10-24T22:00:00Z")),
            span("2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z"));
}

TEST(Window, ThatOpensInASkippedHourOpensAfterItAndClosesInTime) {
  const auto early = window("30 2 * * *", 2h, "Europe/Berlin");
  EXPECT_EQ(next_span(early, at("2026-03-28T12:00:00Z")),
            span("2026-03-29T01:00:00Z", "2026-03-29T02:30:00Z"));
}

TEST(Window, ThatIsSkippedWholeDoesNotOpenThatDay) {
  const auto early = window("10 2 * * *", 30min, "Europe/Berlin");
  EXPECT_EQ(next_span(early, at("2026-03-28T12:00:00Z")),
            span("2026-03-30T00:10:00Z", "2026-03-30T00:40:00Z"));
}

TEST(Window, ThatClosesInAnHourThatComesTwiceClosesTheFirstTime) {
  const auto early = window("0 1 * * *", 90min, "Europe/Berlin");
  EXPECT_EQ(next_span(early, at("2026-10-24T12:00:00Z")),
            span("2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z"));
  EXPECT_FALSE(is_open(early, at("2026-10-25T01:15:00Z"))) << "02:15 for the second time";
}

TEST(Window, ThatLastsBeyondAnHourThatComesTwiceIsOpenInBoth) {
  const auto night = window("0 1 * * *", 3h, "Europe/Berlin");
  EXPECT_TRUE(is_open(night, at("2026-10-25T00:15:00Z")));
  EXPECT_TRUE(is_open(night, at("2026-10-25T01:15:00Z")));
  EXPECT_FALSE(is_open(night, at("2026-10-25T03:00:00Z")));
}

TEST(Window, SpansThatTouchAreOne) {
  const auto weekend = window("0 0 * * SAT,SUN", 24h, "UTC");
  EXPECT_EQ(next_span(weekend, at("2026-12-03T00:00:00Z")),
            span("2026-12-05T00:00:00Z", "2026-12-07T00:00:00Z"));
}

TEST(Window, ThatIsAlwaysOpenIsOpenAndItsEndIsBounded) {
  const auto always = window("* * * * *", 60min, "UTC");
  const auto now = at("2026-12-01T12:00:30Z");
  EXPECT_TRUE(is_open(always, now));
  EXPECT_GT(next_span(always, now)->end, now + 12h);
}

TEST(Window, OpensOnPatchTuesdayNight) {
  const auto patches = window("0 22 * * TUE#2+3", 6h, "UTC");
  EXPECT_EQ(next_span(patches, at("2026-12-01T00:00:00Z")),
            span("2026-12-11T22:00:00Z", "2026-12-12T04:00:00Z"));
}

TEST(Window, ThatFiresNeverAgainHasNoSpan) {
  EXPECT_EQ(next_span(window("0 0 30 2 *", 60min, "UTC"), at("2026-12-01T00:00:00Z")),
            std::nullopt);
}

TEST(Window, SpansBetweenAreThoseThatReachInAndNoMoreThanAsked) {
  const auto nights = window("0 22 * * *", 8h, "UTC");
  const auto range = span("2026-12-01T05:00:00Z", "2026-12-03T22:00:00Z");
  const auto spans = spans_between(nights, range, 10);
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans.front(), span("2026-11-30T22:00:00Z", "2026-12-01T06:00:00Z"));
  EXPECT_EQ(spans.back(), span("2026-12-02T22:00:00Z", "2026-12-03T06:00:00Z"));
  EXPECT_EQ(spans_between(nights, range, 2).size(), 2U);
}

}  // namespace
}  // namespace fettle::schedule
