#include "transport/os/async_event.hpp"

namespace fettle::transport {
namespace {

/// Takes a timer off the list also when its coroutine is destroyed while it waits.
struct Enlisted {
  std::list<net::steady_timer*>& list;
  std::list<net::steady_timer*>::iterator place;
  Enlisted(std::list<net::steady_timer*>& waiting, net::steady_timer* timer)
      : list(waiting), place(waiting.insert(waiting.end(), timer)) {}
  Enlisted(const Enlisted&) = delete;
  Enlisted& operator=(const Enlisted&) = delete;
  ~Enlisted() { list.erase(place); }
};

}  // namespace

Awaitable<bool> AsyncEvent::wait(Deadline deadline) {
  net::steady_timer timer(co_await net::this_coro::executor, deadline);
  const Enlisted enlisted(waiting_, &timer);
  const auto [error] = co_await timer.async_wait(kTuple);
  // A peer that never stops sending may wake us before every timer, also one that is overdue.
  co_return error == net::error::operation_aborted&& Clock::now() < deadline;
}

void AsyncEvent::notify_all() {
  for (auto* timer : waiting_) timer->cancel();
}

Awaitable<void> sleep_until(Deadline deadline) {
  net::steady_timer timer(co_await net::this_coro::executor, deadline);
  co_await timer.async_wait(kTuple);
}

}  // namespace fettle::transport
