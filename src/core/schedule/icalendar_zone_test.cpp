// A zone's component, read as RFC 5545 says and held against the zone itself.
#include "core/schedule/icalendar_zone.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <sstream>
#include <vector>

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Instant kFrom{1'796'000'000'000};  // 2026-11-29

std::string written(std::string_view zone) {
  return write_timezone(load_zone(zone).value(), kFrom);
}

chrono::local_seconds time_of(const std::string& text) {
  const auto number = [&](std::size_t at, std::size_t size) {
    return std::stoi(text.substr(at, size));
  };
  const chrono::year_month_day date{chrono::year(number(0, 4)),
                                    chrono::month(static_cast<unsigned>(number(4, 2))),
                                    chrono::day(static_cast<unsigned>(number(6, 2)))};
  return chrono::local_days(date) + chrono::hours(number(9, 2)) + chrono::minutes(number(11, 2)) +
         chrono::seconds(number(13, 2));
}

chrono::seconds offset_of(const std::string& text) {
  const auto seconds = std::stoi(text.substr(1, 2)) * 3600 + std::stoi(text.substr(3, 2)) * 60;
  return chrono::seconds(text[0] == '-' ? -seconds : seconds);
}

/// The onsets that a yearly rule says from `first` on: `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`.
std::vector<chrono::local_seconds> expand(chrono::local_seconds first, const std::string& rule) {
  const auto day = chrono::floor<chrono::days>(first);
  const chrono::year_month_day date{day};
  const chrono::weekday weekday(day);
  const auto nth = std::stoi(rule.substr(rule.find("BYDAY=") + 6));
  std::vector<chrono::local_seconds> onsets;
  for (int year = 0; year < 12; ++year) {
    const auto month = (date.year() + chrono::years(year)) / date.month();
    const chrono::local_days found =
        nth < 0 ? chrono::local_days(month / weekday[chrono::last])
                : chrono::local_days(month / weekday[static_cast<unsigned>(nth)]);
    onsets.push_back(found + (first - day));
  }
  return onsets;
}

/// From each instant on, the offset that begins there.
std::map<Instant, chrono::seconds> offsets(const std::string& component) {
  std::map<Instant, chrono::seconds> found;
  std::istringstream lines(component);
  std::string unfolded;
  for (std::string line; std::getline(lines, line);) {
    line.pop_back();
    unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
  }
  std::map<std::string, std::string> fields;
  std::istringstream whole(unfolded);
  for (std::string line; std::getline(whole, line);) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    fields[line.substr(0, colon)] = line.substr(colon + 1);
    if (line != "END:STANDARD" && line != "END:DAYLIGHT") continue;
    const auto first = time_of(fields["DTSTART"]);
    auto onsets = fields.contains("RRULE") ? expand(first, fields["RRULE"])
                                           : std::vector<chrono::local_seconds>{first};
    std::istringstream dates(fields["RDATE"]);
    for (std::string date; std::getline(dates, date, ',');) onsets.push_back(time_of(date));
    for (const auto onset : onsets) {
      const auto clock = onset.time_since_epoch() - offset_of(fields["TZOFFSETFROM"]);
      found[Instant{chrono::duration_cast<Milliseconds>(clock).count()}] =
          offset_of(fields["TZOFFSETTO"]);
    }
    fields.clear();
  }
  return found;
}

class TimezoneOf : public ::testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Zones, TimezoneOf,
                         ::testing::Values("Europe/Oslo", "America/New_York", "Asia/Kolkata",
                                           "Africa/Casablanca", "Asia/Jerusalem",
                                           "Australia/Lord_Howe", "America/Sao_Paulo",
                                           "Europe/Dublin", "Pacific/Auckland", "Etc/GMT+5"),
                         [](const auto& info) {
                           std::string name(info.param);
                           std::erase_if(name, [](char c) { return !std::isalnum(c); });
                           return name;
                         });

TEST_P(TimezoneOf, SaysWhatTheZoneDoesForTenYears) {
  const auto zone = load_zone(GetParam()).value();
  const auto said = offsets(write_timezone(zone, kFrom));
  const auto end = kFrom + chrono::years(9);
  for (auto at = kFrom; at < end; at = at + chrono::hours(5)) {
    ASSERT_EQ(std::prev(said.upper_bound(at))->second, zone.offset(at)) << to_rfc3339(at, zone);
  }
}

TEST(Timezone, IsTwoYearlyRulesWhereTheZoneHasThem) {
  const auto text = written("Europe/Oslo");
  EXPECT_THAT(text, HasSubstr("BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\n"));
  EXPECT_THAT(text, HasSubstr("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\n"
                              "TZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
                              "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"));
  EXPECT_THAT(text, HasSubstr("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"));
  EXPECT_THAT(written("America/New_York"), HasSubstr("BYMONTH=3;BYDAY=2SU"));
}

TEST(Timezone, ListsWhatNoRuleSays) {
  const auto text = written("Africa/Casablanca");
  EXPECT_THAT(text, HasSubstr("RDATE:"));
  EXPECT_THAT(text, Not(HasSubstr("RRULE")));
}

TEST(Timezone, OfUtcIsNotNeeded) { EXPECT_EQ(write_timezone(Zone(), kFrom), ""); }

}  // namespace
}  // namespace fettle::schedule
