// At most so many at once: a coroutine takes permits and waits for them when too few are free.
// Bastions drop connections beyond sshd's MaxStartups, and our own file descriptors are finite.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>

#include "transport/os/async_event.hpp"

namespace fettle::transport {

class Limiter {
  struct State {
    int all;
    int free;
    int waiting = 0;
    AsyncEvent changed;
  };

 public:
  explicit Limiter(int permits) : state_(std::make_shared<State>(permits, permits)) {}

  /// Taken permits; given back when destroyed. May outlive its limiter: where the loop ends first,
  /// it destroys what still runs after everything else is gone.
  class Permit {
   public:
    Permit(std::shared_ptr<State> state, int count) : state_(std::move(state)), count_(count) {
      state_->free -= count_;
    }
    Permit(Permit&&) = default;
    Permit& operator=(Permit&&) = delete;
    ~Permit() {
      if (!state_) return;
      state_->free += count_;
      state_->changed.notify_all();
    }

   private:
    std::shared_ptr<State> state_;
    int count_;
  };

  /// `count` permits, or all that there are if that is fewer. Empty when `deadline` came first.
  Awaitable<std::optional<Permit>> take(Deadline deadline, int count = 1) {
    const auto state = state_;
    count = std::min(count, state->all);
    ++state->waiting;
    bool in_time = true;
    while (in_time && state->free < count) in_time = co_await state->changed.wait(deadline);
    --state->waiting;
    if (!in_time) co_return std::nullopt;
    co_return Permit(state, count);
  }

  /// Whether take() would not wait.
  bool has(int count) const { return state_->free >= std::min(count, state_->all); }
  /// Whether somebody waits.
  bool is_wanted() const { return state_->waiting > 0; }

 private:
  std::shared_ptr<State> state_;
};

}  // namespace fettle::transport
