// What ran on one registered server, over all batches of its team, and the snapshots that were
// taken of it. Reads only; batch_history.hpp looks at one batch over all its targets.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/engine/session_state.hpp"
#include "store/database/connection.hpp"
#include "store/database/page.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

/// Instants are milliseconds since 1970.
struct ServerSessionRow {
  std::string session_id;
  std::string batch_id;
  std::optional<std::string> tree_id;
  std::string name;  ///< of the plan
  std::string status;
  std::string reason;
  std::int64_t launched_at = 0;
  std::optional<std::int64_t> started_at;
  std::optional<std::int64_t> ended_at;
  bool has_before = false;  ///< whether that snapshot was taken and is still kept
  bool has_after = false;
};
BOOST_DESCRIBE_STRUCT(ServerSessionRow, (),
                      (session_id, batch_id, tree_id, name, status, reason, launched_at, started_at,
                       ended_at, has_before, has_after))

/// Launched last first, whatever `page` says of the order; re-checks of rings are left out.
Result<PageRows<ServerSessionRow>> list_server_sessions(Connection& connection, TeamKey server,
                                                        const PageQuery& page);

struct SnapshotPoint {
  std::string_view session;
  engine::Moment moment = engine::Moment::kBefore;
};
/// Encoded (core/review/codec.hpp); none where it was not taken, is not kept, or is another
/// server's.
Result<std::optional<std::string>> find_server_snapshot(Connection& connection, TeamKey server,
                                                        SnapshotPoint point);

}  // namespace fettle::store
