#include "core/schedule/zone.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;

Instant at(std::string_view text) { return parse_rfc3339(text).value(); }

chrono::local_seconds local(chrono::year_month_day date, chrono::seconds time) {
  return chrono::local_days(date) + time;
}

TEST(Zone, DefaultIsUtc) {
  EXPECT_EQ(Zone().name(), "UTC");
  EXPECT_EQ(to_rfc3339(at("2026-01-02T03:04:05.678Z"), Zone()), "2026-01-02T03:04:05+00:00");
}

TEST(Zone, SkippedLocalTimeResolvesToTheEndOfTheGap) {
  const auto berlin = load_zone("Europe/Berlin").value();
  using std::chrono_literals::operator""h;
  using std::chrono_literals::operator""min;
  const chrono::year_month_day day{chrono::year(2026) / 3 / 29};
  const auto moment = berlin.resolve(local(day, 2h + 30min));
  EXPECT_EQ(moment.kind, Moment::Kind::kSkipped);
  EXPECT_EQ(moment.first, at("2026-03-29T01:00:00Z"));
  EXPECT_EQ(moment.begin, local(day, 2h));
  EXPECT_EQ(moment.end, local(day, 3h));
}

TEST(Zone, RepeatedLocalTimeResolvesToBothInstants) {
  const auto lord_howe = load_zone("Australia/Lord_Howe").value();
  using std::chrono_literals::operator""h;
  using std::chrono_literals::operator""min;
  const chrono::year_month_day day{chrono::year(2026) / 4 / 5};
  const auto moment = lord_howe.resolve(local(day, 1h + 45min));
  EXPECT_EQ(moment.kind, Moment::Kind::kTwice);
  EXPECT_EQ(moment.first, at("2026-04-04T14:45:00Z"));
  EXPECT_EQ(moment.second, at("2026-04-04T15:15:00Z"));
  EXPECT_EQ(moment.begin, local(day, 1h + 30min));
  EXPECT_EQ(moment.end, local(day, 2h));
}

TEST(Zone, ResolveAndLocalAreInverse) {
  const auto kathmandu = load_zone("Asia/Kathmandu").value();
  const auto instant = at("2026-07-01T00:00:01Z");
  EXPECT_EQ(kathmandu.resolve(kathmandu.local(instant)).first, instant);
}

TEST(Zone, LocalTimeBeforeTheEpochIsFloored) {
  EXPECT_EQ(Zone().local(Instant{-1}), chrono::local_seconds(chrono::seconds(-1)));
}

TEST(Zone, HistoricOffsetWithSecondsIsShownAsTheSameInstant) {
  const auto amsterdam = load_zone("Europe/Amsterdam").value();
  const auto instant = at("1900-01-01T00:00:00Z");
  ASSERT_NE(amsterdam.offset(instant).count() % 60, 0);
  EXPECT_EQ(parse_rfc3339(to_rfc3339(instant, amsterdam)), instant);
}

TEST(LoadZone, TakesNamesOfTheZoneDatabase) {
  for (const auto* name : {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+3",
                           "EST5EDT", "America/Port-au-Prince"}) {
    EXPECT_TRUE(load_zone(name)) << name;
  }
}

TEST(LoadZone, RefusesWhateverIsNoZoneName) {
  const std::vector<std::string> names = {"",
                                          "/etc/passwd",
                                          "/usr/share/zoneinfo/UTC",
                                          "../zoneinfo/UTC",
                                          "Europe/../UTC",
                                          "localtime",
                                          "posix/Cuba",
                                          "right/Cuba",
                                          "Europe",
                                          "Europe/",
                                          "file:UTC",
                                          "libc:UTC",
                                          "Fixed/UTC+01:00:00",
                                          "tzdata.zi",
                                          "zone.tab",
                                          "europe/berlin",
                                          std::string("Europe/Berlin\0x", 15),
                                          std::string(100'000, 'A')};
  for (const auto& name : names) {
    const auto zone = load_zone(name);
    ASSERT_FALSE(zone) << name.substr(0, 40);
    EXPECT_EQ(zone.error().code, ErrorCode::kInvalid);
    EXPECT_LT(zone.error().message.size(), 200U);
  }
}

TEST(LoadZone, UnknownNameSuggestsTheNearest) {
  EXPECT_EQ(load_zone("Europe/Berln").error().message,
            "\"Europe/Berln\" is no time zone: did you mean Europe/Berlin?");
  EXPECT_EQ(load_zone("america/new_york").error().message,
            "\"america/new_york\" is no time zone: did you mean America/New_York?");
  EXPECT_EQ(load_zone("Kathmandu").error().message,
            "\"Kathmandu\" is no time zone: did you mean Asia/Kathmandu?");
  EXPECT_EQ(load_zone("Middle/Earth_Shire").error().message,
            "\"Middle/Earth_Shire\" is no time zone: use an IANA name such as Europe/Berlin, or "
            "UTC");
}

}  // namespace
}  // namespace fettle::schedule
