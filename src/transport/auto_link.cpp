#include "transport/auto_link.hpp"

#include "transport/openssh/openssh_link.hpp"
#include "transport/ssh/ssh_link.hpp"

namespace fettle::transport {

/// A configuration that can't be read is refused by the built-in client, with its reason.
Awaitable<bool> AutoLink::needs_openssh(Deadline deadline) {
  const auto context = context_;
  if (context->settings.ssh != SshProgram::kAuto)
    co_return context->settings.ssh == SshProgram::kOpenssh;
  const auto route = plan_route(server_, context->client_environment());
  if (!route) co_return false;
  if (route->link.kind == LinkKind::kOpenSsh) co_return true;
  for (const auto& hop : route->hops) {
    const auto known =
        co_await context->known_hosts->find(known_hosts_files(hop), names_of(hop), deadline);
    if (known && needs_host_certificate(*known)) co_return true;
    if (co_await has_key_for_openssh(hop, deadline)) co_return true;
  }
  co_return false;
}

/// An agent may have the key open: then the built-in client does.
Awaitable<bool> AutoLink::has_key_for_openssh(Hop hop, Deadline deadline) {
  if (!hop.agent_socket.empty()) co_return false;
  const auto keys = context_->keys;
  for (const auto& file : hop.identity_files) {
    if (!co_await keys->open(file, MayAsk::kNobody, deadline)) co_return false;
    const KeyFile* found = keys->peek(file);
    if (found != nullptr && found->ssh_opens_it) co_return true;
  }
  co_return false;
}

Awaitable<Result<void>> AutoLink::connect(Deadline deadline) {
  if (!chosen_) {
    const bool openssh = co_await needs_openssh(deadline);
    // Orders that came at once may have chosen meanwhile.
    if (!chosen_ && openssh) chosen_ = std::make_shared<OpensshLink>(context_, server_);
    if (!chosen_) chosen_ = std::make_shared<SshLink>(context_, server_);
  }
  const auto link = chosen_;
  co_return co_await link->connect(deadline);
}

Awaitable<ExecEnd> AutoLink::exec(ShellCommand command, std::string input, ExecListener& listener,
                                  Deadline deadline) {
  const auto link = chosen_;
  if (!link)
    co_return ExecEnd{.kind = ExecEnd::Kind::kNotStarted,
                      .exit_status = 0,
                      .error = {ErrorCode::kUnreachable, server_.name + ": not connected", {}, {}}};
  co_return co_await link->exec(std::move(command), std::move(input), listener, deadline);
}

void AutoLink::notify() {
  if (chosen_) chosen_->notify();
}

void AutoLink::close() {
  if (chosen_) chosen_->close();
}

}  // namespace fettle::transport
