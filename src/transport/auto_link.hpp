// A link that finds out at its first connect what is to speak SSH to its server: the built-in
// client (ssh/), or the system's ssh (openssh/) where the configuration or the known hosts ask for
// what the built-in one doesn't do. Then it is that link. Read on in ssh/link_choice.hpp.
#pragma once

#include <memory>

#include "core/fleet/server.hpp"
#include "transport/context.hpp"
#include "transport/link.hpp"

namespace fettle::transport {

class AutoLink : public Link {
 public:
  AutoLink(std::shared_ptr<Context> context, fleet::Server server)
      : context_(std::move(context)), server_(std::move(server)) {}

  Awaitable<Result<void>> connect(Deadline deadline) override;
  Awaitable<ExecEnd> exec(ShellCommand command, std::string input, ExecListener& listener,
                          Deadline deadline) override;
  std::shared_ptr<PasswordCache> become_passwords() const override {
    return chosen_ ? chosen_->become_passwords() : nullptr;
  }
  void notify() override;
  void close() override;

 private:
  Awaitable<bool> needs_openssh(Deadline deadline);
  Awaitable<bool> has_key_for_openssh(Hop hop, Deadline deadline);

  std::shared_ptr<Context> context_;
  fleet::Server server_;
  std::shared_ptr<Link> chosen_;  ///< null before the first connect
};

}  // namespace fettle::transport
