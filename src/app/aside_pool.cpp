#include "app/aside_pool.hpp"

#include <utility>

namespace fettle::app {

Result<void> AsidePool::run(std::move_only_function<void()> work) {
  const std::scoped_lock lock(mutex_);  // the pool starts its threads for one caller at a time
  if (under_way_ >= kAtOnce) {
    return fail(ErrorCode::kBusy, "the assistant answers too many questions already; try again");
  }
  if (!pool_.has_threads()) return fail(ErrorCode::kBusy, "there is no thread for it; try again");
  ++under_way_;
  pool_.post([this, work = std::move(work)]() mutable {
    work();
    --under_way_;
  });
  return {};
}

}  // namespace fettle::app
