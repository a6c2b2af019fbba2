// Triggers of a team: webhooks by which a program launches a plan on targets that the trigger
// names, or an approved schedule. Their signing key is shown once and stored sealed. A trigger
// approves nothing; what a call does is fire_trigger.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/trigger_store.hpp"
#include "usecases/context.hpp"
#include "usecases/listed.hpp"
#include "usecases/targets/target_lists.hpp"

namespace fettle::usecases {

struct Trigger {
  std::string id;
  std::string name;
  std::optional<std::string> tree_id;
  std::optional<std::string> schedule_id;
  std::optional<std::string> target_list_id;
  std::vector<std::string> targets;
  std::map<std::string, std::string> variables_override;
  std::vector<std::string> allowed_variables;
  std::string url;       ///< that is called
  std::string owner_id;  ///< who made it or its present key: it works while they may launch
  std::optional<Instant> last_fired_at;
  std::int64_t version = 1;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Trigger, (),
                      (id, name, tree_id, schedule_id, target_list_id, targets, variables_override,
                       allowed_variables, url, owner_id, last_fired_at, version, created_at,
                       updated_at))

/// With what is shown this once.
struct TriggerWithKey : Trigger {
  std::string signing_key;  ///< `whsec_` and base64
};
BOOST_DESCRIBE_STRUCT(TriggerWithKey, (Trigger), (signing_key))

/// Of a plan with its targets, named one way, or of a schedule, which has them.
struct NewTrigger {
  std::string name;
  std::optional<std::string> tree_id;
  std::optional<std::string> schedule_id;
  std::optional<std::string> target_list_id;
  std::optional<std::vector<NewTarget>> targets;
  std::optional<bool> manual_confirmed;  ///< labels without a server are carried out by hand
  std::optional<std::map<std::string, std::string>> variables_override;
  std::optional<std::vector<std::string>> allowed_variables;  ///< that a call may give values for
};
BOOST_DESCRIBE_STRUCT(NewTrigger, (),
                      (name, tree_id, schedule_id, target_list_id, targets, manual_confirmed,
                       variables_override, allowed_variables))

/// kInvalid; kNotFound; kConflict where the team has one of that name, or without a master key.
Result<TriggerWithKey> create_trigger(Context& context, const NewTrigger& in);
Result<Listed<Trigger>> list_triggers(Context& context, const ListRequest& request);
/// kNotFound.
Result<Trigger> show_trigger(Context& context, std::string_view id);
/// Another key; calls signed with the one before are refused at once. The actor is its owner now.
Result<TriggerWithKey> rotate_trigger_key(Context& context, std::string_view id);
/// kNotFound.
Result<void> delete_trigger(Context& context, std::string_view id);

}  // namespace fettle::usecases
