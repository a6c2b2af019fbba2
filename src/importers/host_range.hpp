// Host patterns of Ansible inventories: `web[01:10:2].example.com:2222`, `db-[a:f]`. Counts
// before it expands, so that a short pattern can't ask for a billion names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::importers {

struct HostPattern {
  std::vector<std::string> names;
  std::uint16_t port = 0;  ///< 0: none was given
};

/// Expands every range of `pattern`, the first one varying slowest. The error says what is wrong
/// with the pattern, as the end of a sentence; more than `names_max` names is one.
std::expected<HostPattern, std::string> expand_hosts(std::string_view pattern,
                                                     std::size_t names_max);

/// Empty when `name` can name a server or a group; else what is wrong with it.
std::string name_problem(std::string_view name);

}  // namespace fettle::importers
