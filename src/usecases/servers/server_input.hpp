// The fields of a server as people and imports give them, and what each may be. Checks values
// alone; what only the database knows (names that are taken, credentials) is servers.hpp's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.hpp"
#include "store/server_store.hpp"
#include "usecases/field_problems.hpp"

namespace fettle::usecases {

/// Each that is there is set; text that is empty, 0 and an empty list take a value away.
struct ServerFields {
  std::optional<std::string> name;
  std::optional<std::string> address;
  std::optional<int> port;
  std::optional<std::string> user;
  std::optional<std::string> transport;
  std::optional<std::string> credential_id;
  std::optional<std::string> become_credential_id;
  std::optional<std::string> proxy_jump;
  std::optional<bool> become;
  std::optional<std::string> become_user;
  std::optional<std::string> become_method;
  std::optional<std::string> role;
  std::optional<std::string> site;
  std::optional<std::string> os_family;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::map<std::string, std::string>> variables;
  std::optional<std::string> notes;
  std::optional<std::vector<std::string>> host_keys;
};
BOOST_DESCRIBE_STRUCT(ServerFields, (),
                      (name, address, port, user, transport, credential_id, become_credential_id,
                       proxy_jump, become, become_user, become_method, role, site, os_family, tags,
                       variables, notes, host_keys))

/// A new server; its mode is changed by set_server_mode afterwards.
struct NewServer : ServerFields {
  std::optional<std::string> mode;
};
BOOST_DESCRIBE_STRUCT(NewServer, (ServerFields), (mode))

/// Sets what `fields` hold; one problem for each value that its field does not take. `prefix` goes
/// before each field in messages: empty, or `servers[3].`.
void apply_fields(const ServerFields& fields, std::string_view prefix, store::ServerRow& row,
                  FieldProblems& problems);

void check_mode(std::string_view mode, std::string_view field, FieldProblems& problems);

/// Sorted, each once ignoring case; the first spelling stays.
std::vector<std::string> normal_tags(std::vector<std::string> tags);

}  // namespace fettle::usecases
