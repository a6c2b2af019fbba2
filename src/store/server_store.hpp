// Servers of a team and the history of their modes. What a field may be is
// usecases/servers/server_input.hpp; tags, variables and host keys are JSON here.
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

/// What a list shows of a server.
struct ServerHead {
  std::string id;
  std::string name;
  std::string address;
  int port = 0;
  std::string user_name;
  std::string transport = "ssh";
  std::optional<std::string> credential_id;         ///< of a secret; none: the team's default
  std::optional<std::string> become_credential_id;  ///< likewise
  std::string mode = "live";
  std::string role;
  std::string site;
  std::string os_family;
  std::string tags = "[]";  ///< a JSON list of strings
  std::string origin;       ///< of the import that it came with; empty: a person added it
  std::optional<Instant> vanished_at;
  std::int64_t version = 1;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ServerHead, (),
                      (id, name, address, port, user_name, transport, credential_id,
                       become_credential_id, mode, role, site, os_family, tags, origin, vanished_at,
                       version, created_at, updated_at))

struct ServerRow : ServerHead {
  std::string name_key;  ///< the name in lower case: labels match it whatever their case
  std::string proxy_jump;
  bool become = false;
  std::string become_user;
  std::string become_method;
  std::string variables = "{}";  ///< a JSON object of strings
  std::string notes;
  std::string host_keys = "[]";  ///< a JSON list of lines as in known_hosts, without the name
  std::optional<std::string> created_by;
};
BOOST_DESCRIBE_STRUCT(ServerRow, (ServerHead),
                      (name_key, proxy_jump, become, become_user, become_method, variables, notes,
                       host_keys, created_by))

/// Empty: any. All but `text` compare as a whole, ignoring case.
struct ServerFilter {
  std::string team;
  std::string role;
  std::string tag;
  std::string site;
  std::string os_family;
  std::string mode;
  std::string transport;
  std::string text;  ///< to be found in name, address, role, site or tags
};

/// Sorted by `name`, `address`, `role`, `site`, `mode`, `created_at` or `updated_at`.
Result<PageRows<ServerHead>> list_servers(Connection& connection, const ServerFilter& filter,
                                          const PageQuery& page);

/// All that match, by name as people count. Their facts are read apart.
Result<std::vector<ServerRow>> find_servers(Connection& connection, const ServerFilter& filter);

/// What servers are counted by.
struct ServerTraits {
  std::string role;
  std::string site;
  std::string os_family;
  std::string mode;
  std::string transport;
  std::string tags;
};
BOOST_DESCRIBE_STRUCT(ServerTraits, (), (role, site, os_family, mode, transport, tags))
Result<std::vector<ServerTraits>> read_server_traits(Connection& connection,
                                                     const ServerFilter& filter);

Result<std::optional<ServerRow>> find_server(Connection& connection, TeamKey key);
/// `key.id` is the name, whatever its case.
Result<std::optional<ServerRow>> find_server_by_name(Connection& connection, TeamKey key);

/// Inside a transaction, as all that write. kConflict where the name is taken.
Result<void> insert_server(Connection& connection, std::string_view team, const ServerRow& server);
/// Writes all but who made it when. False where the stored version is not the one before
/// `server.version`.
Result<bool> update_server(Connection& connection, std::string_view team, const ServerRow& server);
Result<void> delete_server(Connection& connection, TeamKey key);
Result<std::int64_t> count_servers(Connection& connection, std::string_view team);

/// What looks at the server found.
struct ServerFindings {
  std::string facts = "{}";     ///< a JSON object
  std::string connection_test;  ///< the last one: a JSON object; empty: there was none
};
BOOST_DESCRIBE_STRUCT(ServerFindings, (), (facts, connection_test))
Result<std::optional<ServerFindings>> find_server_findings(Connection& connection, TeamKey key);
Result<void> store_server_findings(Connection& connection, TeamKey key,
                                   const ServerFindings& findings);

struct ModeChange {
  Instant at;
  std::string mode;
  std::string by_whom;  ///< as people call them
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ModeChange, (), (at, mode, by_whom, reason))
Result<void> add_mode_change(Connection& connection, std::string_view server,
                             const ModeChange& change);
/// Newest first, whatever `page` says of the order.
Result<PageRows<ModeChange>> list_mode_changes(Connection& connection, TeamKey key,
                                               const PageQuery& page);

}  // namespace fettle::store
