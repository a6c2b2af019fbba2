// The calendar of a team: firings of schedules, windows and freezes of a span of time; and windows
// and freezes as iCalendar, out and in. An import shows the difference first, as that of servers
// does, and never launches anything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "usecases/context.hpp"
#include "usecases/servers/server_import.hpp"
#include "usecases/windows/windows.hpp"

namespace fettle::usecases {

struct CalendarItem {
  std::string kind;  ///< `schedule`, `window` or `freeze`
  std::string id;
  std::string name;
  std::string status;  ///< of a firing: `planned`, `pending_approval`, `fired`, `missed`, `skipped`
  Instant begins_at;
  std::optional<Instant> ends_at;  ///< none of a firing
  std::optional<std::string> batch_id;
};
BOOST_DESCRIBE_STRUCT(CalendarItem, (), (kind, id, name, status, begins_at, ends_at, batch_id))

struct Calendar {
  std::vector<CalendarItem> items;  ///< in the order of their beginnings
  bool is_cut = false;              ///< there were more: ask for a shorter span
};
BOOST_DESCRIBE_STRUCT(Calendar, (), (items, is_cut))

struct CalendarSpan {
  Instant from;
  Instant to;
};
/// At most 5,000 items. kInvalid where the span is empty or longer than 366 days.
Result<Calendar> read_calendar(Context& context, const CalendarSpan& span);

/// All windows and freezes of the team.
Result<std::string> export_calendar(Context& context);

struct ImportCalendar {
  std::string text;
  std::optional<std::string> timezone;  ///< of times that name none; none: UTC
  std::optional<ScopeInput> scope;      ///< of what is new and names none; none: the team
  std::optional<bool> apply;
  std::optional<std::string> digest;  ///< of the difference that was seen; to apply
};
BOOST_DESCRIBE_STRUCT(ImportCalendar, (), (text, timezone, scope, apply, digest))
/// kInvalid with the line of each problem; kConflict where the difference is another by now.
Result<ImportDifference> import_calendar(Context& context, const ImportCalendar& import);

}  // namespace fettle::usecases
