// What the variables of an Ansible host mean to Fettle: `ansible_host` and its like set fields
// of the server, `fettle_*` too, passwords are left out, the rest are the server's variables.
// Nothing is evaluated: a value with `{{` is never guessed at.
#pragma once

#include <optional>

#include "core/fleet/server.hpp"
#include "importers/problems.hpp"
#include "importers/raw_inventory.hpp"

namespace fettle::importers {

struct ServerOf {
  fleet::Server server;
  std::optional<Diagnostic> refusal;  ///< why no run can use it, for when it is chosen
};

/// The server `host` with these variables, its own and inherited.
ServerOf server_of(const RawHost& host, const Variables& variables, Problems& problems);

}  // namespace fettle::importers
