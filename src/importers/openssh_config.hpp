// Servers out of an OpenSSH client configuration: each name that a `Host` line writes out, with
// what the file says of it, first value first as ssh_config(5) has it. Text alone: `Include` and
// `Match` are not followed, and a host whose way goes through what is not read here is refused by
// name.
#pragma once

#include <string_view>

#include "importers/inventory.hpp"
#include "importers/problems.hpp"

namespace fettle::importers {

/// kInvalid, with all problems, where the text is no such configuration or names no host.
Result<Inventory> read_openssh_config(std::string_view name, std::string_view text);

}  // namespace fettle::importers
