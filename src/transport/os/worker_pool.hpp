// A few threads for blocking work, each started when there is work for it and none is idle. Where
// the system gives no more threads, those that there are do all of it. Read on in blocking.hpp.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace fettle::transport {

class WorkerPool {
 public:
  using Work = std::move_only_function<void()>;

  explicit WorkerPool(int threads_max) : threads_max_(static_cast<std::size_t>(threads_max)) {}
  ~WorkerPool() { stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Starts a thread if work would have to wait for one. False when there is none at all, as the
  /// system gives none.
  bool has_threads();
  /// Has a thread do `work`; on this one where there is no other.
  void post(Work work);
  /// Drops what was not begun, and waits for what was.
  void stop();

 private:
  void run();

  std::size_t threads_max_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work> queue_;
  std::size_t idle_ = 0;
  bool is_stopped_ = false;
};

}  // namespace fettle::transport
