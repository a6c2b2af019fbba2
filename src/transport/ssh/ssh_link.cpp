#include "transport/ssh/ssh_link.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "transport/ssh/ssh_jump.hpp"
#include "transport/ssh/ssh_login.hpp"
#include "transport/ssh/tcp_connect.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kFullMax = 8;
/// May be started ahead without proof that it works: where it doesn't, nobody is told, as a
/// system's administrator is by sudo.
constexpr std::string_view kPlainShell = "exec sh";

std::unexpected<Error> busy(const Hop& hop) {
  return fail(
      ErrorCode::kUnreachable,
      fmt::format("{} port {}: too many connects under way, and time was up", hop.host, hop.port));
}

std::unexpected<Error> no_passphrase(const fleet::Server& server) {
  return fail(ErrorCode::kUnreachable,
              server.name +
                  ": time was up before its key or password was there; type it sooner, set "
                  "FETTLE_SSH_PASSPHRASE or FETTLE_SSH_PASSWORD, or ssh-add the key");
}

std::unexpected<Error> no_descriptors(const Hop& hop) {
  return fail(ErrorCode::kUnreachable,
              fmt::format("{} port {}: no file descriptor was free in time; raise the limit "
                          "(ulimit -n), or run fewer targets at once",
                          hop.host, hop.port));
}

/// The server's own key is offered to its jump hosts too, its password to nobody else. Nothing of
/// this account's is: another team's servers may be reached with that.
void give_login(const Access& access, std::vector<Hop>& hops) {
  if (!access.has_login()) return;
  for (auto& hop : hops) {
    if (access.key.empty() && &hop != &hops.back()) continue;
    hop.identity_files.clear();
    if (!access.key.empty()) hop.identity_files.push_back(access.key);
    hop.identity_given = hop.identities_only = true;
    hop.certificate_files.clear();
    hop.agent_socket.clear();
  }
}

/// Takes the time until its end off `left`.
class Spending {
 public:
  explicit Spending(std::chrono::milliseconds& left) : left_(left) {}
  Spending(const Spending&) = delete;
  Spending& operator=(const Spending&) = delete;
  ~Spending() { left_ -= std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - begun_); }

 private:
  std::chrono::milliseconds& left_;
  Deadline begun_ = Clock::now();
};

}  // namespace

Awaitable<Result<void>> SshLink::connect(Deadline deadline) {
  context_->idle_links.erase(this);
  const auto only = co_await connecting_.take(deadline);
  if (!only) co_return fail(ErrorCode::kUnreachable, server_.name + ": no connection in time");
  if (lane_ && lane_->session->alive()) co_return Result<void>();
  if (lane_) end(std::exchange(lane_, nullptr), "another connection is made");
  const auto context = context_;
  auto hops = find_route(server_, context->client_environment());
  if (!hops) co_return std::unexpected(hops.error());
  const auto given = co_await ask_access(context, server_, deadline);
  if (!given) co_return std::unexpected(given.error());
  auto access = co_await open_access(context, *given, deadline);
  if (!access) co_return std::unexpected(access.error());
  access_ = *std::move(access);
  give_login(access_, *hops);
  if (!co_await open_keys(*hops, deadline)) co_return no_passphrase(server_);
  const Settings& settings = context->settings;
  std::vector<TimeLeft> all_left;
  for (const auto& hop : *hops)  // a configuration's 0 is no time-out of its own
    all_left.push_back({hop.connect_timeout.value_or(std::chrono::seconds(0)).count() > 0
                            ? *hop.connect_timeout
                            : settings.connect_timeout,
                        settings.authentication_timeout});
  auto left = all_left;
  auto delay = settings.retry_delay;
  for (int attempt = 1;; ++attempt) {
    auto connected = co_await connect_once(*hops, left, deadline);
    if (!locked_key_.empty() || !locked_account_.empty()) {
      if (!co_await unlock(deadline)) co_return no_passphrase(server_);
      left = all_left;
      --attempt;  // nothing failed
      continue;
    }
    // That was not the host's time.
    if (std::exchange(agent_was_silent_, false)) left = all_left;
    const bool may_pass = !connected && connected.error().code == ErrorCode::kUnreachable;
    const bool has_time = std::ranges::all_of(left, [](const TimeLeft& each) {
      return each.connect.count() > 0 && each.log_in.count() > 0;
    });
    if (!may_pass || !has_time || attempt >= settings.connect_tries || Clock::now() >= deadline)
      co_return connected;
    co_await sleep_until(std::min(deadline, Clock::now() + context->jittered(delay)));
    delay *= 2;
  }
}

