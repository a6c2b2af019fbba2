// Stores a launch that was planned: its batch, the audit entry, the message to the team where it
// waits for an approval or began without anybody, in one transaction; then whoever carries batches
// out is told. Decides nothing of what runs.
#pragma once

#include <optional>
#include <string>

#include "core/engine/tables.hpp"
#include "store/idempotency_store.hpp"
#include "usecases/batches/prepared_launch.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct LaunchSource {
  std::string tree_id;
  std::string risk_level;
  std::optional<std::string> schedule_id = {};
  std::optional<std::string> target_list_id = {};
  std::optional<std::string> retry_of = {};
  engine::BatchStatus status = engine::BatchStatus::kPending;  ///< or kPendingApproval
};

/// `kPendingApproval` where this risk asks for an approval of each launch.
engine::BatchStatus status_at(std::string_view risk_level);

/// The id of the batch. kConflict where the key was used meanwhile.
Result<std::string> add_launch(Context& context, const PreparedLaunch& launch,
                               const LaunchSource& source, const store::IdempotencyKey& key);

}  // namespace fettle::usecases
