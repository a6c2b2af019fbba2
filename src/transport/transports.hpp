// ports::Transport for real machines: SSH and this one. One link a session, made when it is first
// needed, used by all of the session's orders and closed by release(). Read on in read_order.cpp
// and change_order.cpp for what becomes of an order, in ssh_link.cpp for how a server is reached.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "ports/connection_report.hpp"
#include "ports/transport.hpp"
#include "transport/settings.hpp"

namespace boost::asio {
class io_context;  // NOLINT(readability-identifier-naming): Boost's name
}

namespace fettle::transport {

class Transports : public ports::Transport {
 public:
  /// Works on `loop`, which outlives it and is run by one thread. Ignores SIGPIPE from now on.
  Transports(boost::asio::io_context& loop, Settings settings);
  ~Transports() override;

  std::string refusal(const ports::Order& order) override;
  void start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) override;
  void stop(std::string_view order) override;
  void release(ports::Receipts receipts, std::function<void(bool removed)> done) override;

  /// Looks at a server reached over SSH (probe.hpp); `done` hears on the loop, after `time` at the
  /// latest.
  void probe(fleet::Server server, std::chrono::milliseconds time,
             std::function<void(ports::ConnectionReport)> done);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace fettle::transport
