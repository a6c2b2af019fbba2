// Target lists: named lists of targets that any engineer of the team keeps. Each shows when it was
// last used and which schedules use it; to delete one that schedules use has to be confirmed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/target_list_store.hpp"
#include "usecases/context.hpp"
#include "usecases/targets/target_entry.hpp"

namespace fettle::usecases {

struct NewTarget {
  std::string label;
  std::optional<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(NewTarget, (), (label, notes))

/// Either `targets` or `text`, one label a line. Of a list that is there, what is left out stays as
/// it is.
struct TargetListInput {
  std::string name;
  std::optional<std::string> description;
  std::optional<std::vector<NewTarget>> targets;
  std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(TargetListInput, (), (name, description, targets, text))

/// A schedule that uses a list.
struct ShownListUse {
  std::string schedule_id;
  std::string tree_id;
  std::string tree_name;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(ShownListUse, (), (schedule_id, tree_id, tree_name, status))

struct ShownTargetListHead {
  std::string id;
  std::string name;
  std::string description;
  std::int64_t target_count = 0;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  std::optional<Instant> last_used_at;
  Instant created_at;
  Instant updated_at;
  std::vector<ShownListUse> used_by;
};
BOOST_DESCRIBE_STRUCT(ShownTargetListHead, (),
                      (id, name, description, target_count, version, created_by, last_used_at,
                       created_at, updated_at, used_by))

struct ShownTargetList : ShownTargetListHead {
  std::vector<TargetEntry> targets;
  std::vector<DuplicateLine> duplicates;  ///< of the `text` that was just given, left out
};
BOOST_DESCRIBE_STRUCT(ShownTargetList, (ShownTargetListHead), (targets, duplicates))

struct TargetListQuery {
  std::string text;  ///< in name, description and targets
  store::PageQuery page;
};
Result<store::PageRows<ShownTargetListHead>> list_target_lists(Context& context,
                                                               const TargetListQuery& query);
Result<ShownTargetList> get_target_list(Context& context, const std::string& id);
Result<ShownTargetList> create_target_list(Context& context, const TargetListInput& input);

struct ReplaceTargetList {
  std::string id;
  std::optional<std::int64_t> version;
  TargetListInput list;
};
Result<ShownTargetList> replace_target_list(Context& context, const ReplaceTargetList& change);

enum class Confirmation { kMissing, kGiven };
struct DeleteTargetList {
  std::string id;
  Confirmation confirmation = Confirmation::kMissing;
};
struct DeletedTargetList {
  std::vector<ShownListUse> schedules_without_list;  ///< whose list is null now
};
BOOST_DESCRIBE_STRUCT(DeletedTargetList, (), (schedules_without_list))
/// kConflict, naming the schedules, where some use it and nobody confirmed.
Result<DeletedTargetList> delete_target_list(Context& context, const DeleteTargetList& list);

}  // namespace fettle::usecases
