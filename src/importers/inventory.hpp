// Reads a file of servers: an Ansible inventory (INI or YAML) or CSV. Values only: nothing is
// looked up, connected to or evaluated. limit.hpp chooses servers out of an inventory; the
// formats are described in docs/reference/inventory.md.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/fleet/server.hpp"

namespace fettle::importers {

inline constexpr std::size_t kServersMax = 10'000;
inline constexpr std::size_t kInventoryBytesMax = 8U << 20U;

struct Inventory {
  std::vector<fleet::Server> servers;                      ///< in the order of the file
  std::map<std::string, std::vector<std::string>> groups;  ///< server names; children resolved
  std::vector<Diagnostic> warnings;                        ///< what was not taken, and why
};

/// Reads `text`, the content of the file `name`, whose ending (.csv, .yml, .yaml, .json, .ini)
/// or else content tells the format. All problems are reported together.
Result<Inventory> parse_inventory(std::string_view name, std::string_view text);

}  // namespace fettle::importers
