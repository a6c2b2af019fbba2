// Chooses servers of an inventory as `ansible --limit` does: names, globs and groups, joined by
// `,` or `:`, with `!` for "but not" and `&` for "only those also in". Case does not matter.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "importers/inventory.hpp"

namespace fettle::importers {

/// The servers that `pattern` means, in the inventory's order. As in Ansible the order of terms
/// does not matter: first what is named, then `&`, then `!`. A name or glob that means nothing
/// is an error with the nearest names; so is a pattern that leaves no server.
Result<std::vector<fleet::Server>> limit(const Inventory& inventory, std::string_view pattern);

}  // namespace fettle::importers
