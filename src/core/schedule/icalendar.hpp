// Windows and freezes as an iCalendar file (RFC 5545), written and read. An event that recurs is a
// window, one that does not is a freeze. Reads VEVENT with DTSTART, DTEND or DURATION, and RRULE as
// recurrence.hpp has it; what it can't read is a problem with its line. Whose calendar it is, and
// what is stored of it, is usecases/windows/calendar.hpp's.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "core/schedule/scope.hpp"
#include "core/schedule/window.hpp"

namespace fettle::schedule {

inline constexpr std::size_t kCalendarBytesMax = std::size_t{1} << 20U;
inline constexpr std::size_t kCalendarEventsMax = 1000;

struct CalendarWindow {
  std::string cron;  ///< five fields
  std::string zone;
  std::chrono::minutes length{0};
};

/// Either recurs (`window`) or is dated (`freeze`).
struct CalendarEntry {
  int line = 1;      ///< of its BEGIN
  std::string uid;   ///< never empty, nor twice in a file
  std::string name;  ///< SUMMARY
  std::string description;
  std::optional<Scope> scope;  ///< only where Fettle has written it
  std::optional<CalendarWindow> window;
  std::optional<OpenSpan> freeze;
};

/// Times without a zone, and whole days, are those of `zone`. Codes `calendar.*`; empty where there
/// was any error.
std::vector<CalendarEntry> read_icalendar(std::string_view text, const Zone& zone,
                                          Diagnostics& diagnostics);

/// With a component for each time zone (icalendar_zone.hpp), as some readers know none by its name.
/// A window whose times no rule can say lists its next openings after `now` instead; its cron
/// expression stands beside, so that what is read back is the same.
std::string write_icalendar(const std::vector<CalendarEntry>& entries, Instant now);

}  // namespace fettle::schedule
