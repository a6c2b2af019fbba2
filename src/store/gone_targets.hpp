// Targets that were approved and have gone since: a label that left its list, a server that was
// removed. Their sessions are skipped and name them, and stand outside of the rollout (wave
// rollout::kNoWave): no wave holds them, nothing starts or reopens them, and the digest of what
// runs does not cover them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/batch_store.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

inline constexpr std::string_view kGoneReason = "gone since the approval";

/// The sessions of `batch.gone`, after all others. Within a transaction.
Result<void> add_gone(Connection& connection, const NewBatch& batch);

/// Ids of the batch's sessions whose targets were servers and are none any more.
Result<std::vector<std::string>> sessions_without_server(Connection& connection,
                                                         std::string_view batch);

/// Makes a launch that waits for an approval what `batch` says: its sessions, those that remain,
/// take their new places and waves, and those of `batch.gone`, which are stored as well, are
/// skipped. `state` is the batch's then. False where it has changed meanwhile; whoever held it
/// finds its lease gone. Within a transaction.
Result<bool> leave_gone_out(Connection& connection, const NewBatch& batch,
                            const engine::BatchState& state, Instant now);

}  // namespace fettle::store
