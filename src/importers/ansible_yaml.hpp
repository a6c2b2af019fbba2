// Ansible's YAML inventory format, read without Ansible: groups at the top, each with `hosts`,
// `vars` and `children`, as its `yaml` plugin reads them. Read on in resolve.hpp.
#pragma once

#include "base/source_text.hpp"
#include "core/document/byte_range.hpp"
#include "importers/problems.hpp"
#include "importers/raw_inventory.hpp"

namespace fettle::importers {

/// A value is a name of a host, a group or a variable, or what such a name stands for: 10,000 hosts
/// with twenty variables each.
inline constexpr int kInventoryValuesMax = 500'000;

/// Adds the inventory in `range` of `source` to `inventory`: YAML, or the JSON that
/// `ansible-inventory --list` prints.
void read_ansible_yaml(const SourceText& source, document::ByteRange range, RawInventory& inventory,
                       Problems& problems);

/// The variables of one file of group_vars/ or host_vars/.
Variables read_variables_file(const SourceText& source, document::ByteRange range,
                              Problems& problems);

}  // namespace fettle::importers
