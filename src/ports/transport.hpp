// How commands reach a target. One order is one command; it always ends with exactly one
// `ended`. Implemented by transport/ (ssh, local) and by the simulated fleet of tests/sim; all
// pass tests/conformance/transport_conformance.hpp. An implementation decides nothing about a
// step: it says truthfully what happened. Calls never block; listeners hear on the loop's thread,
// never from within a call made on the port.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "core/fleet/server.hpp"
#include "core/flow/command.hpp"

namespace fettle::ports {

struct Order {
  std::string id;       ///< ours, unique while the process lives
  std::string session;  ///< orders of one session share one connection
  fleet::Target target;
  flow::Command command;
  bool become = false;
  flow::Become as_whom;  ///< what the step says of `become`; the rest is the server's to say
  std::map<std::string, std::string> environment;  ///< secrets; never written to the target's disk
  /// A read command's output beyond this is cut: head and tail are delivered, half each.
  std::int64_t output_max = std::int64_t{1} << 20;
  /// Latest end, reaching the target included. A command that is not known to have started also
  /// ends `command.timeout` after the target was reached. Either way as kTimedOut.
  Instant deadline;
  // Changing commands only:
  std::string attempt;         ///< names the receipt on the target; the same after a restart
  bool known_started = false;  ///< a receipt was seen before: if it is gone, the outcome is unknown
  /// The attempt was ordered before, maybe by a process that is gone: where no receipt can be kept,
  /// what became of it is unknown.
  bool asked_before = false;
  std::int64_t output_offset = 0;  ///< bytes of output already stored; follow from here
};

class OrderListener {
 public:
  virtual ~OrderListener() = default;
  /// Asked right before the target is asked to begin a changing command. No: another process may
  /// have the order by now, and have removed its receipt; who carries it out asks again later.
  virtual bool may_begin() const { return true; }
  /// A changing command is known to have started: its receipt exists. At most once.
  virtual void started(std::string_view order) = 0;
  /// Output as the command wrote it, both streams in one. `offset` counts the command's own bytes;
  /// a jump shows that bytes were left out (the target keeps head and tail of large output).
  virtual void output(std::string_view order, std::int64_t offset, std::string_view bytes) = 0;
  virtual void ended(std::string_view order, flow::CommandResult result) = 0;
};

/// What a session leaves behind on its target.
struct Receipts {
  std::string session;
  fleet::Target target;
  bool become = false;
  std::vector<std::string> attempts;
  flow::Become as_whom = {};  ///< as that of their orders
};

class Transport {
 public:
  virtual ~Transport() = default;

  /// Why `order` may not be given from here: it would start programs on this machine that its
  /// administrator does not allow. Empty: it may. The same answer for as long as the process lives.
  virtual std::string refusal(const Order& /*order*/) { return {}; }

  /// Carries `order` out. A changing command is started at most once for its attempt, however
  /// often it is ordered; one that runs already is followed, one that has ended is collected.
  virtual void start(Order order, std::shared_ptr<OrderListener> listener) = 0;

  /// Ends the order's command: TERM to its process group, KILL after a grace. The order still
  /// ends by itself, as kCancelled or as whatever came first. Unknown ids are ignored.
  virtual void stop(std::string_view order) = 0;

  /// Removes receipts from the target and closes the session's connection; `done` hears whether
  /// the receipts are gone. Nothing of the session is under way.
  virtual void release(Receipts receipts, std::function<void(bool removed)> done) = 0;
};

}  // namespace fettle::ports
