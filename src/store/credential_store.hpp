// Which secrets open which servers: each server's own choice, and the team's for servers of a role
// or for all. The values are secret_store.hpp's.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"
#include "store/secret_store.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct CredentialDefault {
  std::string purpose;  ///< `login` or `become`
  std::string role;     ///< in lower case; empty: any server whose role has none
  std::string secret_id;
};
BOOST_DESCRIBE_STRUCT(CredentialDefault, (), (purpose, role, secret_id))

/// By purpose and role.
Result<std::vector<CredentialDefault>> list_credential_defaults(Connection& connection,
                                                                std::string_view team);
/// Instead of all there were. Inside a transaction.
Result<void> replace_credential_defaults(Connection& connection, std::string_view team,
                                         const std::vector<CredentialDefault>& defaults);

/// Where a secret is used: servers that name it, and defaults.
struct CredentialUse {
  std::int64_t servers = 0;
  std::int64_t defaults = 0;
  std::string server;  ///< the first one's name; empty: none
};
BOOST_DESCRIBE_STRUCT(CredentialUse, (), (servers, defaults, server))
Result<CredentialUse> credential_use(Connection& connection, TeamKey secret);

/// What decides how a registered server is opened.
struct ServerLock {
  std::string team_id;
  std::string role;
  std::optional<std::string> credential_id;
  std::optional<std::string> become_credential_id;
  std::string host_keys;  ///< a JSON list
};
BOOST_DESCRIBE_STRUCT(ServerLock, (),
                      (team_id, role, credential_id, become_credential_id, host_keys))
/// Of any team: its id is what a stored batch names it by.
Result<std::optional<ServerLock>> find_server_lock(Connection& connection,
                                                   std::string_view server_id);

/// The team's default for servers of that role, else for all.
struct DefaultWanted {
  std::string_view team;
  std::string_view purpose;
  std::string_view role;  ///< whatever its case
};
Result<std::optional<std::string>> find_default_credential(Connection& connection,
                                                           const DefaultWanted& wanted);

}  // namespace fettle::store
