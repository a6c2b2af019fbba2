#include "store/stop_switch.hpp"

namespace fettle::store {

Result<bool> set_stop(Connection& connection, std::string_view team,
                      const std::optional<Stop>& stop) {
  FETTLE_TRY(changed,
             stop ? connection.run("update teams set stopped_reason = ?, stopped_by = ?, "
                                   "stopped_at = ? where id = ? and stopped_at is null",
                                   stop->reason, stop->by, stop->at, team)
                  : connection.run("update teams set stopped_reason = '', stopped_by = '', "
                                   "stopped_at = null where id = ? and stopped_at is not null",
                                   team));
  return changed > 0;
}

Result<std::vector<std::string>> batches_to_stop(Connection& connection, std::string_view team) {
  return connection.all<std::string>(
      "select id from batches where team_id = ? and stopped = 0 and status in ('running', "
      "'soaking') order by id",
      team);
}

Result<std::vector<std::string>> stopped_batches(Connection& connection, std::string_view team) {
  return connection.all<std::string>(
      "select id from batches where team_id = ? and stopped = 1 order by id", team);
}

Result<void> mark_stopped(Connection& connection, std::string_view batch, Held held) {
  FETTLE_TRY_VOID(
      connection.run("update batches set stopped = ? where id = ?", held == Held::kYes, batch));
  return {};
}

}  // namespace fettle::store
