// A server as the API shows it, and as the core knows it. A credential is shown by its id alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "core/fleet/server.hpp"
#include "store/server_store.hpp"

namespace fettle::usecases {

struct ShownServerHead {
  std::string id;
  std::string name;
  std::string address;
  int port = 0;  ///< 0: the usual one
  std::string user;
  std::string transport;
  std::optional<std::string> credential_id;
  std::optional<std::string> become_credential_id;
  std::string mode;
  std::string role;
  std::string site;
  std::string os_family;
  JsonText tags;
  std::string origin;
  std::optional<Instant> vanished_at;
  std::int64_t version = 1;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ShownServerHead, (),
                      (id, name, address, port, user, transport, credential_id,
                       become_credential_id, mode, role, site, os_family, tags, origin, vanished_at,
                       version, created_at, updated_at))

struct ShownServer : ShownServerHead {
  std::string proxy_jump;
  bool become = false;
  std::string become_user;
  std::string become_method;
  JsonText variables;
  std::string notes;
  JsonText host_keys;
  JsonText facts;
  JsonText connection_test;
  std::optional<std::string> created_by;
};
BOOST_DESCRIBE_STRUCT(ShownServer, (ShownServerHead),
                      (proxy_jump, become, become_user, become_method, variables, notes, host_keys,
                       facts, connection_test, created_by))

ShownServerHead show(const store::ServerHead& server);
/// Without what looks at it found.
ShownServer show(const store::ServerRow& server);

std::vector<std::string> tags_of(const store::ServerHead& server);
std::map<std::string, std::string> variables_of(const store::ServerRow& server);

/// How the core reaches it, and what a selector looks at. Credential and pinned keys are not in it.
fleet::Server to_server(const store::ServerRow& server);

}  // namespace fettle::usecases
