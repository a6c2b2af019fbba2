#include "store/trigger_store.hpp"

namespace fettle::store {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

Result<void> add_trigger(Connection& connection, const TriggerRow& trigger) {
  FETTLE_TRY_VOID(connection.run(
      "insert into triggers (id, team_id, name, name_key, tree_id, schedule_id, target_list_id, "
      "targets, manual_confirmed, variables_override, allowed_variables, sealed, owner_id, "
      "version, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      trigger.id, trigger.team_id, trigger.name, trigger.name_key, trigger.tree_id,
      trigger.schedule_id, trigger.target_list_id, trigger.targets, trigger.manual_confirmed,
      trigger.variables_override, trigger.allowed_variables, trigger.sealed, trigger.owner_id,
      trigger.version, trigger.created_at, trigger.updated_at));
  return {};
}

Result<std::optional<TriggerRow>> find_trigger(Connection& connection, const TeamKey& key) {
  return connection.find<TriggerRow>(
      "select id, team_id, name, name_key, tree_id, schedule_id, target_list_id, targets, "
      "manual_confirmed, variables_override, allowed_variables, sealed, owner_id, last_fired_at, "
      "version, created_at, updated_at from triggers where team_id = ? and id = ?",
      key.team, key.id);
}

Result<std::optional<TriggerRow>> find_called_trigger(Connection& connection, std::string_view id) {
  return connection.find<TriggerRow>(
      "select id, team_id, name, name_key, tree_id, schedule_id, target_list_id, targets, "
      "manual_confirmed, variables_override, allowed_variables, sealed, owner_id, last_fired_at, "
      "version, created_at, updated_at from triggers where id = ?",
      id);
}

Result<std::vector<TriggerRow>> list_triggers(Connection& connection, std::string_view team,
                                              const IdPage& page) {
  return connection.all<TriggerRow>(
      "select id, team_id, name, name_key, tree_id, schedule_id, target_list_id, targets, "
      "manual_confirmed, variables_override, allowed_variables, sealed, owner_id, last_fired_at, "
      "version, created_at, updated_at from triggers where team_id = ? and id > ? order by id "
      "limit ?",
      team, page.after, page.rows);
}

Result<std::int64_t> count_triggers(Connection& connection, std::string_view team) {
  return connection.one<std::int64_t>("select count(*) from triggers where team_id = ?", team);
}

Result<bool> rotate_trigger(Connection& connection, const TriggerRow& trigger) {
  FETTLE_TRY(changed,
             connection.run("update triggers set sealed = ?, owner_id = ?, updated_at = ?, version "
                            "= version + 1 where team_id = ? and id = ?",
                            trigger.sealed, trigger.owner_id, trigger.updated_at, trigger.team_id,
                            trigger.id));
  return changed == 1;
}

Result<bool> remove_trigger(Connection& connection, const TeamKey& key) {
  FETTLE_TRY(removed,
             connection.run("delete from triggers where team_id = ? and id = ?", key.team, key.id));
  return removed == 1;
}

Result<int> count_firing(Connection& connection, std::string_view id, Instant now) {
  const auto minute = now.ms / kMinuteMs;
  return connection.one<int>(
      "update triggers set count_in_minute = case when minute = ? then count_in_minute + 1 else 1 "
      "end, minute = ?, last_fired_at = ? where id = ? returning count_in_minute",
      minute, minute, now, id);
}

Result<std::vector<TriggerRow>> list_triggers_without(Connection& connection,
                                                      std::string_view prefix, const IdPage& page) {
  return connection.all<TriggerRow>(
      "select id, team_id, name, name_key, tree_id, schedule_id, target_list_id, targets, "
      "manual_confirmed, variables_override, allowed_variables, sealed, owner_id, last_fired_at, "
      "version, created_at, updated_at from triggers where substr(sealed, 1, cast(? as integer)) "
      "<> ? and id > ? order by id limit ?",
      prefix.size(), prefix, page.after, page.rows);
}

Result<bool> reseal_trigger(Connection& connection, const TeamKey& key, const Resealed& sealed) {
  FETTLE_TRY(changed, connection.run("update triggers set sealed = ? where team_id = ? and id = ? "
                                     "and sealed = ?",
                                     sealed.to, key.team, key.id, sealed.from));
  return changed == 1;
}

}  // namespace fettle::store
