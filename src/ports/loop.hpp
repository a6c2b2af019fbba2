// Time and the one thread that the runner lives on. Implemented over Asio by
// transport/os/asio_loop.cpp and by the simulator's fake clock. Everything that the runner hears,
// it hears through this loop.
#pragma once

#include <cstdint>
#include <functional>

#include "base/instant.hpp"

namespace fettle::ports {

using Task = std::move_only_function<void()>;
using TimerId = std::uint64_t;

class Loop {
 public:
  virtual ~Loop() = default;
  virtual Instant now() = 0;
  /// Time since some moment; never jumps, and goes on while the machine sleeps.
  virtual Milliseconds monotonic() = 0;
  /// Runs `task` soon, never from within this call. The one function safe to call from any thread.
  virtual void post(Task task) = 0;
  /// Runs `task` at `at`, or soon when that is past. Never early.
  virtual TimerId call_at(Instant at, Task task) = 0;
  /// The same by the monotonic clock: for time-outs, which no correction of the clock may move.
  virtual TimerId call_after(Milliseconds delay, Task task) = 0;
  virtual void cancel(TimerId timer) = 0;
};

}  // namespace fettle::ports
