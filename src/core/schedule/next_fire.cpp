#include "core/schedule/next_fire.hpp"

#include <algorithm>
#include <bit>
#include <chrono>

#include "base/source_text.hpp"
#include "core/schedule/month_days.hpp"

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;
using chrono::local_days;
using chrono::local_seconds;
using std::chrono_literals::operator""s;
using std::chrono_literals::operator""min;

// The Gregorian calendar repeats after 400 years, weekdays included: they have 146,097 days,
// which is 20,871 weeks. What a month's days are depends on it and on the month before, so a
// cycle of months without a match proves that there never is one.
constexpr int kCycleMonths = 400 * 12;

constexpr chrono::year kLastYear{9999};
constexpr Instant kFirstInstant{-62'135'596'800'000};  // 0001-01-01T00:00:00Z
constexpr Instant kLastInstant{253'402'300'799'999};   // 9999-12-31T23:59:59.999Z

/// First day of `month` or of a later one that matches.
std::optional<local_days> first_day(const Cron& cron, chrono::year_month month) {
  for (int i = 0; i <= kCycleMonths && month.year() <= kLastYear; ++i, month += chrono::months(1)) {
    const auto days = matching_days(cron, month);
    if (days != 0) return local_days(month / std::countr_zero(days));
  }
  return std::nullopt;
}

/// First matching day after `date`, given those of its own month.
std::optional<local_days> later_day(const Cron& cron, chrono::year_month_day date,
                                    std::uint32_t days_of_month) {
  const chrono::year_month month = date.year() / date.month();
  const auto later = days_of_month & (~1U << static_cast<unsigned>(date.day()));
  if (later != 0) return local_days(month / std::countr_zero(later));
  return first_day(cron, month + chrono::months(1));
}

/// First scheduled time of day that is not before `earliest`.
std::optional<chrono::minutes> time_of_day(const Cron& cron, chrono::minutes earliest) {
  const auto hour = static_cast<unsigned>(earliest.count() / 60);
  const auto minute = static_cast<unsigned>(earliest.count() % 60);
  if ((cron.hours >> hour & 1U) != 0 && cron.minutes >> minute != 0) {
    return earliest + chrono::minutes(std::countr_zero(cron.minutes >> minute));
  }
  const auto later = cron.hours & (~1U << hour);
  if (later == 0) return std::nullopt;
  return chrono::hours(std::countr_zero(later)) + chrono::minutes(std::countr_zero(cron.minutes));
}

/// First scheduled local minute that is not before `from`, as if no clock were ever changed.
std::optional<local_seconds> next_minute(const Cron& cron, local_seconds from) {
  const auto start = chrono::ceil<chrono::minutes>(from);
  const auto today = chrono::floor<chrono::days>(start);
  const chrono::year_month_day date{today};
  if (date.year() > kLastYear) return std::nullopt;
  const auto days = matching_days(cron, date.year() / date.month());
  if ((days >> static_cast<unsigned>(date.day()) & 1U) != 0) {
    if (const auto time = time_of_day(cron, start - today)) return today + *time;
  }
  const auto day = later_day(cron, date, days);
  const auto first = time_of_day(cron, 0min);
  if (!day || !first) return std::nullopt;
  return *day + *first;
}

std::optional<local_seconds> next_minute_past(const Cron& cron, local_seconds minute,
                                              const Moment& moment) {
  return next_minute(cron, std::max(minute + 1min, moment.end));
}

std::optional<Instant> next_fixed_time(const Cron& cron, const Zone& zone, Instant after) {
  auto minute = next_minute(cron, zone.local(after) + 1s);
  while (minute) {
    const auto moment = zone.resolve(*minute);
    if (moment.first > after) return moment.first;
    // `after` is in the second pass of an overlap: what is in it has fired.
    minute = next_minute_past(cron, *minute, moment);
  }
  return std::nullopt;
}

std::optional<Instant> next_in_real_time(const Cron& cron, const Zone& zone, Instant after) {
  const auto local = zone.local(after);
  const auto now = zone.resolve(local);
  auto minute = next_minute(cron, local + 1s);
  const bool comes_again = now.kind == Moment::Kind::kTwice && after < now.second;
  if (comes_again && (!minute || *minute >= now.end)) minute = next_minute(cron, now.begin);
  while (minute) {
    const auto moment = zone.resolve(*minute);
    if (moment.kind != Moment::Kind::kSkipped) {
      if (moment.first > after) return moment.first;
      if (moment.second > after) return moment.second;
    }
    minute = next_minute_past(cron, *minute, moment);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Instant> next_fire(const Cron& cron, const Zone& zone, Instant after) {
  if (after >= kLastInstant) return std::nullopt;
  after = std::max(after, kFirstInstant);
  return cron.hours == kEveryHour ? next_in_real_time(cron, zone, after)
                                  : next_fixed_time(cron, zone, after);
}

bool check_fires(const Cron& cron, std::string_view text, Diagnostics& diagnostics) {
  if (first_day(cron, chrono::year(2000) / 1)) return true;
  const SourceText source("cron", text);
  diagnostics.error("cron.never", {source.position(0), source.position(text.size())},
                    "no date ever matches this expression: it would never fire",
                    "check that the months have such days: there is no 30 February");
  return false;
}

}  // namespace fettle::schedule
