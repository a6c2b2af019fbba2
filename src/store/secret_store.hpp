// Secrets of a team as they are sealed. No value is ever here in the clear; security/secret_box.hpp
// opens one, for the place that its id and version name.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "store/database/connection.hpp"
#include "store/database/id_page.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct SecretRow {
  std::string id;
  std::string team_id;
  std::string name;
  std::string kind;
  std::string description;
  std::string fingerprint;  ///< of a key, with its type; empty: it is none
  std::string sealed;
  std::string key_id;  ///< of the master key that wraps it
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(SecretRow, (),
                      (id, team_id, name, kind, description, fingerprint, sealed, key_id, version,
                       created_by, created_at, updated_at))

/// kConflict where the team has one of that name.
Result<void> add_secret(Connection& connection, const SecretRow& secret);
/// Kind, description and value; the row takes `secret.version`. False where it is no longer at the
/// version before that.
Result<bool> save_secret(Connection& connection, const SecretRow& secret);
Result<std::optional<SecretRow>> find_secret(Connection& connection, const TeamKey& key);
struct SecretName {
  std::string_view team;
  std::string_view name;
};
Result<std::optional<SecretRow>> find_secret_by_name(Connection& connection,
                                                     const SecretName& secret);
Result<std::vector<SecretRow>> list_secrets(Connection& connection, std::string_view team,
                                            const IdPage& page);
Result<std::int64_t> count_secrets(Connection& connection, std::string_view team);
Result<bool> remove_secret(Connection& connection, const TeamKey& key);

/// Of all teams, those that another master key wraps: at most `page.rows` after `page.after`.
Result<std::vector<SecretRow>> list_secrets_of_other_keys(Connection& connection,
                                                          std::string_view key_id,
                                                          const IdPage& page);
/// The same value under another master key. False where the value has changed meanwhile.
Result<bool> rewrap_secret(Connection& connection, const SecretRow& secret);

}  // namespace fettle::store
