// What would go on by itself in a database: asked for once it was brought back from a backup, of
// all teams. What becomes of it is usecases/batches/settle_restored.hpp's.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <vector>

#include "store/database/connection.hpp"

namespace fettle::store {

struct OpenBatch {
  std::string id;
  std::optional<std::string> team_id;  ///< none: of the command line
};
BOOST_DESCRIBE_STRUCT(OpenBatch, (), (id, team_id))
/// Batches that have not ended.
Result<std::vector<OpenBatch>> open_batches(Connection& connection);

struct ScheduleId {
  std::string id;
  std::string team_id;
};
BOOST_DESCRIBE_STRUCT(ScheduleId, (), (id, team_id))
/// Schedules that are neither paused nor over.
Result<std::vector<ScheduleId>> active_schedules(Connection& connection);

Result<std::vector<std::string>> all_team_ids(Connection& connection);

}  // namespace fettle::store
