// Threads for what takes longer than an answer may: turns with a model, which stream for minutes.
// Bounded: more than so many at once are refused.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

#include "base/result.hpp"
#include "transport/os/worker_pool.hpp"

namespace fettle::app {

class AsidePool {
 public:
  static constexpr int kAtOnce = 16;

  /// From any thread. kBusy where too much is under way.
  Result<void> run(std::move_only_function<void()> work);

 private:
  std::mutex mutex_;
  std::atomic<int> under_way_ = 0;
  transport::WorkerPool pool_{kAtOnce};  ///< ends before what its work counts in
};

}  // namespace fettle::app
