#include "store/server_store.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json.hpp"
#include "core/fleet/natural_key.hpp"
#include "core/fleet/text.hpp"
#include "store/database/page_sql.hpp"

namespace fettle::store {
namespace {

using Kind = SortColumn::Kind;

constexpr std::array kSorts{
    SortColumn{"address", "address", Kind::kName},
    SortColumn{"created_at", "created_at", Kind::kNumber},
    SortColumn{"mode", "mode", Kind::kText},
    SortColumn{"name", "name", Kind::kName},
    SortColumn{"role", "role", Kind::kName},
    SortColumn{"site", "site", Kind::kName},
    SortColumn{"updated_at", "updated_at", Kind::kNumber},
};

std::string tag_pattern(const ServerFilter& filter) {
  return filter.tag.empty() ? "" : like_anywhere(to_json(filter.tag));
}

}  // namespace

Result<PageRows<ServerHead>> list_servers(Connection& connection, const ServerFilter& filter,
                                          const PageQuery& page) {
  constexpr std::string_view kList =
      "select id, name, address, port, user_name, transport, credential_id, become_credential_id, "
      "mode, role, "
      "site, os_family, tags, origin, vanished_at, version, created_at, updated_at from "
      "servers where team_id = ? and (? = '' or lower(role) = lower(?)) and (? = '' or "
      "lower(site) = lower(?)) and (? = '' or lower(os_family) = lower(?)) and (? = '' or "
      "mode = ?) and (? = '' or transport = ?) and (? = '' or lower(tags) like ? escape "
      "'!') and (? = '' or name_key like ? escape '!' or lower(address) like ? escape '!' "
      "or lower(role) like ? escape '!' or lower(site) like ? escape '!' or lower(tags) "
      "like ? escape '!')";
  FETTLE_TRY(sql, page_sql(connection, page, kSorts));
  const auto tag = tag_pattern(filter);
  const auto text = like_anywhere(filter.text);
  FETTLE_TRY(rows, connection.all<ServerHead>(
                       std::string(kList) + sql.clause, filter.team, filter.role, filter.role,
                       filter.site, filter.site, filter.os_family, filter.os_family, filter.mode,
                       filter.mode, filter.transport, filter.transport, tag, tag, text, text, text,
                       text, text, text, sql.id, sql.value, sql.id, sql.rows));
  FETTLE_TRY(
      total,
      connection.one<std::int64_t>(
          "select count(*) from servers where team_id = ? and (? = '' or lower(role) = "
          "lower(?)) and (? = '' or lower(site) = lower(?)) and (? = '' or lower(os_family) = "
          "lower(?)) and (? = '' or mode = ?) and (? = '' or transport = ?) and (? = '' or "
          "lower(tags) like ? escape '!') and (? = '' or name_key like ? escape '!' or "
          "lower(address) like ? escape '!' or lower(role) like ? escape '!' or lower(site) "
          "like ? escape '!' or lower(tags) like ? escape '!')",
          filter.team, filter.role, filter.role, filter.site, filter.site, filter.os_family,
          filter.os_family, filter.mode, filter.mode, filter.transport, filter.transport, tag, tag,
          text, text, text, text, text, text));
  return PageRows<ServerHead>{.rows = std::move(rows), .total = total};
}

Result<std::vector<ServerRow>> find_servers(Connection& connection, const ServerFilter& filter) {
  const auto tag = tag_pattern(filter);
  const auto text = like_anywhere(filter.text);
  FETTLE_TRY(
      rows,
      connection.all<ServerRow>(
          "select id, name, address, port, user_name, transport, credential_id, "
          "become_credential_id, "
          "mode, role, "
          "site, os_family, tags, origin, vanished_at, version, created_at, updated_at, "
          "name_key, proxy_jump, become, become_user, become_method, variables, notes, "
          "host_keys, created_by from servers where team_id = ? and (? = '' or lower(role) = "
          "lower(?)) and (? = '' or lower(site) = lower(?)) and (? = '' or lower(os_family) = "
          "lower(?)) and (? = '' or mode = ?) and (? = '' or transport = ?) and (? = '' or "
          "lower(tags) like ? escape '!') and (? = '' or name_key like ? escape '!' or "
          "lower(address) like ? escape '!' or lower(role) like ? escape '!' or lower(site) "
          "like ? escape '!' or lower(tags) like ? escape '!')",
          filter.team, filter.role, filter.role, filter.site, filter.site, filter.os_family,
          filter.os_family, filter.mode, filter.mode, filter.transport, filter.transport, tag, tag,
          text, text, text, text, text, text));
  std::ranges::sort(rows, {}, [](const ServerRow& row) {
    return std::pair(fleet::natural_key(row.name), row.name_key);
  });
  return rows;
}

Result<std::vector<ServerTraits>> read_server_traits(Connection& connection,
                                                     const ServerFilter& filter) {
  const auto tag = tag_pattern(filter);
  const auto text = like_anywhere(filter.text);
  return connection.all<ServerTraits>(
      "select role, site, os_family, mode, transport, tags from servers where team_id = ? "
      "and (? = '' or lower(role) = lower(?)) and (? = '' or lower(site) = lower(?)) and "
      "(? = '' or lower(os_family) = lower(?)) and (? = '' or mode = ?) and (? = '' or "
      "transport = ?) and (? = '' or lower(tags) like ? escape '!') and (? = '' or "
      "name_key like ? escape '!' or lower(address) like ? escape '!' or lower(role) like "
      "? escape '!' or lower(site) like ? escape '!' or lower(tags) like ? escape '!')",
      filter.team, filter.role, filter.role, filter.site, filter.site, filter.os_family,
      filter.os_family, filter.mode, filter.mode, filter.transport, filter.transport, tag, tag,
      text, text, text, text, text, text);
}

Result<std::optional<ServerRow>> find_server(Connection& connection, TeamKey key) {
  return connection.find<ServerRow>(
      "select id, name, address, port, user_name, transport, credential_id, become_credential_id, "
      "mode, role, "
      "site, os_family, tags, origin, vanished_at, version, created_at, updated_at, "
      "name_key, proxy_jump, become, become_user, become_method, variables, notes, "
      "host_keys, created_by from servers where team_id = ? and id = ?",
      key.team, key.id);
}

Result<std::optional<ServerRow>> find_server_by_name(Connection& connection, TeamKey key) {
  return connection.find<ServerRow>(
      "select id, name, address, port, user_name, transport, credential_id, become_credential_id, "
      "mode, role, "
      "site, os_family, tags, origin, vanished_at, version, created_at, updated_at, "
      "name_key, proxy_jump, become, become_user, become_method, variables, notes, "
      "host_keys, created_by from servers where team_id = ? and name_key = ?",
      key.team, fleet::to_lower_ascii(key.id));
}

Result<void> insert_server(Connection& connection, std::string_view team, const ServerRow& server) {
  return connection.send(
      "insert into servers (id, team_id, name, name_key, address, port, user_name, "
      "transport, credential_id, become_credential_id, proxy_jump, become, become_user, "
      "become_method, mode, "
      "role, site, os_family, tags, variables, notes, host_keys, origin, vanished_at, "
      "version, created_by, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      server.id, team, server.name, fleet::to_lower_ascii(server.name), server.address, server.port,
      server.user_name, server.transport, server.credential_id, server.become_credential_id,
      server.proxy_jump, server.become, server.become_user, server.become_method, server.mode,
      server.role, server.site, server.os_family, server.tags, server.variables, server.notes,
      server.host_keys, server.origin, server.vanished_at, server.version, server.created_by,
      server.created_at, server.updated_at);
}

Result<bool> update_server(Connection& connection, std::string_view team, const ServerRow& server) {
  FETTLE_TRY(
      changed,
      connection.run(
          "update servers set name = ?, name_key = ?, address = ?, port = ?, user_name = ?, "
          "transport = ?, credential_id = ?, become_credential_id = ?, proxy_jump = ?, become = ?, "
          "become_user = ?, "
          "become_method = ?, mode = ?, role = ?, site = ?, os_family = ?, tags = ?, variables "
          "= ?, notes = ?, host_keys = ?, origin = ?, vanished_at = ?, version = ?, updated_at "
          "= ? where team_id = ? and id = ? and version = ?",
          server.name, fleet::to_lower_ascii(server.name), server.address, server.port,
          server.user_name, server.transport, server.credential_id, server.become_credential_id,
          server.proxy_jump, server.become, server.become_user, server.become_method, server.mode,
          server.role, server.site, server.os_family, server.tags, server.variables, server.notes,
          server.host_keys, server.origin, server.vanished_at, server.version, server.updated_at,
          team, server.id, server.version - 1));
  return changed > 0;
}

Result<void> delete_server(Connection& connection, TeamKey key) {
  FETTLE_TRY_VOID(
      connection.run("delete from servers where team_id = ? and id = ?", key.team, key.id));
  return {};
}

Result<std::int64_t> count_servers(Connection& connection, std::string_view team) {
  return connection.one<std::int64_t>("select count(*) from servers where team_id = ?", team);
}

Result<std::optional<ServerFindings>> find_server_findings(Connection& connection, TeamKey key) {
  return connection.find<ServerFindings>(
      "select facts, connection_test from servers where team_id = ? and id = ?", key.team, key.id);
}

Result<void> store_server_findings(Connection& connection, TeamKey key,
                                   const ServerFindings& findings) {
  FETTLE_TRY_VOID(connection.run(
      "update servers set facts = ?, connection_test = ? where team_id = ? and id = ?",
      findings.facts, findings.connection_test, key.team, key.id));
  return {};
}

Result<void> add_mode_change(Connection& connection, std::string_view server,
                             const ModeChange& change) {
  return connection.send(
      "insert into server_modes (server_id, at, mode, by_whom, reason) values (?, ?, ?, ?, ?) on "
      "conflict (server_id, at) do update set mode = excluded.mode, by_whom = excluded.by_whom, "
      "reason = excluded.reason",
      server, change.at, change.mode, change.by_whom, change.reason);
}

Result<PageRows<ModeChange>> list_mode_changes(Connection& connection, TeamKey key,
                                               const PageQuery& page) {
  FETTLE_TRY(before, number_behind(page));
  FETTLE_TRY(rows,
             connection.all<ModeChange>(
                 "select m.at as at, m.mode as mode, m.by_whom as by_whom, m.reason as reason from "
                 "server_modes m join servers s on s.id = m.server_id where s.team_id = ? and s.id "
                 "= ? and "
                 "(? = 0 or m.at < ?) order by m.at desc limit ?",
                 key.team, key.id, before, before, page.limit + 1));
  FETTLE_TRY(total, connection.one<std::int64_t>("select count(*) from server_modes m join servers "
                                                 "s on s.id = m.server_id where s.team_id = "
                                                 "? and s.id = ?",
                                                 key.team, key.id));
  return PageRows<ModeChange>{.rows = std::move(rows), .total = total};
}

}  // namespace fettle::store
