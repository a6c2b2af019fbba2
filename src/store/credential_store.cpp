#include "store/credential_store.hpp"

#include "core/fleet/text.hpp"

namespace fettle::store {

Result<std::vector<CredentialDefault>> list_credential_defaults(Connection& connection,
                                                                std::string_view team) {
  return connection.all<CredentialDefault>(
      "select purpose, role, secret_id from credential_defaults where team_id = ? order by "
      "purpose desc, role",
      team);
}

Result<void> replace_credential_defaults(Connection& connection, std::string_view team,
                                         const std::vector<CredentialDefault>& defaults) {
  FETTLE_TRY_VOID(connection.run("delete from credential_defaults where team_id = ?", team));
  for (const auto& one : defaults) {
    FETTLE_TRY_VOID(connection.send(
        "insert into credential_defaults (team_id, purpose, role, secret_id) values (?, ?, ?, ?)",
        team, one.purpose, fleet::to_lower_ascii(one.role), one.secret_id));
  }
  return {};
}

Result<CredentialUse> credential_use(Connection& connection, TeamKey secret) {
  return connection.one<CredentialUse>(
      "select (select count(*) from servers where team_id = ? and (credential_id = ? or "
      "become_credential_id = ?)) as servers, (select count(*) from credential_defaults where "
      "team_id = ? and secret_id = ?) as defaults, coalesce((select min(name) from servers where "
      "team_id = ? and (credential_id = ? or become_credential_id = ?)), '') as server",
      secret.team, secret.id, secret.id, secret.team, secret.id, secret.team, secret.id, secret.id);
}

Result<std::optional<ServerLock>> find_server_lock(Connection& connection,
                                                   std::string_view server_id) {
  return connection.find<ServerLock>(
      "select team_id, role, credential_id, become_credential_id, host_keys from servers where "
      "id = ?",
      server_id);
}

Result<std::optional<std::string>> find_default_credential(Connection& connection,
                                                           const DefaultWanted& wanted) {
  // The empty role sorts last.
  return connection.find<std::string>(
      "select secret_id from credential_defaults where team_id = ? and purpose = ? and role in "
      "(?, '') order by length(role) desc limit 1",
      wanted.team, wanted.purpose, fleet::to_lower_ascii(wanted.role));
}

}  // namespace fettle::store
