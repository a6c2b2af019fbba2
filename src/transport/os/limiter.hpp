// At most so many at once: a coroutine takes a permit and waits for one when none is free.
// Bastions drop connections beyond sshd's MaxStartups, and our own file descriptors are finite.
#pragma once

#include <memory>
#include <optional>

#include "transport/os/async_event.hpp"

namespace fettle::transport {

class Limiter {
 public:
  explicit Limiter(int permits) : free_(permits) {}

  /// A taken permit; given back when destroyed.
  class Permit {
   public:
    explicit Permit(Limiter& limiter) : limiter_(&limiter) { --limiter_->free_; }
    Permit(Permit&& other) noexcept : limiter_(std::exchange(other.limiter_, nullptr)) {}
    Permit& operator=(Permit&&) = delete;
    ~Permit() {
      if (limiter_ == nullptr) return;
      ++limiter_->free_;
      limiter_->changed_.notify_all();
    }

   private:
    Limiter* limiter_;
  };

  /// Empty when `deadline` came first.
  Awaitable<std::optional<Permit>> take(Deadline deadline) {
    while (free_ == 0)
      if (!co_await changed_.wait(deadline)) co_return std::nullopt;
    co_return Permit(*this);
  }

 private:
  int free_;
  AsyncEvent changed_;
};

}  // namespace fettle::transport
