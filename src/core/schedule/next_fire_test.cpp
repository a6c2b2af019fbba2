#include "core/schedule/next_fire.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace fettle::schedule {
namespace {

struct Question {
  std::string_view cron;
  std::string_view zone = "UTC";
  std::string_view after;
  int count = 1;
};

using Times = std::vector<std::string>;

Cron read(std::string_view text) {
  Diagnostics diagnostics;
  return parse_cron(text, diagnostics).value();
}

/// The next firings, in local time.
Times fires(const Question& question) {
  const auto cron = read(question.cron);
  const auto zone = load_zone(question.zone).value();
  auto after = parse_rfc3339(question.after);
  Times times;
  for (int i = 0; i < question.count && after; ++i) {
    after = next_fire(cron, zone, *after);
    times.push_back(after ? to_rfc3339(*after, zone) : "never");
  }
  return times;
}

TEST(NextFire, IsStrictlyAfter) {
  EXPECT_EQ(fires({.cron = "* * * * *", .after = "2026-01-01T00:00:00Z"}),
            Times{"2026-01-01T00:01:00+00:00"});
  EXPECT_EQ(fires({.cron = "* * * * *", .after = "2026-01-01T00:00:59.999Z"}),
            Times{"2026-01-01T00:01:00+00:00"});
  EXPECT_EQ(fires({.cron = "0 0 1 1 *", .after = "2025-12-31T23:59:59.999Z"}),
            Times{"2026-01-01T00:00:00+00:00"});
}

TEST(NextFire, WalksHoursDaysMonthsAndYears) {
  EXPECT_EQ(fires({.cron = "30 9,17 * * MON-FRI", .after = "2026-01-02T09:30:00Z", .count = 3}),
            (Times{"2026-01-02T17:30:00+00:00", "2026-01-05T09:30:00+00:00",
                   "2026-01-05T17:30:00+00:00"}));
  EXPECT_EQ(fires({.cron = "0 0 31 * *", .after = "2026-01-31T00:00:00Z", .count = 2}),
            (Times{"2026-03-31T00:00:00+00:00", "2026-05-31T00:00:00+00:00"}));
}

TEST(NextFire, SkippedLocalHourFiresAtTheEndOfTheGap) {
  EXPECT_EQ(fires({.cron = "30 2 * * *",
                   .zone = "Europe/Berlin",
                   .after = "2026-03-28T12:00:00Z",
                   .count = 2}),
            (Times{"2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"}));
}

TEST(NextFire, SeveralTimesInOneGapFireOnce) {
  EXPECT_EQ(fires({.cron = "0,20,40 2,3 29 3 *",
                   .zone = "Europe/Berlin",
                   .after = "2026-03-28T12:00:00Z",
                   .count = 3}),
            (Times{"2026-03-29T03:00:00+02:00", "2026-03-29T03:20:00+02:00",
                   "2026-03-29T03:40:00+02:00"}));
}

TEST(NextFire, RepeatedLocalTimeFiresTheFirstTimeOnly) {
  EXPECT_EQ(fires({.cron = "30 2 * * *",
                   .zone = "Europe/Berlin",
                   .after = "2026-10-24T12:00:00Z",
                   .count = 2}),
            (Times{"2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"}));
}

TEST(NextFire, AskedInTheSecondPassItSkipsWhatTheFirstHasFired) {
  EXPECT_EQ(
      fires({.cron = "45 2,3 * * *", .zone = "Europe/Berlin", .after = "2026-10-25T01:05:00Z"}),
      Times{"2026-10-25T03:45:00+01:00"});
}

TEST(NextFire, EveryHourScheduleKeepsItsRhythmThroughTheRepeatedHour) {
  EXPECT_EQ(
      fires({.cron = "0,30 * * * *",
             .zone = "Europe/Berlin",
             .after = "2026-10-24T23:59:00Z",
             .count = 5}),
      (Times{"2026-10-25T02:00:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00",
             "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"}));
}

TEST(NextFire, EveryHourScheduleKeepsItsRhythmThroughTheGap) {
  EXPECT_EQ(fires({.cron = "30 * * * *",
                   .zone = "Europe/Berlin",
                   .after = "2026-03-29T00:00:00Z",
                   .count = 2}),
            (Times{"2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"}));
}

TEST(NextFire, EverySecondHourLosesNoFiringToTheGap) {
  EXPECT_EQ(fires({.cron = "0 */2 * * *",
                   .zone = "Europe/Berlin",
                   .after = "2026-03-28T23:00:00Z",
                   .count = 2}),
            (Times{"2026-03-29T03:00:00+02:00", "2026-03-29T04:00:00+02:00"}));
}

TEST(NextFire, HalfHourGapAndOverlapOfLordHowe) {
  EXPECT_EQ(
      fires({.cron = "15 2 * * *", .zone = "Australia/Lord_Howe", .after = "2026-10-03T00:00:00Z"}),
      Times{"2026-10-04T02:30:00+11:00"});
  EXPECT_EQ(fires({.cron = "*/15 * * * *",
                   .zone = "Australia/Lord_Howe",
                   .after = "2026-04-04T14:40:00Z",
                   .count = 4}),
            (Times{"2026-04-05T01:45:00+11:00", "2026-04-05T01:30:00+10:30",
                   "2026-04-05T01:45:00+10:30", "2026-04-05T02:00:00+10:30"}));
}

TEST(NextFire, SkippedDayOfApiaFiresOnceWhenTheNextDayBegins) {
  EXPECT_EQ(fires({.cron = "0 9,15 30 12 *",
                   .zone = "Pacific/Apia",
                   .after = "2011-12-29T12:00:00Z",
                   .count = 2}),
            (Times{"2011-12-31T00:00:00+14:00", "2012-12-30T09:00:00+14:00"}));
}

TEST(NextFire, SkippedMidnightFiresAtOne) {
  EXPECT_EQ(fires({.cron = "@daily",
                   .zone = "America/Sao_Paulo",
                   .after = "2018-11-03T12:00:00Z",
                   .count = 2}),
            (Times{"2018-11-04T01:00:00-02:00", "2018-11-05T00:00:00-02:00"}));
  EXPECT_EQ(fires({.cron = "@daily", .zone = "Asia/Beirut", .after = "2022-03-26T12:00:00Z"}),
            Times{"2022-03-27T01:00:00+03:00"});
}

TEST(NextFire, RepeatedMidnightFiresOnce) {
  EXPECT_EQ(fires({.cron = "30 23 * * *",
                   .zone = "America/Sao_Paulo",
                   .after = "2019-02-16T12:00:00Z",
                   .count = 2}),
            (Times{"2019-02-16T23:30:00-02:00", "2019-02-17T23:30:00-03:00"}));
}

TEST(NextFire, HistoricOffsetWithSecondsFiresOnTheLocalMinute) {
  const auto zone = load_zone("Africa/Monrovia").value();
  const auto fire =
      next_fire(read("0 12 * * *"), zone, parse_rfc3339("1971-06-01T00:00:00Z").value());
  EXPECT_EQ(fire, parse_rfc3339("1971-06-01T12:44:30Z"));
}

TEST(NextFire, DayOfMonthOrDayOfWeek) {
  EXPECT_EQ(fires({.cron = "0 0 1 * MON", .after = "2026-05-25T00:00:00Z", .count = 3}),
            (Times{"2026-06-01T00:00:00+00:00", "2026-06-08T00:00:00+00:00",
                   "2026-06-15T00:00:00+00:00"}));
  EXPECT_EQ(fires({.cron = "0 0 */2 * MON", .after = "2026-06-01T00:00:00Z", .count = 2}),
            (Times{"2026-06-15T00:00:00+00:00", "2026-06-29T00:00:00+00:00"}));
}

TEST(NextFire, LastDaysOfTheMonth) {
  EXPECT_EQ(fires({.cron = "0 0 L 2 *", .after = "2027-01-01T00:00:00Z", .count = 2}),
            (Times{"2027-02-28T00:00:00+00:00", "2028-02-29T00:00:00+00:00"}));
  EXPECT_EQ(fires({.cron = "0 0 L-3 4 *", .after = "2026-01-01T00:00:00Z"}),
            Times{"2026-04-27T00:00:00+00:00"});
  EXPECT_EQ(fires({.cron = "0 0 LW 1,2,5 *", .after = "2026-01-01T00:00:00Z", .count = 3}),
            (Times{"2026-01-30T00:00:00+00:00", "2026-02-27T00:00:00+00:00",
                   "2026-05-29T00:00:00+00:00"}));
  EXPECT_EQ(fires({.cron = "0 0 * * FRIL", .after = "2026-07-01T00:00:00Z", .count = 2}),
            (Times{"2026-07-31T00:00:00+00:00", "2026-08-28T00:00:00+00:00"}));
}

TEST(NextFire, PatchTuesdayAndThreeDaysLater) {
  EXPECT_EQ(fires({.cron = "30 2 * * TUE#2", .after = "2026-07-01T00:00:00Z"}),
            Times{"2026-07-14T02:30:00+00:00"});
  EXPECT_EQ(fires({.cron = "30 2 * * TUE#2+3", .after = "2026-07-15T00:00:00Z"}),
            Times{"2026-07-17T02:30:00+00:00"});
}

TEST(NextFire, OffsetMayReachIntoAMonthThatIsNotNamed) {
  EXPECT_EQ(fires({.cron = "0 0 * 6 TUE#5+3", .after = "2026-06-01T00:00:00Z", .count = 2}),
            (Times{"2026-07-03T00:00:00+00:00", "2027-07-02T00:00:00+00:00"}));
}

TEST(NextFire, RareDatesAreFoundHoweverFarAway) {
  EXPECT_EQ(fires({.cron = "0 0 29 2 *", .after = "2096-03-01T00:00:00Z"}),
            Times{"2104-02-29T00:00:00+00:00"});
  // A fifth Saturday in February needs a leap year: 40 years around 2100.
  EXPECT_EQ(fires({.cron = "0 0 * 2 SAT#5", .after = "2072-01-01T00:00:00Z", .count = 2}),
            (Times{"2076-02-29T00:00:00+00:00", "2116-02-29T00:00:00+00:00"}));
}

TEST(NextFire, ImpossibleDateNeverFires) {
  EXPECT_EQ(fires({.cron = "0 0 30 2 *", .after = "2026-01-01T00:00:00Z"}), Times{"never"});
}

TEST(NextFire, EndsWithTheYear9999) {
  EXPECT_EQ(fires({.cron = "@yearly", .after = "9998-12-31T23:00:00Z", .count = 2}),
            (Times{"9999-01-01T00:00:00+00:00", "never"}));
  EXPECT_FALSE(next_fire(read("* * * * *"), load_zone("Pacific/Kiritimati").value(),
                         parse_rfc3339("9999-12-31T11:00:00Z").value()));
  EXPECT_FALSE(next_fire(read("@daily"), Zone(), {std::numeric_limits<std::int64_t>::max()}));
  EXPECT_TRUE(next_fire(read("@daily"), Zone(), {std::numeric_limits<std::int64_t>::min()}));
}

TEST(CheckFires, RefusesWhatNoCalendarHas) {
  for (const auto* text : {"0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 0 L-29 2 *", "0 0 L-30 4 *"}) {
    Diagnostics diagnostics;
    EXPECT_FALSE(check_fires(read(text), text, diagnostics)) << text;
    ASSERT_EQ(diagnostics.list().size(), 1U);
    EXPECT_EQ(diagnostics.list()[0].code, "cron.never");
    EXPECT_EQ(diagnostics.list()[0].span.end.column,
              static_cast<int>(std::string_view(text).size()) + 1);
  }
}

TEST(CheckFires, AcceptsWhatIsRare) {
  for (const auto* text : {"0 0 29 2 *", "0 0 30 2 MON", "0 0 * 2 SUN#5", "0 0 L-28 2 *"}) {
    Diagnostics diagnostics;
    EXPECT_TRUE(check_fires(read(text), text, diagnostics)) << text;
  }
}

}  // namespace
}  // namespace fettle::schedule
