// A batch that is over, once more: what was approved then, on all its targets or on those that did
// not complete, as a new batch that is linked to it. Gated by risk as a launch is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "usecases/batches.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct RetryRequest {
  std::optional<bool> only_not_completed;
  /// Targets that had a server and have none any more become manual ones only where this says so.
  std::optional<bool> manual_confirmed;
};
BOOST_DESCRIBE_STRUCT(RetryRequest, (), (only_not_completed, manual_confirmed))

/// kConflict while the batch is under way, and where no target is left. With the same
/// `idempotency_key` again, the batch that it launched.
Result<BatchView> retry_batch(Context& context, std::string_view batch, const RetryRequest& request,
                              std::string_view idempotency_key);

}  // namespace fettle::usecases
