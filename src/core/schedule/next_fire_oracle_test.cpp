// next_fire() against an oracle that walks every real minute, looks at the local clock and applies
// the rules of the specification to it. The oracle shares no code with what it judges: it has its
// own picture of an expression, made at random together with the text that the parser is given.
#include <cctz/civil_time.h>
#include <cctz/time_zone.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "core/schedule/next_fire.hpp"

namespace fettle::schedule {
namespace {

using cctz::civil_day;
using cctz::civil_second;
using Random = std::mt19937_64;

constexpr int kRounds = 40;

int pick(Random& random, int low, int high) {
  return low + static_cast<int>(random() % static_cast<std::uint64_t>(high - low + 1));
}

/// One numeric field: which values it has, and how it was written.
struct Field {
  std::array<bool, 60> has{};
  std::string text;
};

Field random_field(Random& random, int min, int max) {
  Field field;
  const auto add = [&](int low, int high, int step, std::string text) {
    for (int value = low; value <= high; value += step) {
      field.has[static_cast<std::size_t>(value)] = true;
    }
    field.text += (field.text.empty() ? "" : ",") + text;
  };
  const int kind = pick(random, 0, 9);
  if (kind < 4) {
    add(min, max, 1, "*");
  } else if (kind == 4) {
    const int step = pick(random, 1, max - min + 1);
    add(min, max, step, fmt::format("*/{}", step));
  } else {
    for (int items = pick(random, 1, 3); items > 0; --items) {
      const int low = pick(random, min, max);
      const int high = pick(random, low, max);
      const int step = pick(random, 1, 4);
      if (pick(random, 0, 1) == 0) {
        add(low, low, 1, fmt::to_string(low));
      } else {
        add(low, high, step, fmt::format("{}-{}/{}", low, high, step));
      }
    }
  }
  return field;
}

Field every_month() {
  Field field{.has = {}, .text = "*"};
  field.has.fill(true);
  return field;
}

/// `TUE#2+3`.
struct Nth {
  int weekday;
  int nth;
  int later;
};

struct Expression {
  Field minute, hour, day, month, weekday;
  bool last_day = false;
  bool last_working_day = false;
  std::optional<int> last_weekday;
  std::optional<Nth> nth;

