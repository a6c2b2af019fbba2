// At most so many at once: a coroutine takes a place and waits for one when none is free.
// Bastions drop connections beyond sshd's MaxStartups, and our own file descriptors are finite.
#pragma once

#include <memory>
#include <optional>

#include "transport/os/async_event.hpp"

namespace fettle::transport {

class Limiter {
 public:
  explicit Limiter(int places) : free_(places) {}

  /// A taken place; given back when destroyed.
  class Place {
   public:
    explicit Place(Limiter& limiter) : limiter_(&limiter) { --limiter_->free_; }
    Place(Place&& other) noexcept : limiter_(std::exchange(other.limiter_, nullptr)) {}
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (limiter_ == nullptr) return;
      ++limiter_->free_;
      limiter_->wake_.wake_all();
    }

   private:
    Limiter* limiter_;
  };

  /// Empty when `deadline` came first.
  Awaitable<std::optional<Place>> take(Deadline deadline) {
    while (free_ == 0)
      if (!co_await wake_.wait(deadline)) co_return std::nullopt;
    co_return Place(*this);
  }

 private:
  int free_;
  Wake wake_;
};

}  // namespace fettle::transport
