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
  std::map<std::string, std::string> notes;                ///< by server name
  std::map<std::string, Diagnostic> refused;  ///< servers that no run can use: why, by name
  std::vector<Diagnostic> warnings;           ///< what was not taken, and why
};

/// A file that servers or their variables are read from.
struct InventoryFile {
  enum class Kind { kServers, kGroupVariables, kHostVariables };
  std::string name;
  std::string text;
  Kind kind = Kind::kServers;
  std::string of;  ///< the group or host that variables belong to
};

/// Reads `text`, the content of the file `name`, whose ending (.csv, .yml, .yaml, .json, .ini)
/// or else content tells the format. All problems are reported together.
Result<Inventory> parse_inventory(std::string_view name, std::string_view text);

/// The same of several files as one: later ones win, and group_vars/ and host_vars/ stand above the
/// files of servers, as Ansible has it. Lines of problems count through all files: locate() tells
/// them apart. CSV stands alone.
Result<Inventory> parse_inventory(const std::vector<InventoryFile>& files);

/// Where a line of a problem of several files stands.
struct FileLine {
  std::size_t file = 0;  ///< its index
  int lines_before = 0;  ///< of the files before it
};
FileLine locate(const std::vector<InventoryFile>& files, int line);

/// Refuses the servers of `chosen` that no run can use, one problem each.
Result<void> check_usable(const Inventory& inventory, const std::vector<fleet::Server>& chosen);

}  // namespace fettle::importers
