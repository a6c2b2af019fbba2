// The servers of a team as a launch sees them: what is needed to reach each. Changing and listing
// them is apart from this.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/fleet/server.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

struct TeamServers {
  std::vector<fleet::Server> servers;  ///< in the order of their names, vanished ones among them
};

Result<TeamServers> team_servers(Connection& connection, std::string_view team);

/// Of all teams, for whoever keeps a copy: changes whenever a server does.
struct ServerState {
  std::int64_t count = 0;
  std::int64_t changed_at = 0;  ///< the sum of the instants of their last changes
};
BOOST_DESCRIBE_STRUCT(ServerState, (), (count, changed_at))
Result<ServerState> server_state(Connection& connection);

/// By the servers' ids, of all teams.
Result<std::vector<std::pair<std::string, fleet::Mode>>> all_server_modes(Connection& connection);

}  // namespace fettle::store
