#include "base/instant.hpp"

#include <cctz/time_zone.h>
#include <fmt/format.h>

#include <algorithm>

namespace fettle {
namespace {

using Moment = std::chrono::time_point<std::chrono::system_clock, Milliseconds>;

/// Takes text of the form `shape` from the front, in which `d` is a digit and `T` also a blank.
bool take_shape(std::string_view& text, std::string_view shape) {
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const char c = text[i];
    const bool is_digit = c >= '0' && c <= '9';
    const bool separates = c == 'T' || c == 't' || c == ' ';
    if (shape[i] == 'd' ? !is_digit : shape[i] == 'T' ? !separates : c != shape[i]) return false;
  }
  text.remove_prefix(shape.size());
  return true;
}

/// cctz takes more than RFC 3339 has: blanks, signs, fewer digits.
bool is_rfc3339(std::string_view text) {
  if (!take_shape(text, "dddd-dd-ddTdd:dd:dd")) return false;
  if (take_shape(text, ".d")) {
    text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  }
  return text == "Z" || text == "z" ||
         ((take_shape(text, "+dd:dd") || take_shape(text, "-dd:dd")) && text.empty());
}

}  // namespace

std::string to_rfc3339(Instant instant) {
  return cctz::format("%E4Y-%m-%dT%H:%M:%E3SZ", Moment(Milliseconds(instant.ms)),
                      cctz::utc_time_zone());
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
  constexpr std::size_t kSeparator = 10;
  if (!is_rfc3339(text)) return std::nullopt;
  std::string written(text);
  written[kSeparator] = 'T';
  if (written.back() == 'z') written.back() = 'Z';
  Moment moment;
  if (!cctz::parse("%E4Y-%m-%dT%H:%M:%E*S%Ez", written, cctz::utc_time_zone(), &moment)) {
    return std::nullopt;
  }
  return Instant{moment.time_since_epoch().count()};
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
