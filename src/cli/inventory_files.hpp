// The files behind --inventory: each file that is named, those of a folder, and group_vars/ and
// host_vars/ beside them. Reads only; importers/inventory.hpp says what they mean.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "importers/inventory.hpp"

namespace fettle::cli {

/// Errors: kNotFound, kIo, kInvalid, for a file, or a folder that holds none, that can't be used.
Result<std::vector<importers::InventoryFile>> read_inventories(
    const std::vector<std::string>& paths);

/// The problems of these files as a person reads them, each with its line.
std::string show_problems(const std::vector<importers::InventoryFile>& files,
                          const std::vector<Diagnostic>& problems);

}  // namespace fettle::cli
