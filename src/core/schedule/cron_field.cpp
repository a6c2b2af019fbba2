#include "core/schedule/cron_field.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace fettle::schedule {
namespace {

constexpr std::array<std::string_view, 12> kMonthNames = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                          "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::array<std::string_view, 7> kWeekdayNames = {"SUN", "MON", "TUE", "WED",
                                                           "THU", "FRI", "SAT"};

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

constexpr FieldRule kMinuteRule = {"minute", "hour", 0, 59, 60, "0", "59", {}};
constexpr FieldRule kHourRule = {"hour", "day", 0, 23, 24, "0", "23", {}};
constexpr FieldRule kDayRule = {"day of month", "month", 1, 31, 31, "1", "31", {}};
constexpr FieldRule kMonthRule = {"month", "year", 1, 12, 12, "JAN", "DEC", kMonthNames};
constexpr FieldRule kWeekdayRule = {"day of week", "week", 0, 7, 7, "SUN", "SAT", kWeekdayNames};

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, upper, upper);
}

std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::optional<int> read_number(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::uint64_t FieldReader::item(std::string_view text) const {
  const auto slash = text.find('/');
  const auto before = text.substr(0, slash);
  const auto bounds = range(before);
  int every = 1;
  if (slash != std::string_view::npos) {
    const auto after = text.substr(slash + 1);
    const auto wanted = step(after);
    if (bounds && before != "*" && before.find('-') == std::string_view::npos) {
      error("cron.step", text, "a step needs \"*\" or a range before it",
            fmt::format("write {}-{}/{}", before, rule_.last, after));
      return 0;
    }
    if (!wanted) return 0;
    every = *wanted;
  }
  if (!bounds) return 0;
  std::uint64_t mask = 0;
  for (int value = bounds->low; value <= bounds->high; value += every) mask |= 1ULL << value;
  return mask;
}

std::optional<FieldReader::Range> FieldReader::range(std::string_view text) const {
  if (text == "*") return Range{rule_.min, rule_.max};
  const auto dash = text.find('-');
  const auto low = value(text.substr(0, dash));
  if (dash == std::string_view::npos) return low ? std::optional(Range{*low, *low}) : std::nullopt;
  const auto high_text = text.substr(dash + 1);
  auto high = value(high_text);
  if (!low || !high) return std::nullopt;
  // A week may end with its Sunday when it is named, as it may when it is 7.
  if (*high == 0 && *low > 0 && same_word(high_text, "SUN")) high = 7;
  if (*low <= *high) return Range{*low, *high};
  error("cron.order", text, fmt::format("the range \"{}\" runs backwards", text),
        fmt::format("write {}-{},{}-{}", text.substr(0, dash), rule_.last, rule_.first, high_text));
  return std::nullopt;
}

std::optional<int> FieldReader::value(std::string_view text) const {
  for (std::size_t i = 0; i < rule_.names.size(); ++i) {
    if (same_word(text, rule_.names[i])) return rule_.min + static_cast<int>(i);
  }
  const bool digits =
      !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) {
    error("cron.value", text, fmt::format("\"{}\" is no {}", text, rule_.name),
          text == "?" ? "use *" : allowed());
    return std::nullopt;
  }
  const auto number = read_number(text);
  if (number && *number >= rule_.min && *number <= rule_.max) return number;
  error("cron.bounds", text, fmt::format("{} {} is out of bounds", rule_.name, text), allowed());
  return std::nullopt;
}

std::optional<int> FieldReader::step(std::string_view text) const {
  const auto number = read_number(text);
  if (number && *number >= 1 && *number <= rule_.step_max) return number;
  error("cron.step", text, fmt::format("\"{}\" is no step for the {}", text, rule_.name),
        fmt::format("use 1 to {}; steps start again with each {}", rule_.step_max, rule_.cycle));
  return std::nullopt;
}

std::string FieldReader::allowed() const {
  const auto numbers = fmt::format("use {} to {}", rule_.min, rule_.max);
  return rule_.names.empty() ? numbers
                             : fmt::format("{}, or {} to {}", numbers, rule_.first, rule_.last);
}

void FieldReader::error(std::string code, std::string_view part, std::string message,
                        std::string hint) const {
  const auto begin = static_cast<std::size_t>(part.data() - source_.text().data());
  diagnostics_.error(std::move(code),
                     {source_.position(begin), source_.position(begin + part.size())},
                     std::move(message), std::move(hint));
}

}  // namespace fettle::schedule
