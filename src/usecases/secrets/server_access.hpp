// What opens a registered server: its own credential, else the team's for its role, else the team's
// for all; and the host keys that a person accepted for it. For what connects to servers alone:
// never called for an answer of the API.
#pragma once

#include <string>
#include <string_view>

#include "ports/server_access.hpp"
#include "security/secret_box.hpp"
#include "store/database/connection.hpp"
#include "usecases/secrets/secrets.hpp"

namespace fettle::usecases {

/// kNotFound: no such server is registered any more. kConflict where a master key is missing.
Result<ports::ServerAccess> open_server_access(store::Connection& database,
                                               const security::SecretBox& box,
                                               std::string_view server_id);

/// What is sealed of a secret: the value, or a key together with its passphrase.
std::string stored_form(const PutSecret& secret);

}  // namespace fettle::usecases