/// What the last try stood before is opened, by a person maybe.
Awaitable<bool> SshLink::unlock(Deadline deadline) {
  const auto context = context_;
  const std::string file = std::exchange(locked_key_, {});
  const std::string account = std::exchange(locked_account_, {});
  if (!file.empty()) co_return co_await context->keys->open(file, MayAsk::kPerson, deadline);
  co_return co_await context->passwords->open(account, deadline);
}

/// Before any server waits for us, as a person may take long. Asks for nothing that may turn out
/// not to be needed: the first key that will be tried, if there is no agent to be tried before.
Awaitable<bool> SshLink::open_keys(const std::vector<Hop>& hops, Deadline deadline) {
  const auto keys = context_->keys;
  for (const auto& hop : hops) {
    for (const auto& file : hop.certificate_files)
      if (!co_await keys->open(file, MayAsk::kNobody, deadline)) co_return false;
    MayAsk who = may_offer_agent(hop) ? MayAsk::kNobody : MayAsk::kPerson;
    for (const auto& file : hop.identity_files) {
      if (!co_await keys->open(file, who, deadline)) co_return false;
      const KeyFile* found = keys->find(file);
      if (found != nullptr && !found->keys.empty()) who = MayAsk::kNobody;
    }
  }
  co_return true;
}

Awaitable<Result<void>> SshLink::connect_once(const std::vector<Hop>& hops,
                                              std::vector<TimeLeft>& left, Deadline deadline) {
  const auto context = context_;
  const int count = kDescriptorsPerHop * static_cast<int>(hops.size());
  auto descriptors = co_await context->take_descriptors(count, deadline);
  if (!descriptors) co_return no_descriptors(hops.back());
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
    Way way{.jumps = as_jumps(hops, i), .via = session, .is_last = i + 1 == hops.size()};
    auto next = co_await connect_hop(hops[i], std::move(way), left[i], deadline);
    if (!next) co_return std::unexpected(next.error());
    session = *next;
  }
  lane_ = std::make_shared<Lane>(session,
                                 std::make_shared<SpareShells>(session, context_->settings.far),
                                 std::move(*descriptors));
  gave_way_ = false;
  co_return Result<void>();
}

/// What a person accepted for the server itself, else what the known hosts say; nothing where they
/// were not read in time.
Awaitable<std::optional<ExpectedHost>> SshLink::expect(const Hop& hop, const Way& way,
                                                       Deadline deadline) {
  ExpectedHost expected;
  if (way.is_last && !access_.host_keys.empty()) {
    expected = pinned_host(hop, access_.host_keys);
  } else {
    auto known =
        co_await context_->known_hosts->find(known_hosts_files(hop), names_of(hop), deadline);
    if (!known) co_return std::nullopt;
    expected.known = *std::move(known);
  }
  expected.jumps = way.jumps;
  co_return expected;
}

Awaitable<Result<std::shared_ptr<SshSession>>> SshLink::connect_hop(const Hop& hop, Way way,
                                                                    TimeLeft& left,
                                                                    Deadline deadline) {
  const auto context = context_;
  std::optional<ExpectedHost> expected;
  const Endpoint endpoint{.host = hop.host, .port = hop.port, .family = hop.address_family};
  Result<int> descriptor = 0;
  {
    const Spending spending(left.connect);
    const Deadline connect_by = std::min(deadline, Clock::now() + left.connect);
    expected = co_await expect(hop, way, connect_by);
    if (!expected)
      co_return fail(
          ErrorCode::kUnreachable,
          fmt::format("{} port {}: its known hosts were not read in time", hop.host, hop.port));
    if (way.via)
      descriptor = co_await open_jump(way.via, endpoint, connect_by);
    else
      descriptor = co_await tcp_connect(context->resolver, endpoint, context->settings.silence_max,
                                        connect_by);
  }
  if (!descriptor) co_return std::unexpected(descriptor.error());
  const Spending spending(left.log_in);
  LoginMeans means{context->agents, context->keys, context->passwords};
  if (way.is_last) {
    if (access_.has_login())
      means.passwords = access_.passwords ? access_.passwords : context->no_passwords;
    means.seen = &seen_;
  }
  co_return co_await log_in_at(hop, *expected, Descriptor(*descriptor), std::move(means),
                               std::min(deadline, Clock::now() + left.log_in));
}

