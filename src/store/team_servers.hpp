// The servers of a team as a launch sees them: what is needed to reach each. Changing and listing
// them is apart from this.
#pragma once

#include <string_view>
#include <vector>

#include "core/fleet/server.hpp"
#include "store/connection.hpp"

namespace fettle::store {

/// In the order of their names; those that have vanished from their import are among them.
Result<std::vector<fleet::Server>> team_servers(Connection& connection, std::string_view team);

}  // namespace fettle::store
