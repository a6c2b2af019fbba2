// State of one order while it executes: what was asked, whether it is still wanted, its output.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "ports/transport.hpp"
#include "transport/context.hpp"
#include "transport/link.hpp"
#include "transport/receipts/output_stream.hpp"

namespace fettle::transport {

class ReadSeries;

/// The link of one session; orders come and go, the link stays.
struct Session {
  std::shared_ptr<Context> context;
  std::unique_ptr<Link> link;
  std::string refusal;  ///< why its server may not be reached from here (own_machine.hpp)
  bool sudo_wants_terminal = false;  ///< its sudoers say requiretty
  /// Whose password for an account was refused here.
  std::map<std::string, std::weak_ptr<PasswordCache>> refused = {};
  std::shared_ptr<ReadSeries> series;  ///< has run commands ahead of their orders, or does so
};

struct OrderExecution {
  OrderExecution(std::shared_ptr<Session> over, ports::Order what,
                 std::shared_ptr<ports::OrderListener> hearer);

  /// Why the command is not to run on, once that is so.
  std::optional<flow::Ending> called_off() const;
  /// The target has been reached, and is asked now for what is not known to have started: from
  /// the first time on the command's own time runs.
  void reached();
  /// Ends the command as soon as may be.
  void stop();
  /// Waits, but not beyond the order's end, if that is yet to come.
  Awaitable<void> pause(std::chrono::milliseconds delay);

  std::shared_ptr<Session> session;
  ports::Order order;
  std::shared_ptr<ports::OrderListener> listener;
  OutputStream output;
  Deadline deadline;
  std::optional<Deadline> stopped;
  bool told_started = false;
  AsyncEvent changed;
  /// Notified by stop(); for programs that are run without a link.
  std::shared_ptr<AsyncEvent> woken = std::make_shared<AsyncEvent>();
};

flow::CommandResult ended(flow::Ending ending, std::string message);

/// Runs a read-only command, directly, and ahead those that are to follow it (read_series.hpp).
Awaitable<flow::CommandResult> execute_read(std::shared_ptr<OrderExecution> execution);

/// Runs a changing command: begins, follows, ends it, through lost links and restarts.
Awaitable<flow::CommandResult> execute_change(std::shared_ptr<OrderExecution> execution);

}  // namespace fettle::transport
