// A cron expression, read into bit masks: what a person wrote becomes sets of minutes, hours,
// days and months. Knows no zone and no clock. Grammar and meaning of days follow crontab(5) of
// Vixie cron: day of month and day of week combine as OR when both are restricted, and a field
// that starts with `*` (`*/2` too) counts as unrestricted, so it combines as AND. Beyond it:
// `L`, `L-3` (days before the last), `LW` (the last Monday-to-Friday day) in day of month;
// `FRIL` or `5L` (the last Friday), `TUE#2`, `TUE#2+3` in day of week. An offset may reach into
// the next month; the month field then speaks of the second Tuesday, not of the day it leads to.
// Read on in next_fire.hpp for when it fires, and in words.hpp for how it is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace fettle::schedule {

/// `TUE#2+3`: three days after the second Tuesday. Weekdays count from Sunday, 0.
struct NthWeekday {
  int weekday = 0;
  int days_after = 0;  ///< 0 to 28, so that it never reaches past the next month
  int nth = 1;         ///< 1 to 5
  auto operator<=>(const NthWeekday&) const = default;
};

/// How day of month and day of week combine.
enum class DayRule { kBoth, kEither };

struct Cron {
  std::uint64_t minutes = 0;             ///< bits 0 to 59
  std::uint32_t hours = 0;               ///< bits 0 to 23
  std::uint32_t days = 0;                ///< bits 1 to 31
  std::uint32_t days_before_last = 0;    ///< bit 0 is the last day, bit 3 three days before it
  bool last_working_day = false;         ///< `LW`
  std::uint32_t months = 0;              ///< bits 1 to 12
  std::uint32_t weekdays = 0;            ///< bits 0 to 6, from Sunday
  std::uint32_t last_weekdays = 0;       ///< bits 0 to 6: the last such day of the month
  std::vector<NthWeekday> nth_weekdays;  ///< sorted, no repeats
  DayRule day_rule = DayRule::kBoth;
  bool operator==(const Cron&) const = default;
};

inline constexpr std::uint64_t kEveryMinute = (1ULL << 60) - 1;
inline constexpr std::uint32_t kEveryHour = (1U << 24) - 1;
inline constexpr std::uint32_t kEveryDay = 0xffff'fffeU;
inline constexpr std::uint32_t kEveryMonth = 0x1ffeU;
inline constexpr std::uint32_t kEveryWeekday = 0x7fU;

/// Reads five fields or `@hourly`, `@daily` (`@midnight`), `@weekly`, `@monthly`, `@yearly`
/// (`@annually`), in at most 256 bytes.
///
/// Adds every problem found, with its span in `text`; codes `cron.*`. Empty when there was any.
/// An expression that is read may still never fire: see check_fires() in next_fire.hpp.
std::optional<Cron> parse_cron(std::string_view text, Diagnostics& diagnostics);

}  // namespace fettle::schedule
