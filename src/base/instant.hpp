// A moment in UTC, to the millisecond. The core never reads a clock: it is given instants.
// Local time exists only in core/schedule.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fettle {

using Milliseconds = std::chrono::milliseconds;

struct Instant {
  std::int64_t ms = 0;  ///< since 1970-01-01T00:00:00Z, leap seconds not counted

  auto operator<=>(const Instant&) const = default;
  friend Instant operator+(Instant a, Milliseconds d) { return {a.ms + d.count()}; }
  friend Instant operator-(Instant a, Milliseconds d) { return {a.ms - d.count()}; }
  friend Milliseconds operator-(Instant a, Instant b) { return Milliseconds(a.ms - b.ms); }
};

/// RFC 3339 with milliseconds in UTC: `2026-03-29T01:30:00.000Z`.
std::string to_rfc3339(Instant instant);

/// The same for people who wait for it: the next whole second, `2026-03-29T01:30:00Z`.
std::string to_whole_seconds(Instant instant);

/// Reads RFC 3339 with `Z` or a numeric offset, seconds required, any number of fraction digits.
std::optional<Instant> parse_rfc3339(std::string_view text);

/// For people: `850 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`.
std::string describe(Milliseconds duration);

}  // namespace fettle
