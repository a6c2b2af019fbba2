#include "core/schedule/due.hpp"

#include <gtest/gtest.h>

namespace fettle::schedule {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// 2026-03-02T09:00:00Z, a Monday.
constexpr Instant kNine{1'772'442'000'000};

Plan every(std::string_view cron, Instant next) {
  Diagnostics problems;
  return {.cron = parse_cron(cron, problems), .zone = Zone(), .next = next};
}

TEST(Due, IsLaterBeforeItsTime) {
  const auto due = look_due(every("0 9 * * *", kNine), kNine - Milliseconds(1));
  EXPECT_EQ(due.kind, Due::Kind::kLater);
  EXPECT_EQ(due.planned, kNine);
}

TEST(Due, FiresAtItsTimeAndPlansTheNext) {
  const auto due = look_due(every("0 9 * * *", kNine), kNine);
  EXPECT_EQ(due.kind, Due::Kind::kFires);
  EXPECT_EQ(due.planned, kNine);
  EXPECT_EQ(due.next, kNine + hours(24));
}

TEST(Due, FiresLateWithinItsGrace) {
  EXPECT_EQ(look_due(every("0 9 * * *", kNine), kNine + minutes(15)).kind, Due::Kind::kFires);
  EXPECT_EQ(look_due(every("0 9 * * *", kNine), kNine + minutes(16)).kind, Due::Kind::kMissed);
}

TEST(Due, FiresOnceHoweverManyWereMissed) {
  const auto now = kNine + hours(7 * 24) + minutes(3);
  const auto due = look_due(every("*/10 * * * *", kNine), now);
  EXPECT_EQ(due.kind, Due::Kind::kFires);
  EXPECT_EQ(due.planned, kNine + hours(7 * 24));
  EXPECT_EQ(due.next, kNine + hours(7 * 24) + minutes(10));
}

TEST(Due, MissesAllOfALongSilence) {
  const auto due = look_due(every("0 9 * * *", kNine), kNine + hours(30));
  EXPECT_EQ(due.kind, Due::Kind::kMissed);
  EXPECT_EQ(due.planned, kNine);
  EXPECT_EQ(due.next, kNine + hours(48));
}

TEST(Due, OnceHasNoNext) {
  const Plan once{.cron = {}, .zone = Zone(), .next = kNine};
  EXPECT_EQ(look_due(once, kNine).kind, Due::Kind::kFires);
  EXPECT_FALSE(look_due(once, kNine).next);
  EXPECT_EQ(look_due(once, kNine + hours(1)).kind, Due::Kind::kMissed);
}

}  // namespace
}  // namespace fettle::schedule
