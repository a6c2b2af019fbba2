// Threads for calls that may block for long and can't be stopped. There are as many as there are
// calls, up to a bound; beyond it calls wait for their turn. Nobody waits for a thread in the end:
// one that still blocks keeps alive what it needs, and what it finds is dropped. For calls that can
// be waited for, blocking.hpp is simpler.
#pragma once

#include <functional>
#include <memory>

#include "transport/os/asio.hpp"

namespace fettle::transport {

class DetachedThreads {
 public:
  /// `loop` outlives stop().
  explicit DetachedThreads(net::any_io_executor loop);
  ~DetachedThreads() { stop(); }
  DetachedThreads(const DetachedThreads&) = delete;
  DetachedThreads& operator=(const DetachedThreads&) = delete;

  /// Has a thread call `work`, and the loop what that returns. `work` owns what it uses. False
  /// where the system gives not even one thread.
  bool run(std::function<std::function<void()>()> work);

  /// From now on nothing is called on the loop.
  void stop();

 private:
  struct State;
  static void* serve(void* state);
  std::shared_ptr<State> state_;
};

}  // namespace fettle::transport
