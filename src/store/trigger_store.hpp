// Triggers: webhooks that launch a plan or an approved schedule. Rows in and out; what a call may
// do is usecases/schedules/fire_trigger.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "store/database/connection.hpp"
#include "store/database/id_page.hpp"
#include "store/resealed.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct TriggerRow {
  std::string id;
  std::string team_id;
  std::string name;
  std::string name_key;                    ///< `name` in lower case
  std::optional<std::string> tree_id;      ///< of a plan
  std::optional<std::string> schedule_id;  ///< else of a schedule
  std::optional<std::string> target_list_id;
  std::string targets = "[]";  ///< labels: JSON
  bool manual_confirmed = false;
  std::string variables_override = "{}";  ///< JSON
  std::string allowed_variables = "[]";   ///< JSON
  std::string sealed;                     ///< the signing key
  std::string owner_id;                   ///< who made it or its present key
  std::optional<Instant> last_fired_at;
  std::int64_t version = 1;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(TriggerRow, (),
                      (id, team_id, name, name_key, tree_id, schedule_id, target_list_id, targets,
                       manual_confirmed, variables_override, allowed_variables, sealed, owner_id,
                       last_fired_at, version, created_at, updated_at))

/// kConflict where the team has one of that name.
Result<void> add_trigger(Connection& connection, const TriggerRow& trigger);
Result<std::optional<TriggerRow>> find_trigger(Connection& connection, const TeamKey& key);
/// Of any team: for a call, which says nothing but the id.
Result<std::optional<TriggerRow>> find_called_trigger(Connection& connection, std::string_view id);
Result<std::vector<TriggerRow>> list_triggers(Connection& connection, std::string_view team,
                                              const IdPage& page);
Result<std::int64_t> count_triggers(Connection& connection, std::string_view team);
/// A new key and owner; the version becomes one more. False where it is gone.
Result<bool> rotate_trigger(Connection& connection, const TriggerRow& trigger);
Result<bool> remove_trigger(Connection& connection, const TeamKey& key);

/// One launch more, atomically: how many there are in this minute.
Result<int> count_firing(Connection& connection, std::string_view id, Instant now);

/// Of all teams, those whose sealed key doesn't begin with `prefix`.
Result<std::vector<TriggerRow>> list_triggers_without(Connection& connection,
                                                      std::string_view prefix, const IdPage& page);
/// The same key, sealed anew. False where it has changed meanwhile.
Result<bool> reseal_trigger(Connection& connection, const TeamKey& key, const Resealed& sealed);

}  // namespace fettle::store
