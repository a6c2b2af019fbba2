// Target lists of a team, and the schedules that use each. Their targets are one JSON text: a list
// is read and replaced as a whole. Rules are usecases/target_lists.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"
#include "store/database/page.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

/// What a list of them shows.
struct TargetListHead {
  std::string id;
  std::string name;
  std::string description;
  std::int64_t target_count = 0;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  std::optional<Instant> last_used_at;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(TargetListHead, (),
                      (id, name, description, target_count, version, created_by, last_used_at,
                       created_at, updated_at))

struct TargetListRow : TargetListHead {
  std::string targets;  ///< JSON: what usecases/targets/target_entry.hpp describes, in order
};
BOOST_DESCRIBE_STRUCT(TargetListRow, (TargetListHead), (targets))

struct TargetListFilter {
  std::string team;
  std::string text;  ///< to be found in name, description or targets; empty: any
};

/// Sorted by `name`, `created_at`, `updated_at` or `last_used_at` (never used: before all others).
Result<PageRows<TargetListHead>> list_target_lists(Connection& connection,
                                                   const TargetListFilter& filter,
                                                   const PageQuery& page);
Result<std::optional<TargetListRow>> find_target_list(Connection& connection, TeamKey key);
/// Of those of that name, ignoring case, the oldest.
Result<std::optional<TargetListRow>> find_target_list_by_name(Connection& connection,
                                                              std::string_view team,
                                                              std::string_view name);

/// Inside a transaction, as all that write.
Result<void> insert_target_list(Connection& connection, std::string_view team,
                                const TargetListRow& list);
/// False where the stored version is not the one before `list.version`.
Result<bool> update_target_list(Connection& connection, std::string_view team,
                                const TargetListRow& list);
/// Of schedules that use it the list becomes null.
Result<void> delete_target_list(Connection& connection, TeamKey key);
/// Whatever its version: a launch uses a list and changes nothing of it.
Result<void> mark_target_list_used(Connection& connection, TeamKey key, Instant at);

/// A schedule that names a list.
struct ListUse {
  std::string target_list_id;
  std::string schedule_id;
  std::string tree_id;
  std::string tree_name;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(ListUse, (), (target_list_id, schedule_id, tree_id, tree_name, status))

/// Of the list of that id, or of every list of the team where it is empty.
Result<std::vector<ListUse>> list_uses(Connection& connection, TeamKey key);

}  // namespace fettle::store
