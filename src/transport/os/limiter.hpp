// At most so many at once: a coroutine takes permits and waits for them when too few are free.
// Bastions drop connections beyond sshd's MaxStartups, and our own file descriptors are finite.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>

#include "transport/os/async_event.hpp"

namespace fettle::transport {

class Limiter {
 public:
  explicit Limiter(int permits) : all_(permits), free_(permits) {}

  /// Taken permits; given back when destroyed.
  class Permit {
   public:
    Permit(Limiter& limiter, int count) : limiter_(&limiter), count_(count) {
      limiter_->free_ -= count_;
    }
    Permit(Permit&& other) noexcept
        : limiter_(std::exchange(other.limiter_, nullptr)), count_(other.count_) {}
    Permit& operator=(Permit&&) = delete;
    ~Permit() {
      if (limiter_ == nullptr) return;
      limiter_->free_ += count_;
      limiter_->changed_.notify_all();
    }

   private:
    Limiter* limiter_;
    int count_;
  };

  /// `count` permits, or all that there are if that is fewer. Empty when `deadline` came first.
  Awaitable<std::optional<Permit>> take(Deadline deadline, int count = 1) {
    count = std::min(count, all_);
    ++waiting_;
    bool in_time = true;
    while (in_time && !has(count)) in_time = co_await changed_.wait(deadline);
    --waiting_;
    if (!in_time) co_return std::nullopt;
    co_return Permit(*this, count);
  }

  /// Whether take() would not wait.
  bool has(int count) const { return free_ >= std::min(count, all_); }
  /// Whether somebody waits.
  bool is_wanted() const { return waiting_ > 0; }

 private:
  int all_;
  int free_;
  int waiting_ = 0;
  AsyncEvent changed_;
};

}  // namespace fettle::transport
