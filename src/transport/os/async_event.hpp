// A condition variable for coroutines: they wait for "something has happened", with a deadline
// each. Whoever waits looks again when woken: a wake says that looking may help, never what there
// is to see.
#pragma once

#include <list>

#include "transport/os/asio.hpp"

namespace fettle::transport {

class AsyncEvent {
 public:
  /// Waits for the next notify_all(); false when `deadline` came first.
  Awaitable<bool> wait(Deadline deadline);
  void notify_all();

 private:
  std::list<net::steady_timer*> waiting_;
};

/// Waits until `deadline`.
Awaitable<void> sleep_until(Deadline deadline);

}  // namespace fettle::transport
