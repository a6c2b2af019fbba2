#include "base/instant.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fettle {
namespace {

using namespace std::chrono_literals;

TEST(Instant, AddsAndSubtractsDurations) {
  EXPECT_EQ(Instant{1000} + 500ms, Instant{1500});
  EXPECT_EQ(Instant{1000} - 2s, Instant{-1000});
  EXPECT_EQ(Instant{1500} - Instant{1000}, 500ms);
}

TEST(ToRfc3339, ShowsMillisecondsInUtc) {
  EXPECT_EQ(to_rfc3339({1'774'747'800'007}), "2026-03-29T01:30:00.007Z");
}

TEST(ToRfc3339, CountsBackBefore1970) { EXPECT_EQ(to_rfc3339({-1}), "1969-12-31T23:59:59.999Z"); }

TEST(ToWholeSeconds, NeverEndsBeforeTheInstant) {
  EXPECT_EQ(to_whole_seconds({1'774'747'800'000}), "2026-03-29T01:30:00Z");
  EXPECT_EQ(to_whole_seconds({1'774'747'799'001}), "2026-03-29T01:30:00Z");
  EXPECT_EQ(to_whole_seconds({-1}), "1970-01-01T00:00:00Z");
}

TEST(ParseRfc3339, ReadsWhatToRfc3339Writes) {
  for (const Instant instant : {Instant{0}, Instant{-1}, Instant{1'774'747'800'007}}) {
    EXPECT_EQ(parse_rfc3339(to_rfc3339(instant)), instant);
  }
}

TEST(ParseRfc3339, AppliesTheOffset) {
  EXPECT_EQ(parse_rfc3339("2026-03-29T03:30:00+02:00"), Instant{1'774'747'800'000});
  EXPECT_EQ(parse_rfc3339("2026-03-28T20:00:00-05:30"), Instant{1'774'747'800'000});
}

TEST(ParseRfc3339, CutsFractionsToMilliseconds) {
  EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.1Z"), Instant{100});
  EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.0019999999999999Z"), Instant{1});
}

TEST(ParseRfc3339, TakesLowerCaseAndABlankForT) {
  EXPECT_EQ(parse_rfc3339("1970-01-01t00:00:01z"), Instant{1000});
  EXPECT_EQ(parse_rfc3339("1970-01-01 00:00:01Z"), Instant{1000});
}

TEST(ParseRfc3339, TakesALeapDayOfALeapYearOnly) {
  EXPECT_TRUE(parse_rfc3339("2024-02-29T00:00:00Z"));
  EXPECT_FALSE(parse_rfc3339("2026-02-29T00:00:00Z"));
}

TEST(ParseRfc3339, CountsALeapSecondAsTheNextMinute) {
  EXPECT_EQ(parse_rfc3339("1969-12-31T23:59:60Z"), Instant{0});
}

class NotRfc3339 : public ::testing::TestWithParam<std::string> {};

TEST_P(NotRfc3339, IsRefused) { EXPECT_FALSE(parse_rfc3339(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Texts, NotRfc3339,
                         ::testing::Values("", "2026", "2026-03-29", "2026-03-29T01:30Z",
                                           "2026-03-29T01:30:00", "2026-13-01T00:00:00Z",
                                           "2026-00-01T00:00:00Z", "2026-03-32T00:00:00Z",
                                           "2026-03-29T24:00:00Z", "2026-03-29T00:60:00Z",
                                           "2026-03-29T00:00:61Z", "2026-03-29T00:00:00+24:00",
                                           "2026-03-29T00:00:00+0200", "2026-03-29T00:00:00.Z",
                                           "2026-03-29T00:00:00Zulu", "+026-03-29T00:00:00Z",
                                           "2026-03-29T-1:00:00Z", "2026-3-29T00:00:00Z"));

TEST(ParseRfc3339, RefusesControlCharactersThatDifferFromASignInOneBit) {
  EXPECT_FALSE(parse_rfc3339("2026\r03-29T00:00:00Z"));
  EXPECT_FALSE(
      parse_rfc3339("2026-03-29T00\x1A"
                    "00:00Z"));
  EXPECT_FALSE(
      parse_rfc3339(std::string_view("2026-03-29\0"
                                     "00:00:00Z",
                                     20)));
}

TEST(DescribeDuration, UsesTheUnitsThatPeopleWould) {
  EXPECT_EQ(describe(0ms), "0 ms");
  EXPECT_EQ(describe(850ms), "850 ms");
  EXPECT_EQ(describe(4'200ms), "4.2 s");
  EXPECT_EQ(describe(59s), "59 s");
  EXPECT_EQ(describe(200s), "3 min 20 s");
  EXPECT_EQ(describe(2h + 5min), "2 h 5 min");
  EXPECT_EQ(describe(76h), "3 d 4 h");
}

TEST(DescribeDuration, LeavesOutASmallerUnitOfZero) {
  EXPECT_EQ(describe(3min), "3 min");
  EXPECT_EQ(describe(48h), "2 d");
}

TEST(DescribeDuration, NeverRoundsUpToTenWithAFraction) { EXPECT_EQ(describe(9'960ms), "9 s"); }

}  // namespace
}  // namespace fettle
