// The loop that real transports and the runner share: ports::Loop over one Asio io_context, on the
// system's clocks. call_at() follows the wall clock, also when it is corrected: a soak until 14:00
// ends at 14:00. call_after() does not.
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
  /// What `now` reads; from any thread.
  static Instant wall_clock();

  AsioLoop();
  ~AsioLoop() override;

  Instant now() override;
  Milliseconds monotonic() override;
  void post(ports::Task task) override;
  ports::TimerId call_at(Instant at, ports::Task task) override;
  ports::TimerId call_after(Milliseconds delay, ports::Task task) override;
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
