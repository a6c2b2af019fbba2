#include "store/calendar_store.hpp"

namespace fettle::store {

Result<std::vector<PastFiring>> firings_between(Connection& connection, std::string_view team,
                                                const CalendarRange& range) {
  return connection.all<PastFiring>(
      "select f.schedule_id as schedule_id, t.name as name, f.planned_at as planned_at, f.outcome "
      "as outcome, f.batch_id as batch_id from firings f join maintenance_schedules s on s.id = "
      "f.schedule_id join trees t on t.id = s.tree_id where s.team_id = ? and f.planned_at >= ? "
      "and f.planned_at < ? order by f.planned_at, f.schedule_id limit ?",
      team, range.from, range.to, range.rows);
}

Result<std::vector<ComingSchedule>> coming_schedules(Connection& connection, std::string_view team,
                                                     const CalendarRange& range) {
  return connection.all<ComingSchedule>(
      "select s.id as id, t.name as name, s.status as status, s.cron_expression as "
      "cron_expression, s.timezone as timezone, s.next_run_at as next_run_at from "
      "maintenance_schedules s join trees t on t.id = s.tree_id where s.team_id = ? and "
      "s.is_active = 1 and s.next_run_at < ? order by s.next_run_at, s.id limit ?",
      team, range.to, range.rows);
}

}  // namespace fettle::store
