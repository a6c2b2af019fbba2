#include "core/schedule/icalendar.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/schedule/calendar_line.hpp"
#include "core/schedule/recurrence.hpp"

namespace fettle::schedule {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Instant at(std::string_view text) { return parse_rfc3339(text).value(); }

/// An event of those lines in a file; its BEGIN stands on line 2.
std::string calendar(std::string_view lines) {
  return fmt::format(
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u1\r\nSUMMARY:Nights\r\n{}\r\n"
      "END:VEVENT\r\nEND:VCALENDAR\r\n",
      lines);
}

std::vector<CalendarEntry> read(std::string_view text) {
  Diagnostics problems;
  auto entries = read_icalendar(text, load_zone("Europe/Oslo").value(), problems);
  for (const auto& one : problems.list()) ADD_FAILURE() << one.span.begin.line << one.message;
  return entries;
}

/// The lines that problems were told of.
std::vector<int> refused(std::string_view text) {
  Diagnostics problems;
  EXPECT_THAT(read_icalendar(text, Zone(), problems), IsEmpty());
  std::vector<int> lines;
  for (const auto& one : problems.sorted()) lines.push_back(one.span.begin.line);
  return lines;
}

CalendarWindow window(std::string_view lines) {
  const auto entries = read(calendar(lines));
  if (entries.size() != 1 || !entries[0].window) return {};
  return *entries[0].window;
}

std::string cron(std::string_view rule) {
  return window(
             fmt::format("DTSTART;TZID=Europe/Oslo:20261201T220000\nDURATION:PT8H\nRRULE:{}", rule))
      .cron;
}

TEST(Calendar, AnEventThatRecursIsAWindow) {
  const auto found = window(
      "DTSTART;TZID=Europe/Berlin:20261205T220000\r\nDTEND;TZID=Europe/Berlin:20261206T060000\r\n"
      "RRULE:FREQ=WEEKLY;BYDAY=SA,SU");
  EXPECT_EQ(found.cron, "0 22 * * SAT,SUN");
  EXPECT_EQ(found.zone, "Europe/Berlin");
  EXPECT_EQ(found.length, std::chrono::hours(8));
}

TEST(Calendar, RulesBecomeCronExpressions) {
  EXPECT_EQ(cron("FREQ=DAILY"), "0 22 * * *");
  EXPECT_EQ(cron("FREQ=WEEKLY"), "0 22 * * TUE") << "the day that it begins on";
  EXPECT_EQ(cron("FREQ=WEEKLY;WKST=SU;INTERVAL=1;BYDAY=MO,FR"), "0 22 * * MON,FRI");
  EXPECT_EQ(cron("FREQ=MONTHLY"), "0 22 1 * *");
  EXPECT_EQ(cron("FREQ=MONTHLY;BYMONTHDAY=15,-1,-3"), "0 22 15,L,L-2 * *");
  EXPECT_EQ(cron("FREQ=MONTHLY;BYDAY=2TU,-1FR"), "0 22 * * TUE#2,FRIL");
  EXPECT_EQ(cron("freq=monthly;byday=+1mo;bymonth=3,9"), "0 22 * 3,9 MON#1");
}

TEST(Calendar, RulesThatAWindowCannotHaveAreRefusedWithTheirLine) {
  for (const auto* rule :
       {"FREQ=YEARLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=DAILY;COUNT=5",
        "FREQ=DAILY;UNTIL=20270101T000000Z", "FREQ=WEEKLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=6TU",
        "FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=1", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;BYHOUR=1", "BYDAY=MO", "FREQ", ""}) {
    EXPECT_THAT(refused(calendar(
                    fmt::format("DTSTART:20261201T220000Z\r\nDURATION:PT8H\r\nRRULE:{}", rule))),
                ElementsAre(7))
        << rule;
  }
}

TEST(Calendar, ADatedEventIsAFreeze) {
  const auto entries =
      read(calendar("DESCRIPTION:Books\\, closed\\nsoon\r\n"
                    "DTSTART:20261220T000000Z\r\nDURATION:P1W2DT3H"));
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries[0].description, "Books, closed\nsoon");
  EXPECT_EQ(entries[0].freeze, (OpenSpan{at("2026-12-20T00:00:00Z"), at("2026-12-29T03:00:00Z")}));
}

TEST(Calendar, WholeDaysAreThoseOfTheGivenZone) {
  const auto entries = read(calendar("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227"));
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries[0].freeze, (OpenSpan{at("2026-12-23T23:00:00Z"), at("2026-12-26T23:00:00Z")}));
  EXPECT_EQ(read(calendar("DTSTART;VALUE=DATE:20261224"))[0].freeze->end,
            at("2026-12-24T23:00:00Z"));
}

TEST(Calendar, FoldedLinesAlarmsAndZonesAreReadPast) {
  const auto entries = read(
      "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:"
      "19700101T000000\r\n"
      "END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:u1\r\nSUMMARY:A long\r\n  name\r\n"
      "DTSTART:20261220T000000Z\r\nDTEND:20261221T000000Z\r\nBEGIN:VALARM\r\nDURATION:PT5M\r\n"
      "END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR");
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries[0].name, "A long name");
}

TEST(Calendar, AnEventThatWasCalledOffIsNone) {
  EXPECT_THAT(read(calendar("STATUS:CANCELLED")), IsEmpty());
}

