// A launch that waits for an approval may wait for days. Servers that were removed meanwhile are
// skipped and named when it is let go, and the rollout is made of those that remain: a canary that
// is no more must not let the rest go at once.
#pragma once

#include "usecases/batches/batches.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// `batch`, which waits for an approval, as it is without its servers that were removed. kConflict
/// where none of its targets is left.
Result<BatchView> leave_out_gone(Context& context, BatchView batch);

}  // namespace fettle::usecases
