#include "usecases/servers/server_shown.hpp"

#include "base/enum_name.hpp"

namespace fettle::usecases {

ShownServerHead show(const store::ServerHead& server) {
  return {.id = server.id,
          .name = server.name,
          .address = server.address,
          .port = server.port,
          .user = server.user_name,
          .transport = server.transport,
          .credential_id = server.credential_id,
          .become_credential_id = server.become_credential_id,
          .mode = server.mode,
          .role = server.role,
          .site = server.site,
          .os_family = server.os_family,
          .tags = {server.tags},
          .origin = server.origin,
          .vanished_at = server.vanished_at,
          .version = server.version,
          .created_at = server.created_at,
          .updated_at = server.updated_at};
}

ShownServer show(const store::ServerRow& server) {
  return {show(static_cast<const store::ServerHead&>(server)),
          server.proxy_jump,
          server.become,
          server.become_user,
          server.become_method,
          {server.variables},
          server.notes,
          {server.host_keys},
          {"{}"},
          {"null"},
          server.created_by};
}

std::vector<std::string> tags_of(const store::ServerHead& server) {
  return decode<std::vector<std::string>>(parse_own_json(server.tags))
      .value_or(std::vector<std::string>());
}

std::map<std::string, std::string> variables_of(const store::ServerRow& server) {
  return decode<std::map<std::string, std::string>>(parse_own_json(server.variables))
      .value_or(std::map<std::string, std::string>());
}

fleet::Server to_server(const store::ServerRow& row) {
  fleet::Server server{.name = row.name,
                       .address = row.address,
                       .port = static_cast<std::uint16_t>(row.port),
                       .user = row.user_name,
                       .proxy_jump = row.proxy_jump,
                       .become = row.become,
                       .role = row.role,
                       .site = row.site,
                       .os_family = row.os_family,
                       .tags = tags_of(row),
                       .variables = variables_of(row)};
  server.transport =
      enum_from_name<fleet::TransportKind>(row.transport).value_or(fleet::TransportKind::kSsh);
  server.mode = enum_from_name<fleet::Mode>(row.mode).value_or(fleet::Mode::kAudit);
  server.server_id = row.id;
  if (!row.become_user.empty()) server.become_user = row.become_user;
  if (!row.become_method.empty()) server.become_method = row.become_method;
  return server;
}

}  // namespace fettle::usecases
