#include "core/schedule/recurrence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <map>
#include <vector>

#include "core/schedule/cron_field.hpp"

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;
using Parts = std::map<std::string, std::string_view, std::less<>>;

struct Weekday {
  std::string_view calendar;
  std::string_view cron;
};
constexpr std::array<Weekday, 7> kWeekdays{{{"SU", "SUN"},
                                            {"MO", "MON"},
                                            {"TU", "TUE"},
                                            {"WE", "WED"},
                                            {"TH", "THU"},
                                            {"FR", "FRI"},
                                            {"SA", "SAT"}}};
constexpr std::array<std::string_view, 6> kKnown{"FREQ",       "INTERVAL", "BYDAY",
                                                 "BYMONTHDAY", "BYMONTH",  "WKST"};

std::optional<int> read_int(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const auto* const end = text.data() + text.size();
  const auto [at, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc() || at != end) return std::nullopt;
  return number;
}

/// `2TU` as `TUE#2`, `-1FR` as `FRIL`, `MO` as `MON`. Weekly rules know no numbers.
std::optional<std::string> read_weekday(std::string_view text, bool with_number) {
  if (text.size() < 2) return std::nullopt;
  const auto name = text.substr(text.size() - 2);
  const auto known = std::ranges::find_if(
      kWeekdays, [&](const Weekday& weekday) { return same_word(weekday.calendar, name); });
  if (known == kWeekdays.end()) return std::nullopt;
  const auto number = text.substr(0, text.size() - 2);
  if (number.empty()) return std::string(known->cron);
  const auto nth = read_int(number);
  if (!with_number || !nth) return std::nullopt;
  if (*nth == -1) return fmt::format("{}L", known->cron);
  if (*nth < 1 || *nth > 5) return std::nullopt;
  return fmt::format("{}#{}", known->cron, *nth);
}

/// `-1` as `L`, `-3` as `L-2`.
std::optional<std::string> read_month_day(std::string_view text) {
  const auto day = read_int(text);
  if (!day || *day == 0 || *day > 31 || *day < -31) return std::nullopt;
  if (*day > 0) return std::to_string(*day);
  return *day == -1 ? std::string("L") : fmt::format("L-{}", -*day - 1);
}

std::optional<std::string> read_month(std::string_view text) {
  const auto month = read_int(text);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return std::to_string(*month);
}

template <class Read>
std::optional<std::string> read_list(std::string_view list, Read read) {
  std::string field;
  for (const auto item : split_at(list, ',')) {
    const auto one = read(item);
    if (!one) return std::nullopt;
    if (!field.empty()) field += ',';
    field += *one;
  }
  return field;
}

std::optional<Parts> split_rule(std::string_view rule, RecurrenceProblem& problem) {
  Parts parts;
  for (const auto part : split_at(rule, ';')) {
    const auto equals = part.find('=');
    const auto name = part.substr(0, equals);
    if (equals == std::string_view::npos ||
        std::ranges::none_of(kKnown, [&](auto known) { return same_word(known, name); })) {
      problem = {
          fmt::format("a window can't recur by \"{}\"", part.substr(0, 60)),
          "a window recurs for ever, by FREQ=DAILY, WEEKLY or MONTHLY with BYDAY, BYMONTHDAY "
          "and BYMONTH"};
      return std::nullopt;
    }
    const auto known = std::ranges::find_if(kKnown, [&](auto one) { return same_word(one, name); });
    parts.insert_or_assign(std::string(*known), part.substr(equals + 1));
  }
  return parts;
}

/// The fields of days, months and weekdays.
struct Days {
  std::string month_days = "*";
  std::string months = "*";
  std::string weekdays = "*";
};

