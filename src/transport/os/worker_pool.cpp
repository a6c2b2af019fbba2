#include "transport/os/worker_pool.hpp"

#include <system_error>
#include <utility>

namespace fettle::transport {

bool WorkerPool::has_threads() {
  {
    const std::lock_guard lock(mutex_);
    if (is_stopped_) return false;
    if (idle_ > queue_.size() || threads_.size() >= threads_max_) return true;
  }
  try {
    threads_.emplace_back([this] { run(); });
  } catch (const std::system_error&) {
    // Too many processes, or no room for a stack.
  }
  return !threads_.empty();
}

void WorkerPool::post(Work work) {
  const bool has_some = has_threads();
  {
    const std::lock_guard lock(mutex_);
    if (is_stopped_) return;
    if (has_some) queue_.push_back(std::move(work));
  }
  if (!has_some) return work();
  changed_.notify_one();
}

void WorkerPool::stop() {
  std::deque<Work> dropped;
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    dropped.swap(queue_);
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return is_stopped_ || !queue_.empty(); });
    --idle_;
    if (is_stopped_) return;
    Work work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    work();
    work = nullptr;
    lock.lock();
  }
}

}  // namespace fettle::transport
