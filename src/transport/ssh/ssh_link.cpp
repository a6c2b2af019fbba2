#include "transport/ssh/ssh_link.hpp"

#include <fmt/format.h>

#include "transport/ssh/ssh_channel.hpp"
#include "transport/ssh/ssh_jump.hpp"
#include "transport/ssh/ssh_login.hpp"
#include "transport/ssh/tcp_connect.hpp"

namespace fettle::transport {
namespace {

std::unexpected<Error> busy(const Hop& hop) {
  return fail(
      ErrorCode::kUnreachable,
      fmt::format("{} port {}: too many connects under way, and time was up", hop.host, hop.port));
}

std::unexpected<Error> no_passphrase(const fleet::Server& server) {
  return fail(ErrorCode::kUnreachable,
              server.name +
                  ": time was up before its key was opened; type the passphrase sooner, "
                  "set FETTLE_SSH_PASSPHRASE, or ssh-add the key");
}

}  // namespace

Awaitable<Result<void>> SshLink::connect(Deadline deadline) {
  const auto only = co_await connecting_.take(deadline);
  if (!only) co_return fail(ErrorCode::kUnreachable, server_.name + ": no connection in time");
  if (session_ && session_->alive()) co_return Result<void>();
  session_ = nullptr;
  const auto context = context_;
  const auto hops = find_route(server_, context->client_environment());
  if (!hops) co_return std::unexpected(hops.error());
  if (!co_await open_keys(*hops, deadline)) co_return no_passphrase(server_);
  auto delay = context->settings.retry_delay;
  for (int attempt = 1;; ++attempt) {
    auto connected = co_await connect_once(*hops, deadline);
    if (!locked_key_.empty()) {
      const std::string file = std::exchange(locked_key_, {});
      if (!co_await context->keys->open(file, MayAsk::kPerson, deadline))
        co_return no_passphrase(server_);
      --attempt;  // nothing failed
      continue;
    }
    const bool may_pass = !connected && connected.error().code == ErrorCode::kUnreachable;
    if (!may_pass || attempt >= context->settings.connect_tries || Clock::now() >= deadline)
      co_return connected;
    co_await sleep_until(std::min(deadline, Clock::now() + context->jittered(delay)));
    delay *= 2;
  }
}

/// Before any server waits for us, as a person may take long. Asks for nothing that may turn out
/// not to be needed: the first key that will be tried, if there is no agent to be tried before.
Awaitable<bool> SshLink::open_keys(const std::vector<Hop>& hops, Deadline deadline) {
  const auto keys = context_->keys;
  for (const auto& hop : hops) {
    MayAsk who = may_offer_agent(hop) ? MayAsk::kNobody : MayAsk::kPerson;
    for (const auto& file : hop.identity_files) {
      if (!co_await keys->open(file, who, deadline)) co_return false;
      const KeyFile* found = keys->find(file);
      if (found != nullptr && !found->keys.empty()) who = MayAsk::kNobody;
    }
  }
  co_return true;
}

Awaitable<Result<void>> SshLink::connect_once(const std::vector<Hop>& hops, Deadline deadline) {
  const auto context = context_;
  const auto permit = co_await context->connects.take(deadline);
  if (!permit) co_return busy(hops.back());
  std::optional<Limiter::Permit> jump_permit;
  if (hops.size() > 1) {
    auto taken = co_await context->jump_limiter(hops.front().host).take(deadline);
    if (!taken) co_return busy(hops.front());
    jump_permit.emplace(std::move(*taken));
  }
  std::shared_ptr<SshSession> session;
  for (std::size_t i = 0; i < hops.size(); ++i) {
    auto next = co_await connect_hop(hops[i], as_jumps(hops, i), session, deadline);
    if (!next) co_return std::unexpected(next.error());
    session = *next;
  }
  session_ = std::move(session);
  co_return Result<void>();
}

Awaitable<Result<std::shared_ptr<SshSession>>> SshLink::connect_hop(const Hop& hop,
                                                                    std::string jumps,
                                                                    std::shared_ptr<SshSession> via,
                                                                    Deadline deadline) {
  const auto context = context_;
  const Settings& settings = context->settings;
  const Deadline connect_by = std::min(deadline, Clock::now() + settings.connect_timeout);
  auto known =
      co_await context->known_hosts->find(known_hosts_files(hop), names_of(hop), connect_by);
  if (!known)
    co_return fail(
        ErrorCode::kUnreachable,
        fmt::format("{} port {}: its known hosts were not read in time", hop.host, hop.port));
  const ExpectedHost expected{.known = *std::move(known), .jumps = std::move(jumps)};
  const Endpoint endpoint{.host = hop.host, .port = hop.port};
  Result<int> descriptor = 0;
  if (via)
    descriptor = co_await open_jump(via, endpoint, connect_by);
  else
    descriptor =
        co_await tcp_connect(context->resolver, endpoint, settings.silence_max, connect_by);
  if (!descriptor) co_return std::unexpected(descriptor.error());

  auto session = std::make_shared<SshSession>(context->executor, hop.host, *descriptor);
  const Deadline log_in_by = std::min(deadline, Clock::now() + settings.authentication_timeout);
  const auto end =
      co_await log_in(session, hop, expected, context->agents, context->keys, log_in_by);
  if (!end.result) {
    locked_key_ = end.locked_key;
    session->close(end.result.error().message);
    co_return std::unexpected(end.result.error());
  }
  session->start_pump(settings);
  co_return session;
}

Awaitable<ExecEnd> SshLink::exec(std::string_view command, std::string input,
                                 ExecListener& listener, Deadline deadline) {
  const auto session = session_;
  if (!session || !session->alive())
    co_return ExecEnd{
        .kind = ExecEnd::Kind::kNotStarted,
        .exit_status = 0,
        .error = {ErrorCode::kUnreachable, session ? session->reason() : "not connected", {}, {}}};
  const Deadline open_by = Clock::now() + context_->settings.authentication_timeout;
  co_return co_await exec_over(session, command, std::move(input), listener, open_by, deadline);
}

void SshLink::notify() {
  if (session_) session_->notify();
}

void SshLink::close() {
  if (session_) session_->close("the link was closed");
  session_ = nullptr;
}

}  // namespace fettle::transport
