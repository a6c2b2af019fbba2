// The loop that real transports and the runner share: ports::Loop over one Asio io_context, on the
// system's clock. Timers follow the wall clock, also when it is corrected: a soak until 14:00 ends
// at 14:00.
#pragma once

#include <map>
#include <memory>

#include "ports/loop.hpp"

namespace boost::asio {
class io_context;  // NOLINT(readability-identifier-naming): Boost's name
}

namespace fettle::transport {

class AsioLoop : public ports::Loop {
 public:
  AsioLoop();
  ~AsioLoop() override;

  Instant now() override;
  void post(ports::Task task) override;
  ports::TimerId call_at(Instant at, ports::Task task) override;
  void cancel(ports::TimerId timer) override;

  /// Runs tasks on the calling thread until `stop`.
  void run();
  void stop();
  boost::asio::io_context& context();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fettle::transport
