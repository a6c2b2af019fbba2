#include "tests/sim/process.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "tests/sim/checker.hpp"

namespace fettle::sim {
namespace {

/// A process hears of its orders when it runs: while it is paused what comes waits, and nobody
/// hears what comes to one that has died.
class ProcessListener : public ports::OrderListener {
 public:
  ProcessListener(ProcessLoop& loop, std::shared_ptr<ports::OrderListener> listener)
      : loop_(loop), listener_(std::move(listener)) {}
  /// A process that is paused sends nothing.
  bool may_begin() const override { return !loop_.is_paused() && listener_->may_begin(); }
  void started(std::string_view order) override {
    loop_.post([to = listener_, id = std::string(order)] { to->started(id); });
  }
  void output(std::string_view order, std::int64_t offset, std::string_view bytes) override {
    loop_.post([to = listener_, id = std::string(order), offset, text = std::string(bytes)] {
      to->output(id, offset, text);
    });
  }
  void ended(std::string_view order, flow::CommandResult result) override {
    loop_.post([to = listener_, id = std::string(order), result = std::move(result)]() mutable {
      to->ended(id, std::move(result));
    });
  }

 private:
  ProcessLoop& loop_;
  std::shared_ptr<ports::OrderListener> listener_;
};

}  // namespace

void MortalTransport::start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) {
  on_order(order);
  if (dies_()) throw Death{};
  inner_.start(process_, std::move(order),
               std::make_shared<ProcessListener>(loop_, std::move(listener)));
  if (dies_()) throw Death{};
}

void MortalTransport::release(ports::Receipts receipts, std::function<void(bool)> done) {
  on_release(receipts);
  inner_.release(std::move(receipts), [&loop = loop_, done = std::move(done)](bool released) {
    loop.post([done, released] { done(released); });
  });
}

bool is_tracing() {
  static const bool tracing = std::getenv("FETTLE_SIM_TRACE") != nullptr;
  return tracing;
}

void Witness::occurred(const ports::Place& place, std::int64_t, const engine::Event& event) {
  if (!is_tracing()) return;
  fmt::print(stderr, "{} {:8} {}{} step {} {}: {}\n", to_rfc3339(event.at), place.target,
             place.recheck ? "re-check " : "", enum_name(kind(event)), event.step, event.status,
             message(event));
}

void Witness::stopped(std::string_view, const Error& error) {
  throw Violation{"stopped: " + error.message + error.detail};
}

void Witness::send(const ports::Message& message) {
  const auto [known, is_new] = sent_.emplace(message.text, message.id);
  if (!is_new && known->second != message.id) throw Violation{"a message was sent twice"};
}

void Process::stopped(std::string_view batch, const Error& error) {
  if (!was_paused) witness.stopped(batch, error);
  has_stopped = true;
}

}  // namespace fettle::sim
