// A link to this very machine: programs are spawned, each in a session of its own, so that they
// survive us as they survive a lost connection. Receipts work as they do over SSH.
#pragma once

#include <memory>

#include "transport/link.hpp"
#include "transport/os/async_event.hpp"

namespace fettle::transport {

class LocalLink : public Link {
 public:
  Awaitable<Result<void>> connect(Deadline deadline) override;
  Awaitable<ExecEnd> exec(ShellCommand command, std::string input, ExecListener& listener,
                          Deadline deadline) override;
  void notify() override { changed_->notify_all(); }
  /// There is nothing to break: programs of this machine can't be lost.
  void close() override {}

 private:
  std::shared_ptr<AsyncEvent> changed_ = std::make_shared<AsyncEvent>();
};

}  // namespace fettle::transport
