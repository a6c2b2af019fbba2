// Runs blocking work on a thread pool and awaits its result in a coroutine of the loop. The thread
// has the work to itself until it is done, then hands back all of it: what came of it, and what it
// held, are used and destroyed on the loop's thread alone. Whoever waits may give up; the thread
// then goes on.
#pragma once

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/check.hpp"
#include "transport/os/async_event.hpp"
#include "transport/os/worker_pool.hpp"

namespace fettle::transport {

template <class T>
class BlockingTask {
 public:
  /// Waits for the result; false when `deadline` came first.
  Awaitable<bool> done(Deadline deadline) {
    while (!result_)
      if (!co_await changed_.wait(deadline)) break;
    co_return result_.has_value();
  }
  /// Once done.
  T& result() {
    FETTLE_CHECK(result_.has_value());
    return *result_;
  }
  void finish(T result) {
    result_.emplace(std::move(result));
    changed_.notify_all();
  }

 private:
  std::optional<T> result_;
  AsyncEvent changed_;
};

/// Has a thread of `pool` call `work`; the result arrives on `loop`, which outlives the pool.
/// Where `pool` can't have a thread, the work is done at once, and holds up the loop.
template <class Work>
auto run_blocking(WorkerPool& pool, const net::any_io_executor& loop, Work work) {
  auto task = std::make_shared<BlockingTask<std::invoke_result_t<Work&>>>();
  pool.post([task = task, loop, work = std::move(work)]() mutable {
    auto result = work();
    net::post(loop, [task = std::move(task), work = std::move(work),
                     result = std::move(result)]() mutable { task->finish(std::move(result)); });
  });
  return task;
}

}  // namespace fettle::transport
