// A batch that is over, once more: what was approved then, on all its targets, on those that did
// not complete or on chosen ones, as a new batch that is linked to it. Those that had gone before
// it began run where they are chosen alone. Gated by risk as a launch is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/batches/batches.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct RetryRequest {
  std::optional<bool> only_not_completed;
  /// Of these alone; none: of all.
  std::optional<std::vector<std::string>> session_ids;
  /// Targets that had a server and have none any more become manual ones only where this says so.
  std::optional<bool> manual_confirmed;
};
BOOST_DESCRIBE_STRUCT(RetryRequest, (), (only_not_completed, session_ids, manual_confirmed))

/// kConflict while the batch is under way, while an earlier retry of it has not ended (which is the
/// error's `current`), and where no target is left; kInvalid for a session that
/// is none of the batch's. With the same `idempotency_key` again, the batch that it launched.
Result<BatchView> retry_batch(Context& context, std::string_view batch, const RetryRequest& request,
                              std::string_view idempotency_key);

}  // namespace fettle::usecases