  std::string text() const {
    return fmt::format("{} {} {} {} {}", minute.text, hour.text, day.text, month.text,
                       weekday.text);
  }
};

Expression random_expression(Random& random) {
  Expression e;
  e.minute = random_field(random, 0, 59);
  e.hour = random_field(random, 0, 23);
  e.day = random_field(random, 1, 31);
  e.month = random_field(random, 1, 12);
  e.weekday = random_field(random, 0, 6);
  // The clock is changed at night and on few days of the year: look there more than chance would.
  if (pick(random, 0, 2) == 0) e.hour = {.has = {true, true, true, true}, .text = "0-3"};
  if (pick(random, 0, 1) == 0) e.month = every_month();
  constexpr std::array kNames = {"Sun", "mon", "TUE", "wed", "THU", "fri", "SAT"};
  const int weekday = pick(random, 0, 6);
  const auto* name = kNames[static_cast<std::size_t>(weekday)];
  switch (pick(random, 0, 9)) {
    case 0:
      e.last_day = true;
      e.day = {.has = {}, .text = "L"};
      break;
    case 1:
      e.last_working_day = true;
      e.day.text += ",LW";
      break;
    case 2:
      e.last_weekday = weekday;
      e.weekday = {.has = {}, .text = fmt::format("{}L", name)};
      break;
    case 3:
    case 4:
      e.nth = {weekday, pick(random, 1, 5), pick(random, 0, 28)};
      e.weekday = {.has = {}, .text = fmt::format("{}#{}", name, e.nth->nth)};
      if (e.nth->later > 0) e.weekday.text += fmt::format("+{}", e.nth->later);
      break;
    default:
      break;
  }
  return e;
}

bool has(const Field& field, int value) { return field.has[static_cast<std::size_t>(value)]; }

/// From Sunday, 0.
int weekday_of(civil_day day) { return (static_cast<int>(cctz::get_weekday(day)) + 1) % 7; }

bool is_last_day(civil_day day) { return (day + 1).month() != day.month(); }

bool is_working_day(civil_day day) { return weekday_of(day) >= 1 && weekday_of(day) <= 5; }

bool is_last_working_day(civil_day day) {
  for (auto later = day + 1; later.month() == day.month(); ++later) {
    if (is_working_day(later)) return false;
  }
  return is_working_day(day);
}

bool is_nth(const Expression& e, civil_day day) {
  const civil_day anchor = day - e.nth->later;
  return has(e.month, anchor.month()) && weekday_of(anchor) == e.nth->weekday &&
         (anchor.day() + 6) / 7 == e.nth->nth;
}

bool day_matches(const Expression& e, civil_day day) {
  const bool month = has(e.month, day.month());
  const bool by_day = has(e.day, day.day()) || (e.last_day && is_last_day(day)) ||
                      (e.last_working_day && is_last_working_day(day));
  const bool by_week =
      (month && has(e.weekday, weekday_of(day))) ||
      (month && e.last_weekday == weekday_of(day) && (day + 7).month() != day.month()) ||
      (e.nth && is_nth(e, day));
  const bool either = e.day.text[0] != '*' && e.weekday.text[0] != '*';
  return either ? (month && by_day) || by_week : by_day && by_week;
}

bool matches(const Expression& e, civil_second local) {
  return has(e.minute, local.minute()) && has(e.hour, local.hour()) &&
         day_matches(e, civil_day(local));
}

struct Window {
  const char* zone;
  const char* from;
  int days;
};

void PrintTo(const Window& window, std::ostream* out) {
  *out << window.zone << " from " << window.from;
}

/// What the local clock shows at each real minute of a window.
struct SessionKind {
  Instant begin;
  std::vector<civil_second> local;
};

SessionKind walk(const Window& window) {
  cctz::time_zone zone;
  EXPECT_TRUE(cctz::load_time_zone(window.zone, &zone));
  SessionKind walk{parse_rfc3339(window.from).value(), {}};
  for (int minute = 0; minute < window.days * 24 * 60; ++minute) {
    const std::chrono::system_clock::time_point at{Milliseconds(walk.begin.ms + minute * 60'000LL)};
    walk.local.push_back(cctz::convert(at, zone));
  }
  return walk;
}

/// The rules of the specification, minute by minute.
std::vector<Instant> firings(const Expression& e, const SessionKind& walk) {
  const bool every_hour = std::all_of(e.hour.has.begin(), e.hour.has.begin() + 24, std::identity());
  std::vector<Instant> fires;
  civil_second latest = walk.local[0];
  for (std::size_t i = 1; i < walk.local.size(); ++i) {
    const auto local = walk.local[i];
    bool fire = matches(e, local);
    if (!every_hour) {
      fire = fire && local > latest;  // a time that comes twice fires the first time
      for (auto skipped = latest + 60; skipped < local; skipped += 60) {
        fire = fire || matches(e, skipped);
      }
    }
    latest = std::max(latest, local);
    if (fire) fires.push_back(walk.begin + Milliseconds(static_cast<std::int64_t>(i) * 60'000));
  }
  return fires;
}

class NextFireOracle : public testing::TestWithParam<Window> {};

TEST_P(NextFireOracle, AgreesOnRandomExpressions) {
  const auto days = walk(GetParam());
  const auto zone = load_zone(GetParam().zone).value();
  const auto end = days.begin + Milliseconds(static_cast<std::int64_t>(days.local.size()) * 60'000);
  Random random(static_cast<std::uint64_t>(days.begin.ms));
  for (int round = 0; round < kRounds; ++round) {
    const auto expression = random_expression(random);
    SCOPED_TRACE(expression.text());
    Diagnostics diagnostics;
    const auto cron = parse_cron(expression.text(), diagnostics);
    ASSERT_TRUE(cron);
    const auto expected = firings(expression, days);

    auto after = days.begin;
    for (const auto fire : expected) {
      const auto next = next_fire(*cron, zone, after);
      ASSERT_TRUE(next);
      ASSERT_EQ(next->ms, fire.ms) << "after " << to_rfc3339(after) << " wanted "
                                   << to_rfc3339(fire) << ", got " << to_rfc3339(*next);
      after = fire;
    }
    ASSERT_GE(next_fire(*cron, zone, after).value_or(end), end);

    for (int query = 0; query < 50; ++query) {
      const Instant from{
          days.begin.ms +
          static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(end.ms - days.begin.ms))};
      const auto later = std::ranges::upper_bound(expected, from);
      const auto wanted = later == expected.end() ? end : *later;
      const auto next = std::min(next_fire(*cron, zone, from).value_or(end), end);
      ASSERT_EQ(next.ms, wanted.ms) << "after " << to_rfc3339(from) << " wanted "
                                    << to_rfc3339(wanted) << ", got " << to_rfc3339(next);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Windows, NextFireOracle,
                         testing::Values(Window{"Europe/Berlin", "2026-03-24T00:00:00Z", 10},
                                         Window{"Europe/Berlin", "2026-10-21T00:00:00Z", 10},
                                         Window{"Europe/Berlin", "2028-01-27T00:00:00Z", 70},
                                         Window{"America/New_York", "2025-03-05T00:00:00Z", 10},
                                         Window{"America/New_York", "2024-10-30T00:00:00Z", 10},
                                         Window{"America/Sao_Paulo", "2018-11-01T00:00:00Z", 7},
                                         Window{"America/Sao_Paulo", "2019-02-14T00:00:00Z", 7},
                                         Window{"Australia/Lord_Howe", "2026-04-01T00:00:00Z", 8},
                                         Window{"Australia/Lord_Howe", "2026-09-30T00:00:00Z", 8},
                                         Window{"Asia/Kathmandu", "1985-12-28T00:00:00Z", 8},
                                         Window{"Pacific/Apia", "2011-12-25T00:00:00Z", 14},
                                         Window{"Pacific/Kwajalein", "1993-08-18T00:00:00Z", 8},
                                         Window{"Africa/Casablanca", "2026-02-10T00:00:00Z", 45},
                                         Window{"America/Juneau", "1983-10-27T00:00:00Z", 8},
                                         Window{"UTC", "2096-12-20T00:00:00Z", 80}));

}  // namespace
}  // namespace fettle::schedule
