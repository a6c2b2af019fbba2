// A fleet without machines and without a network: every order is answered at once with success and
// a line of output, so that what is measured is Fettle itself.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <utility>

#include "ports/loop.hpp"
#include "ports/transport.hpp"

namespace fettle::bench {

class InstantTransport : public ports::Transport {
 public:
  explicit InstantTransport(ports::Loop& loop) : loop_(loop) {}

  void start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) override {
    loop_.post([order = std::move(order), listener = std::move(listener)] {
      if (!order.attempt.empty()) listener->started(order.id);
      listener->output(order.id, 0, "done\n");
      listener->ended(order.id,
                      {.ending = flow::Ending::kExited, .output_bytes = 5, .tail = "done\n"});
    });
  }
  void stop(std::string_view /*order*/) override {}
  void release(ports::Receipts /*receipts*/, std::function<void(bool)> done) override {
    loop_.post([done = std::move(done)] { done(true); });
  }

 private:
  ports::Loop& loop_;
};

}  // namespace fettle::bench
