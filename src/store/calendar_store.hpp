// What a calendar shows of schedules: firings that were, and schedules that are to fire. Windows
// and freezes are window_store.hpp's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"

namespace fettle::store {

/// From `from` until before `to`, at most `rows`.
struct CalendarRange {
  Instant from;
  Instant to;
  int rows = 1000;
};

struct PastFiring {
  std::string schedule_id;
  std::string name;  ///< of the plan
  std::int64_t planned_at = 0;
  std::string outcome;  ///< `fired`, `missed`, `skipped`
  std::optional<std::string> batch_id;
};
BOOST_DESCRIBE_STRUCT(PastFiring, (), (schedule_id, name, planned_at, outcome, batch_id))
/// In the order of their instants.
Result<std::vector<PastFiring>> firings_between(Connection& connection, std::string_view team,
                                                const CalendarRange& range);

struct ComingSchedule {
  std::string id;
  std::string name;  ///< of the plan
  std::string status;
  std::string cron_expression;
  std::string timezone;
  std::int64_t next_run_at = 0;
};
BOOST_DESCRIBE_STRUCT(ComingSchedule, (),
                      (id, name, status, cron_expression, timezone, next_run_at))
/// Active ones that are due before the end of the range, those that are due first.
Result<std::vector<ComingSchedule>> coming_schedules(Connection& connection, std::string_view team,
                                                     const CalendarRange& range);

}  // namespace fettle::store
