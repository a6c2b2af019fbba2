// Servers as a table: RFC 4180 with a header row. A column named like a field of Server sets it,
// `variables` holds some as JSON, any other column is a variable of that name. Cells are taken as
// they stand: `{{` means nothing here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "importers/inventory.hpp"
#include "importers/problems.hpp"

namespace fettle::importers {

inline constexpr std::size_t kColumnsMax = 200;

/// Whether a column of that name, in small letters, is none of a variable.
bool is_csv_field(std::string_view column);

/// Groups are the tags that the table gives.
Inventory read_csv(std::string_view text, Problems& problems);

/// The rows of any table, the header first, blank ones left out; at most `rows_max`, more are an
/// error.
std::vector<std::vector<std::string>> read_csv_rows(std::string_view text, std::size_t rows_max,
                                                    Problems& problems);

}  // namespace fettle::importers
