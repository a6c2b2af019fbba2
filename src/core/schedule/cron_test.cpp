#include "core/schedule/cron.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fettle::schedule {
namespace {

Cron read(std::string_view text) {
  Diagnostics diagnostics;
  const auto cron = parse_cron(text, diagnostics);
  EXPECT_TRUE(cron) << text;
  return cron.value_or(Cron{});
}

/// `code@begin-end` of each problem, sorted.
std::string problems(std::string_view text) {
  Diagnostics diagnostics;
  EXPECT_FALSE(parse_cron(text, diagnostics)) << text;
  std::string shown;
  for (const auto& problem : diagnostics.sorted()) {
    shown += (shown.empty() ? "" : " ") + problem.code + "@" +
             std::to_string(problem.span.begin.column) + "-" +
             std::to_string(problem.span.end.column);
  }
  return shown;
}

std::string hint(std::string_view text) {
  Diagnostics diagnostics;
  parse_cron(text, diagnostics);
  return diagnostics.empty() ? "" : diagnostics.list().front().hint;
}

TEST(ParseCron, StarMeansEveryValue) {
  const auto cron = read("* * * * *");
  EXPECT_EQ(cron.minutes, kEveryMinute);
  EXPECT_EQ(cron.hours, kEveryHour);
  EXPECT_EQ(cron.days, kEveryDay);
  EXPECT_EQ(cron.months, kEveryMonth);
  EXPECT_EQ(cron.weekdays, kEveryWeekday);
}

TEST(ParseCron, ListsRangesAndStepsAddUp) {
  EXPECT_EQ(read("0,10-12,30-50/10 * * * *").minutes,
            1ULL | 7ULL << 10 | 1ULL << 30 | 1ULL << 40 | 1ULL << 50);
  EXPECT_EQ(read("0 */6 * * *").hours, 1U | 1U << 6 | 1U << 12 | 1U << 18);
}

TEST(ParseCron, NamesAreReadInAnyCase) {
  EXPECT_EQ(read("0 0 * jan,DeC *").months, 1U << 1 | 1U << 12);
  EXPECT_EQ(read("0 0 * * mon-Wed").weekdays, 0b1110U);
}

TEST(ParseCron, ZeroAndSevenAreSunday) {
  EXPECT_EQ(read("0 0 * * 0").weekdays, 1U);
  EXPECT_EQ(read("0 0 * * 7").weekdays, 1U);
  EXPECT_EQ(read("0 0 * * 5-7").weekdays, 0b1100001U);
  EXPECT_EQ(read("0 0 * * FRI-SUN").weekdays, 0b1100001U);
  EXPECT_EQ(read("0 0 * * 0-7").weekdays, kEveryWeekday);
}

TEST(ParseCron, NicknamesStandForFields) {
  EXPECT_EQ(read("@hourly"), read("0 * * * *"));
  EXPECT_EQ(read("@Daily"), read("0 0 * * *"));
  EXPECT_EQ(read("@midnight"), read("0 0 * * *"));
  EXPECT_EQ(read("@weekly"), read("0 0 * * 0"));
  EXPECT_EQ(read("@monthly"), read("0 0 1 * *"));
  EXPECT_EQ(read("@yearly"), read("0 0 1 1 *"));
  EXPECT_EQ(read("@annually"), read("0 0 1 1 *"));
}

TEST(ParseCron, LastDaysAreReadInDayOfMonth) {
  EXPECT_EQ(read("0 0 L * *").days_before_last, 1U);
  EXPECT_EQ(read("0 0 l-3,L * *").days_before_last, 0b1001U);
  EXPECT_TRUE(read("0 0 15,LW * *").last_working_day);
  EXPECT_EQ(read("0 0 15,LW * *").days, 1U << 15);
}

TEST(ParseCron, LastAndNthWeekdaysAreReadInDayOfWeek) {
  EXPECT_EQ(read("0 0 * * FRIL").last_weekdays, 1U << 5);
  EXPECT_EQ(read("0 0 * * 5L,7l").last_weekdays, 1U << 5 | 1U);
  EXPECT_EQ(read("0 0 * * tue#2").nth_weekdays,
            (std::vector<NthWeekday>{{.weekday = 2, .days_after = 0, .nth = 2}}));
  EXPECT_EQ(read("0 0 * * TUE#2+3,7#1,SUN#1").nth_weekdays,
            (std::vector<NthWeekday>{{.weekday = 0, .days_after = 0, .nth = 1},
                                     {.weekday = 2, .days_after = 3, .nth = 2}}));
}

TEST(ParseCron, DaysCombineAsOrOnlyWhenNeitherFieldStartsWithAStar) {
  EXPECT_EQ(read("0 0 1 * MON").day_rule, DayRule::kEither);
  EXPECT_EQ(read("0 0 * * MON").day_rule, DayRule::kBoth);
  EXPECT_EQ(read("0 0 */2 * MON").day_rule, DayRule::kBoth);
  EXPECT_EQ(read("0 0 1 * */2").day_rule, DayRule::kBoth);
}

TEST(ParseCron, BlanksAroundAndBetweenFieldsDoNotMatter) {
  EXPECT_EQ(read("  0\t0  1 1 * \n"), read("0 0 1 1 *"));
}

TEST(ParseCron, AllProblemsAreReportedAtOnceWithTheirColumns) {
  EXPECT_EQ(problems("60 24 0 FOO MON#6"),
            "cron.bounds@1-3 cron.bounds@4-6 cron.bounds@7-8 cron.value@9-12 cron.nth@17-18");
}

TEST(ParseCron, EachMistakeHasItsCode) {
  EXPECT_EQ(problems(""), "cron.empty@1-1");
  EXPECT_EQ(problems("* * *"), "cron.fields@1-6");
  EXPECT_EQ(problems("0 * * * * *"), "cron.fields@1-12");
  EXPECT_EQ(problems("@reboot"), "cron.nickname@1-8");
  EXPECT_EQ(problems("1,,2 * * * *"), "cron.value@3-3");
  EXPECT_EQ(problems("99999999999 * * * *"), "cron.bounds@1-12");
  EXPECT_EQ(problems("-5 * * * *"), "cron.value@1-1");
  EXPECT_EQ(problems("*/0 * * * *"), "cron.step@3-4");
  EXPECT_EQ(problems("*/61 * * * *"), "cron.step@3-5");
  EXPECT_EQ(problems("*/ * * * *"), "cron.step@3-3");
  EXPECT_EQ(problems("5/15 * * * *"), "cron.step@1-5");
  EXPECT_EQ(problems("* 22-2 * * *"), "cron.order@3-7");
  EXPECT_EQ(problems("* * L-31 * *"), "cron.last@5-9");
  EXPECT_EQ(problems("* * LX * *"), "cron.last@5-7");
  EXPECT_EQ(problems("* * * * L"), "cron.last@9-10");
  EXPECT_EQ(problems("* * * * FOOL"), "cron.value@9-12");
  EXPECT_EQ(problems("* * * * TUE#"), "cron.nth@13-13");
  EXPECT_EQ(problems("* * * * TUE#0"), "cron.nth@13-14");
  EXPECT_EQ(problems("* * * * TUE#2+0"), "cron.offset@15-16");
  EXPECT_EQ(problems("* * * * TUE#2+29"), "cron.offset@15-17");
  EXPECT_EQ(problems("* * * * TUE#2-1"), "cron.nth@13-16");
}

TEST(ParseCron, ColumnsCountCodePoints) {
  EXPECT_EQ(problems("ä€ 60 * * *"), "cron.value@1-3 cron.bounds@4-6");
}

TEST(ParseCron, HintsSayWhatToWrite) {
  EXPECT_EQ(hint("5/15 * * * *"), "write 5-59/15");
  EXPECT_EQ(hint("0 22-2 * * *"), "write 22-23,0-2");
  EXPECT_EQ(hint("0 0 * * FRI-MON"), "write FRI-SAT,SUN-MON");
  EXPECT_EQ(hint("0 0 * * ?"), "use *");
  EXPECT_EQ(hint("0 0 * 13 *"), "use 1 to 12, or JAN to DEC");
  EXPECT_EQ(hint("*/90 * * * *"), "use 1 to 60; steps start again with each hour");
}

TEST(ParseCron, LengthIsBounded) {
  const std::string longest = "0 0 1 1 *" + std::string(247, ' ');
  EXPECT_EQ(read(longest), read("0 0 1 1 *"));
  EXPECT_EQ(problems(longest + " "), "cron.too-long@257-257");
}

TEST(ParseCron, ProblemsFoundBeforeDoNotRefuseAGoodExpression) {
  Diagnostics diagnostics;
  diagnostics.error("other", {}, "something else");
  EXPECT_TRUE(parse_cron("@daily", diagnostics));
}

TEST(ParseCron, TimeZoneInFrontIsToldWhereItBelongs) {
  Diagnostics found;
  EXPECT_FALSE(parse_cron("CRON_TZ=Europe/Berlin 0 3 * * *", found));
  ASSERT_EQ(found.list().size(), 1U);
  EXPECT_NE(found.list()[0].hint.find("--tz Europe/Berlin"), std::string::npos);
}

}  // namespace
}  // namespace fettle::schedule
