#include "transport/receipts/order_execution.hpp"

#include <algorithm>

namespace fettle::transport {
namespace {

/// The deadline in the clock that is not set back. An order far in the future waits a year.
Deadline in_steady_time(Instant instant) {
  using std::chrono::duration_cast;
  const auto now = duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch());
  constexpr Milliseconds kYear = std::chrono::hours(24 * 365);
  return Clock::now() + std::min(Milliseconds(instant.ms - now.count()), kYear);
}

}  // namespace

OrderExecution::OrderExecution(std::shared_ptr<Session> over, ports::Order what,
                               std::shared_ptr<ports::OrderListener> hearer)
    : session(std::move(over)),
      order(std::move(what)),
      listener(std::move(hearer)),
      output(order, listener),
      deadline(in_steady_time(order.deadline)) {}

std::optional<flow::Ending> OrderExecution::called_off() const {
  if (stopped && *stopped < deadline) return flow::Ending::kCancelled;
  if (Clock::now() >= deadline) return flow::Ending::kTimedOut;
  return {};
}

void OrderExecution::reached() {
  if (!order.known_started) deadline = std::min(deadline, Clock::now() + order.command.timeout);
}

void OrderExecution::stop() {
  if (stopped) return;
  stopped = Clock::now();
  changed.notify_all();
  woken->notify_all();
  session->link->notify();
}

Awaitable<void> OrderExecution::pause(std::chrono::milliseconds delay) {
  const Deadline until = Clock::now() + delay;
  co_await changed.wait(called_off() ? until : std::min(until, deadline));
}

flow::CommandResult ended(flow::Ending ending, std::string message) {
  return {.ending = ending,
          .exit_status = 0,
          .message = std::move(message),
          .output_bytes = 0,
          .tail = {}};
}

}  // namespace fettle::transport
