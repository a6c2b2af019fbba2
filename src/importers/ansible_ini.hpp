// Ansible's INI inventory format, read without Ansible. Sections, ranges, host variables and
// comments as its `ini` plugin reads them. Read on in resolve.hpp.
#pragma once

#include <string_view>

#include "importers/problems.hpp"
#include "importers/raw_inventory.hpp"

namespace fettle::importers {

/// Adds the inventory `text`, whose first line has the number `line`, to `inventory`.
void read_ansible_ini(std::string_view text, int line, RawInventory& inventory, Problems& problems);

}  // namespace fettle::importers
