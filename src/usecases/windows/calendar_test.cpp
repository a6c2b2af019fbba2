#include "usecases/windows/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/flows/flows.hpp"
#include "usecases/schedules/schedules.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using std::chrono_literals::operator""h;

constexpr auto kFile = R"(BEGIN:VCALENDAR
BEGIN:VEVENT
UID:night@example.com
SUMMARY:Nights
DTSTART;TZID=Europe/Oslo:20261201T220000
DURATION:PT8H
RRULE:FREQ=WEEKLY;BYDAY=SA
END:VEVENT
BEGIN:VEVENT
UID:end@example.com
SUMMARY:Year end
DESCRIPTION:Books\, closed\nAsk Ann
DTSTART:20261220T000000Z
DTEND:20270103T000000Z
END:VEVENT
END:VCALENDAR
)";

constexpr auto kPlan = R"(---
subject: proof
risk_level: medium
---

# Maintenance: proof

## Steps

### Step 1: count

```yaml
type: custom_tool
command: "echo one"
```
)";

class CalendarOf : public ::testing::Test {
 protected:
  ImportDifference import(ImportCalendar given) {
    const auto seen = import_calendar(north, given);
    EXPECT_TRUE(seen) << seen.error().message;
    if (!seen) return {};
    given.apply = true;
    given.digest = seen->digest;
    auto done = import_calendar(north, given);
    EXPECT_TRUE(done) << done.error().message;
    return done ? *done : ImportDifference{};
  }
  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(CalendarOf, AnImportShowsTheDifferenceAndChangesNothingBeforeItIsConfirmed) {
  const auto seen = import_calendar(north, {.text = kFile, .scope = ScopeInput{"site", "Oslo"}});
  ASSERT_TRUE(seen) << seen.error().message;
  EXPECT_THAT(seen->added, SizeIs(2));
  EXPECT_FALSE(seen->applied);
  EXPECT_THAT(*list_windows(north), IsEmpty());
  const auto other = import_calendar(north, {.text = kFile, .apply = true, .digest = "0"});
  EXPECT_EQ(other.error().code, ErrorCode::kConflict);
  EXPECT_THAT(*list_windows(north), IsEmpty());
}

TEST_F(CalendarOf, WhatIsImportedIsAWindowAndAFreezeAndTheSecondTimeNothingChanges) {
  EXPECT_TRUE(import({.text = kFile, .scope = ScopeInput{"site", "Oslo"}}).applied);
  const auto windows = list_windows(north);
  ASSERT_THAT(*windows, SizeIs(1));
  EXPECT_EQ(windows->front().cron_expression, "0 22 * * SAT");
  EXPECT_EQ(windows->front().scope.value, "Oslo");
  ASSERT_THAT(*list_freezes(north), SizeIs(1));
  EXPECT_EQ(list_freezes(north)->front().reason, "Books, closed");
  const auto again = import({.text = kFile});
  EXPECT_EQ(again.unchanged, 2);
  EXPECT_THAT(*list_windows(south), IsEmpty());
}

TEST_F(CalendarOf, AnEventThatChangedChangesItsWindow) {
  import({.text = kFile});
  std::string later(kFile);
  later.replace(later.find("T220000"), 7, "T230000");
  const auto done = import({.text = later});
  ASSERT_THAT(done.changed, SizeIs(1));
  EXPECT_EQ(done.changed[0].fields.at(0).before, "0 22 * * SAT");
  EXPECT_EQ(list_windows(north)->front().cron_expression, "0 23 * * SAT");
  EXPECT_EQ(list_windows(north)->front().version, 2);
}

TEST_F(CalendarOf, WhatWasExportedChangesNothing) {
  ASSERT_TRUE(create_window(north, {.name = "After Patch Tuesday",
                                    .scope = ScopeInput{"role", "db"},
                                    .cron_expression = "0 22 * * TUE#2+3",
                                    .timezone = "Europe/Oslo",
                                    .length_minutes = 90}));
  ASSERT_TRUE(create_freeze(north, {.name = "Year end",
                                    .reason = "books",
                                    .scope = {},
                                    .begins_at = teams.now,
                                    .ends_at = teams.now + 24h}));
  const auto text = export_calendar(north);
  ASSERT_TRUE(text);
  const auto seen = import_calendar(north, {.text = *text});
  ASSERT_TRUE(seen) << seen.error().message;
  EXPECT_EQ(seen->unchanged, 2);
  EXPECT_THAT(seen->added, IsEmpty());
}

TEST_F(CalendarOf, WhatCannotBeReadIsToldWithItsLine) {
  std::string yearly(kFile);
  yearly.replace(yearly.find("WEEKLY;BYDAY=SA"), 15, "YEARLY");
  const auto refused = import_calendar(north, {.text = yearly});
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(refused.error().message, HasSubstr("line 7:"));
  const auto strange =
      import_calendar(north, {.text = kFile, .scope = ScopeInput{"server", "none"}});
  EXPECT_THAT(strange.error().message, HasSubstr("line 2: scope"));
}

TEST_F(CalendarOf, ACalendarShowsSchedulesWindowsAndFreezesOfItsSpan) {
  const auto flow = create_flow(north, {.markdown = kPlan});
  ASSERT_TRUE(flow);
  ASSERT_TRUE(create_schedule(north, {.tree_id = flow->id,
                                      .cron_expression = "30 * * * *",
                                      .targets = std::vector<NewTarget>{{"web1", {}}}}));
  ASSERT_TRUE(create_window(
      north,
      {.name = "Always", .scope = {}, .cron_expression = "0 0 * * *", .length_minutes = 1440}));
  ASSERT_TRUE(create_freeze(north, {.name = "Year end",
                                    .reason = "books",
                                    .scope = {},
                                    .begins_at = teams.now + 1h,
                                    .ends_at = teams.now + 24h}));
  const auto calendar = read_calendar(north, {teams.now, teams.now + 3h});
  ASSERT_TRUE(calendar) << calendar.error().message;
  std::vector<std::string> kinds;
  for (const auto& item : calendar->items) kinds.push_back(item.kind + " " + item.status);
  std::ranges::sort(kinds);
  EXPECT_THAT(kinds,
              ElementsAre("freeze ", "schedule pending_approval", "schedule pending_approval",
                          "schedule pending_approval", "window "));
  EXPECT_FALSE(calendar->is_cut);
  EXPECT_THAT(read_calendar(south, {teams.now, teams.now + 3h})->items, IsEmpty());
}

TEST_F(CalendarOf, ASpanIsBounded) {
  EXPECT_FALSE(read_calendar(north, {teams.now, teams.now}));
  EXPECT_FALSE(read_calendar(north, {teams.now, teams.now + std::chrono::days(367)}));
  ASSERT_TRUE(create_window(
      north,
      {.name = "Often", .scope = {}, .cron_expression = "*/2 * * * *", .length_minutes = 1}));
  const auto calendar = read_calendar(north, {teams.now, teams.now + std::chrono::days(366)});
  EXPECT_TRUE(calendar->is_cut);
  EXPECT_THAT(calendar->items, SizeIs(1000));
}

}  // namespace
}  // namespace fettle::usecases
