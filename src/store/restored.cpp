#include "store/restored.hpp"

namespace fettle::store {

Result<std::vector<OpenBatch>> open_batches(Connection& connection) {
  return connection.all<OpenBatch>(
      "select id, team_id from batches where ended_at is null order by id");
}

Result<std::vector<ScheduleId>> active_schedules(Connection& connection) {
  return connection.all<ScheduleId>(
      "select id, team_id from maintenance_schedules where is_active = 1 order by id");
}

Result<std::vector<std::string>> all_team_ids(Connection& connection) {
  return connection.all<std::string>("select id from teams order by id");
}

}  // namespace fettle::store
