#include "store/window_store.hpp"

#include <fmt/format.h>

#include <utility>

namespace fettle::store {
namespace {

Result<schedule::Scope> scope_of(std::string_view kind, std::string value) {
  const auto known = enum_from_name<schedule::ScopeKind>(kind);
  if (!known) return fail(ErrorCode::kInvalid, fmt::format("\"{}\" is no scope", kind));
  return schedule::Scope{*known, std::move(value)};
}

}  // namespace

Result<std::vector<WindowRow>> list_windows(Connection& connection, std::string_view team) {
  return connection.all<WindowRow>(
      "select id, name, scope_kind, scope_value, cron_expression, timezone, length_minutes, "
      "uid, version, created_by, created_at, updated_at from maintenance_windows where team_id = ? "
      "order by name, id",
      team);
}

Result<std::optional<WindowRow>> find_window(Connection& connection, TeamKey key) {
  return connection.find<WindowRow>(
      "select id, name, scope_kind, scope_value, cron_expression, timezone, length_minutes, "
      "uid, version, created_by, created_at, updated_at from maintenance_windows where team_id = ? "
      "and "
      "id = ?",
      key.team, key.id);
}

Result<void> insert_window(Connection& connection, std::string_view team, const WindowRow& window) {
  FETTLE_TRY_VOID(
      connection.run("insert into maintenance_windows (id, team_id, name, scope_kind, scope_value, "
                     "cron_expression, timezone, length_minutes, uid, version, created_by, "
                     "created_at, updated_at) "
                     "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     window.id, team, window.name, window.scope_kind, window.scope_value,
                     window.cron_expression, window.timezone, window.length_minutes, window.uid,
                     window.version, window.created_by, window.created_at, window.updated_at));
  return touch_rules(connection, team);
}

Result<bool> update_window(Connection& connection, std::string_view team, const WindowRow& window) {
  FETTLE_TRY(changed,
             connection.run(
                 "update maintenance_windows set name = ?, scope_kind = ?, scope_value = ?, "
                 "cron_expression = ?, timezone = ?, length_minutes = ?, version = ?, updated_at = "
                 "? where team_id = ? and id = ? and version = ?",
                 window.name, window.scope_kind, window.scope_value, window.cron_expression,
                 window.timezone, window.length_minutes, window.version, window.updated_at, team,
                 window.id, window.version - 1));
  FETTLE_TRY_VOID(touch_rules(connection, team));
  return changed > 0;
}

Result<void> delete_window(Connection& connection, TeamKey key) {
  FETTLE_TRY_VOID(connection.run("delete from maintenance_windows where team_id = ? and id = ?",
                                 key.team, key.id));
  return touch_rules(connection, key.team);
}

Result<std::vector<FreezeRow>> list_freezes(Connection& connection, std::string_view team,
                                            Instant ends_after) {
  return connection.all<FreezeRow>(
      "select id, name, reason, scope_kind, scope_value, begins_at, ends_at, uid, version, "
      "created_by, "
      "created_at, updated_at from freezes where team_id = ? and ends_at > ? order by begins_at, "
      "id",
      team, ends_after);
}

Result<std::optional<FreezeRow>> find_freeze(Connection& connection, TeamKey key) {
  return connection.find<FreezeRow>(
      "select id, name, reason, scope_kind, scope_value, begins_at, ends_at, uid, version, "
      "created_by, "
      "created_at, updated_at from freezes where team_id = ? and id = ?",
      key.team, key.id);
}

Result<void> insert_freeze(Connection& connection, std::string_view team, const FreezeRow& freeze) {
  FETTLE_TRY_VOID(connection.run(
      "insert into freezes (id, team_id, name, reason, scope_kind, scope_value, begins_at, "
      "ends_at, uid, version, created_by, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?)",
      freeze.id, team, freeze.name, freeze.reason, freeze.scope_kind, freeze.scope_value,
      freeze.begins_at, freeze.ends_at, freeze.uid, freeze.version, freeze.created_by,
      freeze.created_at, freeze.updated_at));
  return touch_rules(connection, team);
}

Result<bool> update_freeze(Connection& connection, std::string_view team, const FreezeRow& freeze) {
  FETTLE_TRY(
      changed,
      connection.run(
          "update freezes set name = ?, reason = ?, scope_kind = ?, scope_value = ?, "
          "begins_at = ?, ends_at = ?, version = ?, updated_at = ? where team_id = ? and id "
          "= ? and version = ?",
          freeze.name, freeze.reason, freeze.scope_kind, freeze.scope_value, freeze.begins_at,
          freeze.ends_at, freeze.version, freeze.updated_at, team, freeze.id, freeze.version - 1));
  FETTLE_TRY_VOID(touch_rules(connection, team));
  return changed > 0;
}

Result<void> delete_freeze(Connection& connection, TeamKey key) {
  FETTLE_TRY_VOID(
      connection.run("delete from freezes where team_id = ? and id = ?", key.team, key.id));
  return touch_rules(connection, key.team);
}

Result<schedule::WindowRule> rule_of(const WindowRow& row) {
  FETTLE_TRY(scope, scope_of(row.scope_kind, row.scope_value));
  FETTLE_TRY(zone, schedule::load_zone(row.timezone));
  Diagnostics problems;
  auto opens = schedule::parse_cron(row.cron_expression, problems);
  if (!opens) {
    return fail(ErrorCode::kInvalid,
                fmt::format("window \"{}\" has a cron expression that can't be read: {}", row.name,
                            row.cron_expression));
  }
  return schedule::WindowRule{
      row.name,
      std::move(scope),
      {*std::move(opens), std::move(zone), std::chrono::minutes(row.length_minutes)}};
}

Result<schedule::FreezeRule> rule_of(const FreezeRow& row) {
  FETTLE_TRY(scope, scope_of(row.scope_kind, row.scope_value));
  return schedule::FreezeRule{row.name, row.reason, std::move(scope), {row.begins_at, row.ends_at}};
}

Result<schedule::StartRules> start_rules(Connection& connection, std::string_view team,
                                         Instant now) {
  schedule::StartRules rules;
  FETTLE_TRY(windows, list_windows(connection, team));
  for (const auto& row : windows) {
    FETTLE_TRY(rule, rule_of(row));
    rules.windows.push_back(std::move(rule));
  }
  FETTLE_TRY(freezes, list_freezes(connection, team, now));
  for (const auto& row : freezes) {
    FETTLE_TRY(rule, rule_of(row));
    rules.freezes.push_back(std::move(rule));
  }
  return rules;
}

Result<bool> override_rules(Connection& connection, TeamKey batch, const Override& given) {
  FETTLE_TRY(changed, connection.run("update batches set override_reason = ?, override_by = ?, "
                                     "override_at = ? where team_id = ? and id = ?",
                                     given.reason, given.by, given.at, batch.team, batch.id));
  FETTLE_TRY_VOID(touch_rules(connection, batch.team));
  return changed > 0;
}

Result<void> touch_rules(Connection& connection, std::string_view team) {
  FETTLE_TRY_VOID(
      connection.run("update teams set rules_version = rules_version + 1 where id = ?", team));
  return {};
}

Result<std::int64_t> rules_state(Connection& connection) {
  return connection.one<std::int64_t>(
      "select cast(coalesce(sum(rules_version), 0) as bigint) as state from teams");
}

}  // namespace fettle::store
