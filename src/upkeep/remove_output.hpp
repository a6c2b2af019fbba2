// The repeating job that removes output and snapshots of batches that ended long ago. In
// pieces, so that nothing else waits for it; what it has begun it goes on with when it is called
// again. Batches and the audit log are kept for ever.
#pragma once

#include "base/instant.hpp"
#include "store/database/connection.hpp"

namespace fettle::upkeep {

/// How long it lasts by itself.
inline constexpr Milliseconds kKeepOutput = std::chrono::hours(24) * 90;

/// Removes some of what belongs to batches that ended more than `keep` ago. Whether there may be
/// more: then call it again soon.
Result<bool> remove_output(store::Connection& database, Milliseconds keep, Instant now);

}  // namespace fettle::upkeep
