// What the variables of an Ansible host mean to Fettle: `ansible_host` and its like set fields
// of the server, `fettle_*` too, passwords are left out, the rest are the server's variables.
// Nothing is evaluated: a value with `{{` is never guessed at.
#pragma once

#include "core/fleet/server.hpp"
#include "importers/problems.hpp"
#include "importers/raw_inventory.hpp"

namespace fettle::importers {

/// The server `host` with these variables, its own and inherited.
fleet::Server server_of(const RawHost& host, const Variables& variables, Problems& problems);

}  // namespace fettle::importers