std::optional<Days> read_days_of(const Parts& parts, chrono::local_seconds begin) {
  Days days;
  const auto part = [&](std::string_view name) {
    const auto found = parts.find(name);
    return found == parts.end() ? std::string_view() : found->second;
  };
  const auto frequency = part("FREQ");
  const bool monthly = same_word(frequency, "MONTHLY");
  const bool weekly = same_word(frequency, "WEEKLY");
  if (!monthly && !weekly && !same_word(frequency, "DAILY")) return std::nullopt;
  if (!part("INTERVAL").empty() && part("INTERVAL") != "1") return std::nullopt;
  const auto set = [](std::string& field, std::optional<std::string> read) {
    if (read) field = *std::move(read);
    return read.has_value();
  };
  if (!part("BYMONTH").empty() && !set(days.months, read_list(part("BYMONTH"), read_month))) {
    return std::nullopt;
  }
  const auto weekday = [&](std::string_view text) { return read_weekday(text, monthly); };
  if (!part("BYDAY").empty() && !set(days.weekdays, read_list(part("BYDAY"), weekday))) {
    return std::nullopt;
  }
  if (!part("BYMONTHDAY").empty()) {
    // Together they would both have to hold, which a cron expression has as either.
    if (!monthly || !part("BYDAY").empty()) return std::nullopt;
    if (!set(days.month_days, read_list(part("BYMONTHDAY"), read_month_day))) return std::nullopt;
  }
  const auto date = chrono::floor<chrono::days>(begin);
  if (weekly && part("BYDAY").empty()) {
    days.weekdays = kWeekdays.at(chrono::weekday(date).c_encoding()).cron;
  }
  if (monthly && part("BYDAY").empty() && part("BYMONTHDAY").empty()) {
    days.month_days = std::to_string(unsigned{chrono::year_month_day(date).day()});
  }
  return days;
}

// --- the reverse ------------------------------------------------------------------------------

void add(std::string& list, std::string_view item) {
  if (!list.empty()) list += ',';
  list += item;
}

template <class Write>
std::string list_bits(std::uint64_t bits, Write write) {
  std::string list;
  for (; bits != 0; bits &= bits - 1) add(list, write(std::countr_zero(bits)));
  return list;
}

std::string number(int value) { return std::to_string(value); }
std::string weekday_name(int weekday) {
  return std::string(kWeekdays.at(static_cast<std::size_t>(weekday)).calendar);
}

std::optional<std::string> write_weekdays(const Cron& cron) {
  const bool by_number = cron.last_weekdays != 0 || !cron.nth_weekdays.empty();
  auto list = list_bits(cron.weekdays, weekday_name);
  for (const auto& nth : cron.nth_weekdays) {
    if (nth.days_after != 0) return std::nullopt;
    add(list, number(nth.nth) + weekday_name(nth.weekday));
  }
  if (cron.last_weekdays != 0) {
    add(list, list_bits(cron.last_weekdays, [](int day) { return "-1" + weekday_name(day); }));
  }
  return fmt::format("FREQ={};BYDAY={}", by_number ? "MONTHLY" : "WEEKLY", list);
}

}  // namespace

std::optional<std::string> read_recurrence(std::string_view rule, chrono::local_seconds begin,
                                           RecurrenceProblem& problem) {
  const auto parts = split_rule(rule, problem);
  if (!parts) return std::nullopt;
  const auto days = read_days_of(*parts, begin);
  if (!days) {
    problem = {fmt::format("the rule \"{}\" can't be a window's", rule.substr(0, 100)),
               "FREQ is DAILY, WEEKLY or MONTHLY, INTERVAL 1, and BYDAY does not stand beside "
               "BYMONTHDAY"};
    return std::nullopt;
  }
  const chrono::hh_mm_ss time{begin - chrono::floor<chrono::days>(begin)};
  return fmt::format("{} {} {} {} {}", time.minutes().count(), time.hours().count(),
                     days->month_days, days->months, days->weekdays);
}

std::optional<std::string> write_recurrence(const Cron& cron) {
  const bool all_days = cron.days == kEveryDay && cron.days_before_last == 0;
  const bool all_weekdays = cron.weekdays == kEveryWeekday;
  if (cron.last_working_day || (!all_days && !all_weekdays)) return std::nullopt;
  std::string rule = "FREQ=DAILY";
  if (!all_weekdays) {
    const auto weekdays = write_weekdays(cron);
    if (!weekdays) return std::nullopt;
    rule = *weekdays;
  } else if (!all_days) {
    auto list = list_bits(cron.days, number);
    if (cron.days_before_last != 0) {
      add(list, list_bits(cron.days_before_last, [](int before) { return number(-before - 1); }));
    }
    rule = "FREQ=MONTHLY;BYMONTHDAY=" + list;
  }
  if (cron.months != kEveryMonth) rule += ";BYMONTH=" + list_bits(cron.months, number);
  if (std::popcount(cron.hours) > 1) rule += ";BYHOUR=" + list_bits(cron.hours, number);
  if (std::popcount(cron.minutes) > 1) rule += ";BYMINUTE=" + list_bits(cron.minutes, number);
  return rule;
}

}  // namespace fettle::schedule
