#include "core/schedule/month_days.hpp"

#include <algorithm>

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;

/// The shape of a month: how long it is and which weekday its first day is, from Sunday.
struct Month {
  int length;
  int first_weekday;
};

Month shape(chrono::year_month month) {
  const chrono::year_month_day_last last{month / chrono::last};
  const chrono::weekday first{chrono::local_days(month / 1)};
  return {static_cast<int>(static_cast<unsigned>(last.day())),
          static_cast<int>(first.c_encoding())};
}

bool has(std::uint32_t months, chrono::month month) {
  return (months >> static_cast<unsigned>(month) & 1U) != 0;
}

/// Day of the first `weekday` of the month.
int first_of(Month month, int weekday) { return 1 + (weekday - month.first_weekday + 7) % 7; }

/// Every day of a month whose weekday is in `weekdays`.
std::uint32_t days_on(Month month, std::uint32_t weekdays) {
  const auto first = static_cast<unsigned>(month.first_weekday);
  const std::uint32_t week = (weekdays >> first | weekdays << (7 - first)) & kEveryWeekday;
  return week << 1 | week << 8 | week << 15 | week << 22 | week << 29;
}

std::uint32_t day_field(const Cron& cron, Month month) {
  std::uint32_t days = cron.days;
  for (int before = 0; before < month.length; ++before) {
    if ((cron.days_before_last >> before) == 0) break;
    if ((cron.days_before_last >> before & 1U) != 0) days |= 1U << (month.length - before);
  }
  if (cron.last_working_day) {
    const int last_weekday = (month.first_weekday + month.length - 1) % 7;
    const int weekend = last_weekday == 6 ? 1 : last_weekday == 0 ? 2 : 0;
    days |= 1U << (month.length - weekend);
  }
  return days;
}

/// Days that `TUE#2+3` and the like lead to, counted from the first of their own month: those past
/// its length fall into the next one.
std::uint64_t nth_days(const Cron& cron, Month month) {
  std::uint64_t days = 0;
  for (const auto& [weekday, days_after, nth] : cron.nth_weekdays) {
    const int day = first_of(month, weekday) + 7 * (nth - 1);
    if (day <= month.length) days |= 1ULL << (day + days_after);
  }
  return days;
}

std::uint32_t weekday_field(const Cron& cron, Month month) {
  const std::uint32_t last_week = kEveryDay << (month.length - 7);
  return days_on(month, cron.weekdays) | (days_on(month, cron.last_weekdays) & last_week) |
         static_cast<std::uint32_t>(nth_days(cron, month));
}

/// Days of `month` that an offset from the month before leads to.
std::uint32_t carried_days(const Cron& cron, chrono::year_month month) {
  if (cron.nth_weekdays.empty()) return 0;
  const auto before = month - chrono::months(1);
  if (!has(cron.months, before.month())) return 0;
  const auto its_shape = shape(before);
  return static_cast<std::uint32_t>(nth_days(cron, its_shape) >> its_shape.length) & kEveryDay;
}

}  // namespace

std::uint32_t matching_days(const Cron& cron, chrono::year_month month) {
  const bool named = has(cron.months, month.month());
  const std::uint32_t carried = carried_days(cron, month);
  if (!named && carried == 0) return 0;
  const auto its_shape = shape(month);
  const std::uint32_t days = day_field(cron, its_shape);
  const std::uint32_t weekdays = (named ? weekday_field(cron, its_shape) : 0) | carried;
  const std::uint32_t chosen =
      cron.day_rule == DayRule::kEither ? (named ? days : 0) | weekdays : days & weekdays;
  return chosen & (kEveryDay >> (31 - its_shape.length)) & kEveryDay;
}

}  // namespace fettle::schedule
