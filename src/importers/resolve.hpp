// Turns an Ansible inventory as written into servers: who belongs to which group, children
// included, and whose variables win (all < group < child group < host, as Ansible has it).
#pragma once

#include "importers/inventory.hpp"
#include "importers/problems.hpp"
#include "importers/raw_inventory.hpp"

namespace fettle::importers {

/// Servers in the order of the file; each has its groups as tags, `all` and `ungrouped` aside.
Inventory resolve(RawInventory raw, Problems& problems);

}  // namespace fettle::importers