TEST(Calendar, WhatCannotBeReadIsToldWithItsLine) {
  EXPECT_THAT(refused(""), ElementsAre(1));
  EXPECT_THAT(refused("hello"), ElementsAre(1, 1));
  EXPECT_THAT(refused("BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR"), ElementsAre(2));
  EXPECT_THAT(refused("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1"), ElementsAre(3));
  EXPECT_THAT(refused(calendar("nonsense")), ElementsAre(2, 5));
  EXPECT_THAT(refused(calendar("DTSTART:2026\nDTEND:20261221T000000Z")), ElementsAre(5));
  EXPECT_THAT(refused(calendar("DTSTART:20260230T000000Z\nDURATION:PT1H")), ElementsAre(5));
  EXPECT_THAT(refused(calendar("DTSTART;TZID=Nowhere:20261220T000000\nDURATION:PT1H")),
              ElementsAre(5));
  EXPECT_THAT(refused(calendar("DTSTART:20261220T000000Z")), ElementsAre(2));
  EXPECT_THAT(refused(calendar("DTSTART:20261220T000000Z\nDURATION:8H")), ElementsAre(6));
  EXPECT_THAT(refused(calendar("DTSTART:20261220T000000Z\nDTEND:20261219T000000Z")),
              ElementsAre(6));
  EXPECT_THAT(refused(calendar("DTSTART:20261220T000000Z\nDURATION:P8D\nRRULE:FREQ=DAILY")),
              ElementsAre(6));
  EXPECT_THAT(refused(calendar("DTSTART:20261220T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\n"
                               "EXDATE:20261221T000000Z")),
              ElementsAre(8));
  EXPECT_THAT(refused(std::string(kCalendarBytesMax + 1, 'x')), ElementsAre(1));
}

TEST(Calendar, WhatIsWrittenIsReadBackTheSame) {
  const std::vector<CalendarEntry> entries{
      {.uid = "w1@fettle",
       .name = "Nights; of Oslo",
       .description = {},
       .scope = Scope{ScopeKind::kSite, "Oslo, east"},
       .window = CalendarWindow{"30 22 * * MON-FRI", "Europe/Oslo", std::chrono::hours(8)},
       .freeze = {}},
      {.uid = "w2@fettle",
       .name = "After Patch Tuesday",
       .description = {},
       .scope = Scope{},
       .window = CalendarWindow{"0 22 * * TUE#2+3", "UTC", std::chrono::minutes(90)},
       .freeze = {}},
      {.uid = "f1@fettle",
       .name = "Year end",
       .description = std::string(200, 'x') + "\nbooks",
       .scope = Scope{ScopeKind::kRole, "db"},
       .window = {},
       .freeze = OpenSpan{at("2026-12-20T00:00:00Z"), at("2027-01-03T00:00:00Z")}}};
  const auto text = write_icalendar(entries, at("2026-12-01T00:00:00Z"));
  EXPECT_THAT(text, HasSubstr("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTART;TZID=Europe/Oslo:20261130T223000\r\n"));
  EXPECT_THAT(text, HasSubstr("RDATE:20270115T220000Z,"));
  EXPECT_THAT(text, HasSubstr("BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\n"));
  EXPECT_LT(text.find("END:VTIMEZONE"), text.find("BEGIN:VEVENT"));
  const auto back = read(text);
  ASSERT_THAT(back, SizeIs(3));
  for (std::size_t i = 0; i < back.size(); ++i) {
    EXPECT_EQ(back[i].uid, entries[i].uid);
    EXPECT_EQ(back[i].name, entries[i].name);
    EXPECT_EQ(back[i].description, entries[i].description);
    EXPECT_EQ(back[i].scope, entries[i].scope);
    EXPECT_EQ(back[i].freeze, entries[i].freeze);
    ASSERT_EQ(back[i].window.has_value(), entries[i].window.has_value());
    if (!back[i].window) continue;
    EXPECT_EQ(back[i].window->cron, entries[i].window->cron);
    EXPECT_EQ(back[i].window->zone, entries[i].window->zone);
    EXPECT_EQ(back[i].window->length, entries[i].window->length);
  }
}

TEST(Calendar, LinesAreFoldedBetweenCharacters) {
  const auto folded = fold(std::string(74, 'x') + "\xc3\xa5\xc3\xa5");
  EXPECT_EQ(folded, std::string(74, 'x') + "\r\n \xc3\xa5\xc3\xa5\r\n");
}

TEST(Calendar, CronExpressionsBecomeRulesWhereOneSaysTheSame) {
  const auto rule = [](std::string_view text) {
    Diagnostics problems;
    return write_recurrence(parse_cron(text, problems).value());
  };
  EXPECT_EQ(rule("0 22 * * *"), "FREQ=DAILY");
  EXPECT_EQ(rule("0 22 1,L * *"), "FREQ=MONTHLY;BYMONTHDAY=1,-1");
  EXPECT_EQ(rule("0 22 * 3 TUE#2,FRIL"), "FREQ=MONTHLY;BYDAY=2TU,-1FR;BYMONTH=3");
  EXPECT_EQ(rule("0 1,3 * * MON"), "FREQ=WEEKLY;BYDAY=MO;BYHOUR=1,3");
  EXPECT_EQ(rule("0 22 LW * *"), std::nullopt);
  EXPECT_EQ(rule("0 22 1 * MON"), std::nullopt);
  EXPECT_EQ(rule("0 22 * * TUE#2+3"), std::nullopt);
}

}  // namespace
}  // namespace fettle::schedule
