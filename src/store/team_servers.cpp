#include "store/team_servers.hpp"

#include <fmt/format.h>

#include <tuple>
#include <utility>

#include "base/json.hpp"

namespace fettle::store {
namespace {

struct ServerRow {
  std::string id;
  std::string name;
  std::string address;
  int port = 0;
  std::string user_name;
  std::string transport;
  std::string proxy_jump;
  bool become = false;
  std::string become_user;
  std::string become_method;
  std::string mode;
  std::string role;
  std::string site;
  std::string os_family;
  std::string tags;
  std::string variables;
};
BOOST_DESCRIBE_STRUCT(ServerRow, (),
                      (id, name, address, port, user_name, transport, proxy_jump, become,
                       become_user, become_method, mode, role, site, os_family, tags, variables))

std::optional<std::string> unless_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

Result<fleet::Server> server_of(ServerRow row, fleet::TransportKind transport) {
  fleet::Server server;
  FETTLE_TRY(tags, from_json<std::vector<std::string>>(row.tags));
  FETTLE_TRY(variables, (from_json<std::map<std::string, std::string>>(row.variables)));
  const auto mode = enum_from_name<fleet::Mode>(row.mode);
  server.name = std::move(row.name);
  server.address = std::move(row.address);
  server.port = static_cast<std::uint16_t>(row.port);
  server.user = std::move(row.user_name);
  server.transport = transport;
  server.proxy_jump = std::move(row.proxy_jump);
  server.become = row.become;
  server.mode = mode.value_or(fleet::Mode::kAudit);  // what is not known lets nothing run
  server.role = std::move(row.role);
  server.site = std::move(row.site);
  server.os_family = std::move(row.os_family);
  server.tags = std::move(tags);
  server.variables = std::move(variables);
  server.become_user = unless_empty(std::move(row.become_user));
  server.become_method = unless_empty(std::move(row.become_method));
  server.server_id = std::move(row.id);
  return server;
}

}  // namespace

Result<TeamServers> team_servers(Connection& connection, std::string_view team) {
  FETTLE_TRY(rows, connection.all<ServerRow>(
                       "select id, name, address, port, user_name, transport, proxy_jump, become, "
                       "become_user, become_method, mode, role, site, os_family, tags, variables "
                       "from servers where team_id = ? order by name_key",
                       team));
  TeamServers found;
  found.servers.reserve(rows.size());
  for (auto& row : rows) {
    const auto transport = enum_from_name<fleet::TransportKind>(row.transport);
    if (!transport) {
      return fail(ErrorCode::kConflict,
                  fmt::format("the server {} has the transport {}, which this version has not",
                              row.name, row.transport));
    }
    FETTLE_TRY(server, server_of(std::move(row), *transport));
    found.servers.push_back(std::move(server));
  }
  return found;
}

Result<ServerState> server_state(Connection& connection) {
  return connection.one<ServerState>(
      "select count(*) as count, cast(coalesce(sum(updated_at), 0) as bigint) as changed_at from "
      "servers");
}

Result<std::vector<std::pair<std::string, fleet::Mode>>> all_server_modes(Connection& connection) {
  using Columns = std::tuple<std::string, std::string>;
  FETTLE_TRY(rows, connection.all<Columns>("select id, mode from servers"));
  std::vector<std::pair<std::string, fleet::Mode>> modes;
  modes.reserve(rows.size());
  for (auto& [id, name] : rows) {
    const auto mode = enum_from_name<fleet::Mode>(name);
    // What is not known here lets nothing run.
    modes.emplace_back(std::move(id), mode.value_or(fleet::Mode::kAudit));
  }
  return modes;
}

}  // namespace fettle::store
