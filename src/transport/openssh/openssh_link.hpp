// A link over the system's own ssh: one master connection a session, every command through it.
// For servers whose configuration asks for what the built-in client (../ssh/) doesn't do, such as
// ProxyCommand, GSSAPI, host certificates or hardware keys. Honours ssh_config as ssh itself does,
// since ssh itself reads it. The master ends with us, however we end. Read on in arguments.hpp.
#pragma once

#include <memory>
#include <string>

#include "core/fleet/server.hpp"
#include "transport/access.hpp"
#include "transport/context.hpp"
#include "transport/link.hpp"
#include "transport/openssh/given_access.hpp"
#include "transport/os/child.hpp"

namespace fettle::transport {

class OpensshLink : public Link {
 public:
  OpensshLink(std::shared_ptr<Context> context, fleet::Server server);
  ~OpensshLink() override;

  Awaitable<Result<void>> connect(Deadline deadline) override;
  Awaitable<ExecEnd> exec(ShellCommand command, std::string input, ExecListener& listener,
                          Deadline deadline) override;
  std::shared_ptr<PasswordCache> become_passwords() const override {
    return access_.become_passwords;
  }
  void notify() override { changed_->notify_all(); }
  void close() override;

 private:
  struct Master;
  Awaitable<Result<void>> connect_once(Deadline deadline);
  Awaitable<Result<void>> bring_up(std::shared_ptr<Master> master,
                                   std::shared_ptr<const ports::ServerAccess> access,
                                   Deadline deadline);
  Result<void> start(const std::shared_ptr<Master>& master, const GivenAccess& given,
                     const ports::ServerAccess& access);
  Awaitable<bool> log_in(std::shared_ptr<Master> master, Deadline deadline);
  /// With the configuration that ssh has to be told of.
  Settings settings() const;
  Awaitable<bool> own_master_is_up(Deadline deadline);
  static Awaitable<void> watch(std::shared_ptr<Master> master, Result<Child> child,
                               std::shared_ptr<AsyncEvent> changed);
  /// Nothing runs over it: it may end where somebody waits for descriptors.
  void became_idle();
  std::unexpected<Error> gave_up(const Master& master) const;
  std::unexpected<Error> refused(const Master& master) const;
  ExecEnd judge(ExecEnd end, const std::string& log) const;

  std::shared_ptr<Context> context_;
  fleet::Server server_;
  Access access_;          ///< its passwords; ssh has the rest
  Limiter connecting_{1};  ///< orders that come at once share one master
  std::shared_ptr<AsyncEvent> changed_ = std::make_shared<AsyncEvent>();
  std::shared_ptr<Master> master_;
  int running_ = 0;  ///< commands
};

}  // namespace fettle::transport
