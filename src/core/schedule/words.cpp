#include "core/schedule/words.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>

#include "core/schedule/word_list.hpp"

namespace fettle::schedule {
namespace {

constexpr int kTimesListedMax = 4;

std::string plain(int number) { return fmt::to_string(number); }

std::string clock(int hour, int minute) { return fmt::format("{:02}:{:02}", hour, minute); }

std::string month_name(int month) {
  constexpr std::array kNames = {"January",   "February", "March",    "April",
                                 "May",       "June",     "July",     "August",
                                 "September", "October",  "November", "December"};
  return kNames[static_cast<std::size_t>(month - 1)];
}

std::string weekday_name(int weekday) {
  constexpr std::array kNames = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                 "Thursday", "Friday", "Saturday"};
  return kNames[static_cast<std::size_t>(weekday)];
}

/// The step n of two or more with which `mask` runs from `first` to `last`; 0 when there is none,
/// or too few members for it to be worth a word.
int step_of(std::uint64_t mask, int first, int last) {
  const auto found = members(mask);
  if (found.size() < 3 || found[0] != first) return 0;
  const int step = found[1] - found[0];
  for (std::size_t i = 1; i < found.size(); ++i) {
    if (found[i] - found[i - 1] != step) return 0;
  }
  return step > 1 && found.back() + step > last ? step : 0;
}

/// A step that goes on evenly over the end of its hour or day.
int even_step_of(std::uint64_t mask, int cycle) {
  const int step = step_of(mask, 0, cycle - 1);
  return step != 0 && cycle % step == 0 ? step : 0;
}

/// `every minute`, `every 15 minutes`; empty when it is neither.
std::string minute_rhythm(std::uint64_t minutes) {
  if (minutes == kEveryMinute) return "every minute";
  if (minutes == (1ULL | 1ULL << 30)) return "every 30 minutes";
  const int step = even_step_of(minutes, 60);
  return step == 0 ? "" : fmt::format("every {} minutes", step);
}

std::string at_minutes(std::uint64_t minutes) {
  return fmt::format("at {} {}", std::popcount(minutes) == 1 ? "minute" : "minutes",
                     list_members(minutes, plain));
}

std::string times_listed(const Cron& cron) {
  std::vector<std::string> times;
  for (const int hour : members(cron.hours)) {
    for (const int minute : members(cron.minutes)) times.push_back(clock(hour, minute));
  }
  return "at " + join_words(times);
}

/// Times in hours `first` to `last`, none left out.
std::string times_in_range(const Cron& cron, int first, int last) {
  const auto minutes = members(cron.minutes);
  const auto rhythm = cron.minutes == 1 ? "every hour" : minute_rhythm(cron.minutes);
  if (rhythm.empty()) {
    return fmt::format("{} past every hour from {} to {}", at_minutes(cron.minutes), first, last);
  }
  return fmt::format("{} from {} to {}", rhythm, clock(first, 0), clock(last, minutes.back()));
}

std::string times(const Cron& cron) {
  const auto rhythm = minute_rhythm(cron.minutes);
  if (cron.hours == kEveryHour) {
    if (cron.minutes == 1) return "every hour";
    return rhythm.empty() ? at_minutes(cron.minutes) + " past every hour" : rhythm;
  }
  if (std::popcount(cron.hours) * std::popcount(cron.minutes) <= kTimesListedMax) {
    return times_listed(cron);
  }
  const auto hours = members(cron.hours);
  if (hours.back() - hours.front() + 1 == static_cast<int>(hours.size())) {
    return times_in_range(cron, hours.front(), hours.back());
  }
  if (const int step = even_step_of(cron.hours, 24); step != 0 && cron.minutes == 1) {
    return fmt::format("every {} hours", step);
  }
  return fmt::format("{} {} hours {}", rhythm.empty() ? at_minutes(cron.minutes) : rhythm,
                     rhythm.empty() ? "past the" : "in the", list_members(cron.hours, plain));
}

std::string months(const Cron& cron) {
  return cron.months == kEveryMonth ? "every month" : list_members(cron.months, month_name);
}

/// `on the 1st, the 15th and the last day of every month`; empty when every day will do.
std::string month_days(const Cron& cron) {
  if (cron.days == kEveryDay) return "";
  std::vector<std::string> parts;
  const auto the = [](int day) { return "the " + ordinal(day); };
  if (const int step = step_of(cron.days, 1, 31); step != 0) {
    parts.push_back(fmt::format("every {} day from the 1st", ordinal(step)));
  } else {
    parts = member_words(cron.days, the);
  }
  for (const int before : members(cron.days_before_last)) {
    if (before == 0) continue;
    parts.push_back(before == 1
                        ? "the day before the last"
                        : fmt::format("the day {} days before the last", number_word(before)));
  }
  if ((cron.days_before_last & 1U) != 0) parts.emplace_back("the last day");
  if (cron.last_working_day) parts.emplace_back("the last Monday-to-Friday day");
  return fmt::format("on {} of {}", join_words(parts), months(cron));
}

/// `second Tuesday of every month, three days later`, without `on the`; those of one weekday and
/// one offset are told together.
std::vector<std::string> nth_weekdays(const Cron& cron) {
  constexpr std::array kNth = {"first", "second", "third", "fourth", "fifth"};
  std::vector<std::string> parts;
  const auto& all = cron.nth_weekdays;
  for (std::size_t i = 0; i < all.size();) {
    const auto& group = all[i];
    std::vector<std::string> which;
    for (;
         i < all.size() && all[i].weekday == group.weekday && all[i].days_after == group.days_after;
         ++i) {
      which.emplace_back(kNth[static_cast<std::size_t>(all[i].nth - 1)]);
    }
    auto part = fmt::format("on the {} {} of {}", join_words(which), weekday_name(group.weekday),
                            months(cron));
    if (group.days_after > 0) {
      part += fmt::format(", {} {} later", number_word(group.days_after),
                          group.days_after == 1 ? "day" : "days");
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

/// `on Mondays`, `from Monday to Friday`; a week is listed from Monday, as people say it.
std::string plain_weekdays(std::uint32_t weekdays) {
  const std::uint32_t from_monday = (weekdays | weekdays << 7) >> 1 & kEveryWeekday;
  const auto name = [](int day) { return weekday_name((day + 1) % 7); };
  const auto found = members(from_monday);
  const bool run = found.back() - found.front() + 1 == static_cast<int>(found.size());
  if (run && found.size() > 2) return "from " + list_members(from_monday, name);
  std::vector<std::string> parts;
  for (const int day : found) parts.push_back(name(day) + "s");
  return "on " + join_words(parts);
}

/// Empty when every weekday will do.
std::string weekdays(const Cron& cron) {
  if (cron.weekdays == kEveryWeekday) return "";
  std::vector<std::string> parts;
  if (cron.weekdays != 0) {
    parts.push_back(plain_weekdays(cron.weekdays));
    if (cron.months != kEveryMonth) parts.back() += " in " + months(cron);
  }
  if (cron.last_weekdays != 0) {
    parts.push_back(fmt::format("on the last {} of {}",
                                list_members(cron.last_weekdays, weekday_name), months(cron)));
  }
  for (auto& part : nth_weekdays(cron)) parts.push_back(std::move(part));
  return join_words(parts, "or");
}

std::string every_day(const Cron& cron) {
  const bool daily = std::popcount(cron.hours) < 24 && times(cron).starts_with("at ");
  const std::string days = daily ? " every day" : "";
  return cron.months == kEveryMonth ? days : fmt::format("{} in {}", days, months(cron));
}

}  // namespace

std::string describe(const Cron& cron) {
  const auto in_month = month_days(cron);
  const auto in_week = weekdays(cron);
  const bool either = cron.day_rule == DayRule::kEither;
  if (either && (in_month.empty() || in_week.empty())) return times(cron) + every_day(cron);
  if (in_month.empty() && in_week.empty()) return times(cron) + every_day(cron);
  if (in_month.empty()) return fmt::format("{} {}", times(cron), in_week);
  if (in_week.empty()) return fmt::format("{} {}", times(cron), in_month);
  return fmt::format("{} {}{} {}", times(cron), in_month, either ? " or" : ", but only", in_week);
}

}  // namespace fettle::schedule
