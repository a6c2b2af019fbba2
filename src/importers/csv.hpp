// Servers as a table: RFC 4180 with a header row. A column named like a field of Server sets it,
// any other column is a variable of that name. Cells are taken as they stand: `{{` means nothing
// here.
#pragma once

#include <string_view>

#include "importers/inventory.hpp"
#include "importers/problems.hpp"

namespace fettle::importers {

/// Groups are the tags that the table gives.
Inventory read_csv(std::string_view text, Problems& problems);

}  // namespace fettle::importers
