#include "store/target_list_store.hpp"

#include <array>

#include "store/database/page_sql.hpp"

namespace fettle::store {
namespace {

using Kind = SortColumn::Kind;

constexpr std::array kSorts{
    SortColumn{"created_at", "created_at", Kind::kNumber},
    SortColumn{"last_used_at", "coalesce(last_used_at, 0)", Kind::kNumber},
    SortColumn{"name", "name", Kind::kName},
    SortColumn{"updated_at", "updated_at", Kind::kNumber},
};

}  // namespace

Result<PageRows<TargetListHead>> list_target_lists(Connection& connection,
                                                   const TargetListFilter& filter,
                                                   const PageQuery& page) {
  constexpr std::string_view kList =
      "select id, name, description, target_count, version, created_by, last_used_at, created_at, "
      "updated_at from target_lists where team_id = ? and (? = '' or lower(name) like ? escape '!' "
      "or lower(description) like ? escape '!' or lower(targets) like ? escape '!')";
  FETTLE_TRY(sql, page_sql(connection, page, kSorts));
  const auto text = like_anywhere(filter.text);
  FETTLE_TRY(
      rows, connection.all<TargetListHead>(std::string(kList) + sql.clause, filter.team, text, text,
                                           text, text, sql.id, sql.value, sql.id, sql.rows));
  FETTLE_TRY(total,
             connection.one<std::int64_t>(
                 "select count(*) from target_lists where team_id = ? and (? = '' or lower(name) "
                 "like ? escape '!' or lower(description) like ? escape '!' or lower(targets) like "
                 "? escape '!')",
                 filter.team, text, text, text, text));
  return PageRows<TargetListHead>{.rows = std::move(rows), .total = total};
}

Result<std::optional<TargetListRow>> find_target_list(Connection& connection, TeamKey key) {
  return connection.find<TargetListRow>(
      "select id, name, description, target_count, version, created_by, last_used_at, created_at, "
      "updated_at, targets from target_lists where team_id = ? and id = ?",
      key.team, key.id);
}

Result<std::optional<TargetListRow>> find_target_list_by_name(Connection& connection,
                                                              std::string_view team,
                                                              std::string_view name) {
  return connection.find<TargetListRow>(
      "select id, name, description, target_count, version, created_by, last_used_at, created_at, "
      "updated_at, targets from target_lists where team_id = ? and lower(name) = lower(?) order by "
      "created_at, id limit 1",
      team, name);
}

Result<void> insert_target_list(Connection& connection, std::string_view team,
                                const TargetListRow& list) {
  FETTLE_TRY_VOID(connection.run(
      "insert into target_lists (id, team_id, created_by, name, description, targets, "
      "target_count, version, last_used_at, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?)",
      list.id, team, list.created_by, list.name, list.description, list.targets, list.target_count,
      list.version, list.last_used_at, list.created_at, list.updated_at));
  return {};
}

Result<bool> update_target_list(Connection& connection, std::string_view team,
                                const TargetListRow& list) {
  FETTLE_TRY(changed,
             connection.run("update target_lists set name = ?, description = ?, targets = ?, "
                            "target_count = ?, version = ?, updated_at = ? where team_id = ? and "
                            "id = ? and version = ?",
                            list.name, list.description, list.targets, list.target_count,
                            list.version, list.updated_at, team, list.id, list.version - 1));
  return changed > 0;
}

Result<void> delete_target_list(Connection& connection, TeamKey key) {
  FETTLE_TRY_VOID(
      connection.run("delete from target_lists where team_id = ? and id = ?", key.team, key.id));
  return {};
}

Result<void> mark_target_list_used(Connection& connection, TeamKey key, Instant at) {
  FETTLE_TRY_VOID(
      connection.run("update target_lists set last_used_at = ? where team_id = ? and id = ?", at,
                     key.team, key.id));
  return {};
}

Result<std::vector<ListUse>> list_uses(Connection& connection, TeamKey key) {
  return connection.all<ListUse>(
      "select s.target_list_id as target_list_id, s.id as schedule_id, s.tree_id as tree_id, "
      "t.name as tree_name, s.status as status from maintenance_schedules s join trees t on t.id = "
      "s.tree_id where s.team_id = ? and s.target_list_id is not null and (? = '' or "
      "s.target_list_id = ?) order by s.created_at, s.id",
      key.team, key.id, key.id);
}

}  // namespace fettle::store
