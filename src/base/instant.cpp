#include "base/instant.hpp"

#include <fmt/format.h>

#include <charconv>

namespace fettle {
namespace {

namespace chrono = std::chrono;

/// Reads exactly `digits` decimal digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const auto* end = text.data() + digits;
  if (text[0] == '-' || text[0] == '+') return std::nullopt;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

/// `wanted` is a sign, or a letter in upper case that lower case stands for as well.
bool take(std::string_view& text, char wanted) {
  if (text.empty()) return false;
  const bool is_letter = wanted >= 'A' && wanted <= 'Z';
  const bool found = text[0] == wanted || (is_letter && text[0] == wanted - 'A' + 'a');
  if (!found) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Milliseconds> take_offset(std::string_view& text) {
  if (take(text, 'Z')) return Milliseconds(0);
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = take_number(text, 2);
  if (!hours || !take(text, ':')) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (chrono::hours(*hours) + chrono::minutes(*minutes));
}

Milliseconds take_fraction(std::string_view& text) {
  if (text.size() < 2 || text[0] != '.' || text[1] < '0' || text[1] > '9') return Milliseconds(0);
  text.remove_prefix(1);
  int value = 0;
  int scale = 100;
  while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
    value += (text[0] - '0') * scale;
    scale /= 10;
    text.remove_prefix(1);
  }
  return Milliseconds(value);
}

}  // namespace

std::string to_rfc3339(Instant instant) {
  const chrono::sys_time<Milliseconds> time{Milliseconds(instant.ms)};
  const auto days = chrono::floor<chrono::days>(time);
  const chrono::year_month_day date{days};
  const chrono::hh_mm_ss clock{time - days};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::string to_whole_seconds(Instant instant) {
  constexpr std::int64_t kSecond = 1000;
  const auto past = (instant.ms % kSecond + kSecond) % kSecond;
  if (past != 0) instant.ms += kSecond - past;
  auto text = to_rfc3339(instant);
  text.erase(text.find('.'), 4);
  return text;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day || !(take(text, 'T') || take(text, ' '))) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || !take(text, ':')) return std::nullopt;
  const auto second = take_number(text, 2);
  const auto fraction = take_fraction(text);
  const auto offset = take_offset(text);
  if (!second || !offset || !text.empty()) return std::nullopt;
  const chrono::year_month_day date{chrono::year(*year),
                                    chrono::month(static_cast<unsigned>(*month)),
                                    chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const Milliseconds time = chrono::sys_days(date).time_since_epoch() + chrono::hours(*hour) +
                            chrono::minutes(*minute) + chrono::seconds(*second) + fraction;
  return Instant{(time - *offset).count()};
}

std::string describe(Milliseconds duration) {
  const auto ms = duration.count();
  if (ms < 1000) return fmt::format("{} ms", ms);
  if (ms < 9'950) return fmt::format("{:.1f} s", static_cast<double>(ms) / 1000);
  const auto seconds = ms / 1000;
  if (seconds < 60) return fmt::format("{} s", seconds);
  const auto pair = [](auto large, const char* unit, auto small, const char* small_unit) {
    return small == 0 ? fmt::format("{} {}", large, unit)
                      : fmt::format("{} {} {} {}", large, unit, small, small_unit);
  };
  if (seconds < 3600) return pair(seconds / 60, "min", seconds % 60, "s");
  if (seconds < 86'400) return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
  return pair(seconds / 86'400, "d", seconds % 86'400 / 3600, "h");
}

}  // namespace fettle