Awaitable<Result<std::shared_ptr<SshSession>>> SshLink::log_in_at(const Hop& hop,
                                                                  const ExpectedHost& expected,
                                                                  Descriptor descriptor,
                                                                  LoginMeans means,
                                                                  Deadline deadline) {
  const auto context = context_;
  const auto made = SshSession::make(context->executor, hop.host, hop.user, std::move(descriptor));
  if (!made) co_return std::unexpected(made.error());
  const auto session = *made;
  const auto end = co_await log_in(session, hop, expected, std::move(means), deadline);
  if (!end.result) {
    locked_key_ = end.locked_key;
    locked_account_ = end.locked_account;
    agent_was_silent_ = end.agent_was_silent;
    session->close(end.result.error().message);
    co_return std::unexpected(end.result.error());
  }
  session->start_pump(context->settings);
  co_return session;
}

Awaitable<ExecEnd> SshLink::exec(ShellCommand command, std::string input, ExecListener& listener,
                                 Deadline deadline) {
  context_->idle_links.erase(this);
  ++running_;
  if (!lane_ && gave_way_) co_await connect(deadline);
  Ran ran = co_await run(lane_, command, input, listener, deadline);
  // One session more, as a server may allow but one program on each (MaxSessions 1).
  if (ran.was_refused && full_.size() < kFullMax && co_await connect(deadline))
    ran = co_await run(lane_, command, input, listener, deadline);
  std::erase_if(full_, [this](const LanePtr& lane) {
    if (lane->session->has_channels()) return false;
    end(lane, "it is not used any more");
    return true;
  });
  if (--running_ == 0) became_idle();
  co_return ran.end;
}

Awaitable<SshLink::Ran> SshLink::run(LanePtr lane, ShellCommand command, std::string& input,
                                     ExecListener& listener, Deadline deadline) {
  Ran ran;
  ran.end.kind = ExecEnd::Kind::kNotStarted;
  ran.end.error = {ErrorCode::kUnreachable, "not connected", {}, {}};
  if (lane) ran.end.error.message = lane->session->reason();
  if (!lane || !lane->session->alive()) co_return ran;
  const Deadline open_by =
      std::min(deadline, Clock::now() + context_->settings.authentication_timeout);
  const bool on_terminal = command.streams == Streams::kTerminal;
  std::unique_ptr<SshChannel> channel;
  if (!on_terminal) channel = co_await lane->spares->take(command.text, open_by);
  const bool is_spare = channel != nullptr;
  const Deadline spares_by = Clock::now() + context_->settings.authentication_timeout;
  if (!is_spare) {
    channel = std::make_unique<SshChannel>(lane->session);
    // Asked for along with the first channel and after it, as a server may allow but one.
    if (command.text == kPlainShell)
      net::post(lane->session->executor(), [spares = lane->spares, spares_by, text = command.text] {
        spares->prepare(text, spares_by);
      });
    if (auto failed = co_await channel->start(command, open_by)) {
      ran = {.end = *std::move(failed), .was_refused = channel->was_refused()};
      if (ran.was_refused) set_aside(lane);
      co_return ran;
    }
  }
  if (is_spare) lane->spares->prepare(command.text, spares_by);
  ran.end = co_await channel->finish(std::move(input), listener, deadline);
  if (!is_spare && !on_terminal && channel->has_spoken())
    lane->spares->prepare(command.text, spares_by);
  // It may have ended while it waited, before it read a word: then that is no answer.
  if (is_spare && ran.end.kind == ExecEnd::Kind::kExited && ran.end.exit_status != 0 &&
      !channel->has_spoken())
    ran.end = {
        .kind = ExecEnd::Kind::kLost,
        .exit_status = 0,
        .error = {ErrorCode::kUnreachable, "the shell that was started ahead ended", {}, {}}};
  co_return ran;
}

/// No more programs over it; those that run go on.
void SshLink::set_aside(const LanePtr& lane) {
  lane->spares->give_up();
  if (lane_ != lane) return;
  full_.push_back(std::exchange(lane_, nullptr));
}

void SshLink::became_idle() {
  if (!lane_) return;
  if (context_->descriptors.is_wanted()) {
    SshLink::close();
    gave_way_ = true;
  } else {
    context_->idle_links.insert(this);
  }
}

void SshLink::notify() {
  if (lane_) lane_->session->notify();
  for (const auto& lane : full_) lane->session->notify();
}

void SshLink::end(const LanePtr& lane, const std::string& why) {
  lane->spares->give_up();
  lane->session->close(why);
}

void SshLink::close() {
  gave_way_ = context_->idle_links.erase(this) > 0;
  if (lane_) end(std::exchange(lane_, nullptr), "the link was closed");
  for (const auto& lane : std::exchange(full_, {})) end(lane, "the link was closed");
}

}  // namespace fettle::transport
