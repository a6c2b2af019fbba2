// From a selector to servers: the rules of core/fleet/selector.hpp over the servers of the team as
// they are now. A list stands for its labels: those that are the name of a server, and the rest,
// which are targets without one. What an import no longer named is left out, and told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/fleet/selector.hpp"
#include "usecases/context.hpp"
#include "usecases/servers/server_shown.hpp"

namespace fettle::usecases {

/// Reads a selector as plans have it, from JSON or YAML: `{"by": "role", "value": "web"}`. kInvalid
/// with each problem.
Result<fleet::Selector> read_selector_text(std::string_view text);

struct SelectedServers {
  std::vector<store::ServerRow> servers;  ///< by name
  /// Labels of lists that no server is called: only where the selector is a list, or any of
  /// several.
  std::vector<std::string> labels_without_server;
  std::vector<std::string> vanished;  ///< names of servers that would match, were they not gone
};
/// kInvalid where the selector names a list that the team does not have.
Result<SelectedServers> select_servers(Context& context, const fleet::Selector& selector);

/// The names of what it chooses, and labels of its lists that no server has. kInvalid where that
/// is none.
Result<std::vector<std::string>> labels_of_selector(Context& context,
                                                    const fleet::Selector& selector);

struct ShownSelection {
  std::int64_t total = 0;
  std::string words;               ///< the selector for people
  std::vector<std::string> names;  ///< of the servers
  std::vector<std::string> labels_without_server;
  std::vector<std::string> vanished;
};
BOOST_DESCRIBE_STRUCT(ShownSelection, (), (total, words, names, labels_without_server, vanished))
/// Of the selector that `text` says.
Result<ShownSelection> preview_selector(Context& context, std::string_view text);

}  // namespace fettle::usecases
