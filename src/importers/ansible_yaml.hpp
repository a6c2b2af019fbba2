// Ansible's YAML inventory format, read without Ansible: groups at the top, each with `hosts`,
// `vars` and `children`, as its `yaml` plugin reads them. Read on in resolve.hpp.
#pragma once

#include <string_view>

#include "importers/problems.hpp"
#include "importers/raw_inventory.hpp"

namespace fettle::importers {

/// A value is a name of a host, a group or a variable, or what such a name stands for: 10,000 hosts
/// with twenty variables each.
inline constexpr int kInventoryValuesMax = 500'000;

RawInventory read_ansible_yaml(std::string_view name, std::string_view text, Problems& problems);

}  // namespace fettle::importers
