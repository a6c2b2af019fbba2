#include "transport/ssh/ssh_agent.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "transport/os/blocking.hpp"

namespace fettle::transport {

namespace {

constexpr std::chrono::minutes kSilenceCosts{1};
/// A question that was put just before the deadline has this long for its answer: else a slow
/// server would be taken for a silent agent.
constexpr std::chrono::seconds kPatienceMin{1};
constexpr Deadline kNever = Deadline::max();
constexpr const char* kWayOut =
    "confirm what it asks for, or restart it, or do without it: unset SSH_AUTH_SOCK, or write "
    "IdentityAgent none into the SSH configuration";

}  // namespace

void SshAgents::note_silence(const std::string& socket) {
  silent_until_[socket] = Clock::now() + kSilenceCosts;
}

bool SshAgents::is_passed_over(const std::string& socket) const {
  const auto found = silent_until_.find(socket);
  return found != silent_until_.end() && Clock::now() < found->second;
}

void SshAgents::stop() {
  for (const int wire : wires_) shutdown(wire, SHUT_RDWR);
  threads_.stop();
}

/// The agent that libssh sees. Cut, a thread that waits for it comes back.
struct AgentTalk::Proxy {
  Proxy(std::shared_ptr<SshAgents> of, AgentSocket to_libssh, AgentSocket to_agent)
      : agents(std::move(of)),
        near(std::move(to_libssh)),
        agent(std::move(to_agent)),
        wire(near->native_handle()) {
    agents->add_wire(wire);
  }
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;
  ~Proxy() { end(); }
  void end() {
    if (std::exchange(is_over, true)) return;
    agents->remove_wire(wire);
    boost::system::error_code ignored;
    // Shut down first: libssh keeps its own end until the session is over.
    near->shutdown(net::socket_base::shutdown_both, ignored);
    near->close(ignored);
    agent->close(ignored);
  }

  std::shared_ptr<SshAgents> agents;
  AgentSocket near;
  AgentSocket agent;
  int wire;
  std::vector<AgentOffer> offers;
  bool is_over = false;
};

AgentTalk::AgentTalk(std::shared_ptr<SshAgents> agents, std::shared_ptr<SshSession> session,
                     std::string socket)
    : agents_(std::move(agents)), session_(std::move(session)), socket_(std::move(socket)) {}

AgentTalk::~AgentTalk() {
  if (proxy_) proxy_->end();
}

void AgentTalk::note_silence() {
  agents_->note_silence(socket_);
  is_silent_ = true;
  const auto waited = std::chrono::ceil<std::chrono::seconds>(Clock::now() - begun_);
  problem_ = fmt::format("gave no answer for {} s; {}", waited.count(), kWayOut);
}

Awaitable<void> AgentTalk::list(Deadline deadline) {
  if (std::exchange(is_listed_, true)) co_return;
  if (agents_->is_passed_over(socket_)) {
    problem_ = fmt::format("was silent a moment ago and is passed over; {}", kWayOut);
    co_return;
  }
  begun_ = Clock::now();
  const auto connected = co_await connect_agent(socket_, deadline);
  if (!connected) {
    if (connected.error() == EAGAIN) co_return note_silence();
    problem_ = std::generic_category().message(connected.error());
    co_return;
  }
  agent_ = *connected;
  std::optional<std::string> answer;
  if (co_await write_message(agent_, identities_request()))
    answer = co_await read_message(agent_, deadline);
  if (!answer && Clock::now() >= deadline) co_return note_silence();
  agents_->note_answer(socket_);
  auto blobs = read_identities(answer.value_or(std::string()));
  if (blobs)
    blobs_ = *std::move(blobs);
  else
    problem_ = "did not say which keys it has";
}

/// False when there is no descriptor to be had for it.
bool AgentTalk::interpose() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return false;
  Descriptor ours(ends[0]);
  Descriptor its(ends[1]);
  const auto near = std::make_shared<net::local::stream_protocol::socket>(agents_->loop());
  boost::system::error_code error;
  near->assign(net::local::stream_protocol(), ours.get(), error);
  if (error) return false;
  ours.release();
  if (ssh_set_agent_socket(session_->raw(), its.get()) != SSH_OK) return false;
  its.release();
  proxy_ = std::make_shared<Proxy>(agents_, near, agent_);
  net::co_spawn(agents_->loop(), serve(proxy_), net::detached);
  return true;
}

Awaitable<void> AgentTalk::serve(std::shared_ptr<Proxy> proxy) {
  while (true) {
    const auto request = co_await read_message(proxy->near, kNever);
    if (!request) break;
    AgentReply reply = reply_to(*request, proxy->offers);
    if (!reply.forward.empty()) {
      std::optional<std::string> answer;
      if (co_await write_message(proxy->agent, std::move(reply.forward)))
        answer = co_await read_message(proxy->agent, kNever);
      reply.answer = answer.value_or(refusal_message());
    }
    if (!co_await write_message(proxy->near, std::move(reply.answer))) break;
  }
  proxy->end();
}

Awaitable<int> AgentTalk::offer(std::vector<AgentOffer> offers, Deadline deadline) {
  if (offers.empty()) co_return SSH_AUTH_DENIED;
  // On the loop's own thread libssh would wait for what only the loop can answer.
  if (!agents_->threads().has_threads() || (!proxy_ && !interpose())) {
    problem_ = "could not be asked: no thread or descriptor is free";
    co_return SSH_AUTH_DENIED;
  }
  proxy_->offers = std::move(offers);
  while (session_->alive()) {
    const auto answer = co_await ask(std::max(deadline, Clock::now() + kPatienceMin));
    if (!answer) {
      note_silence();
      co_return SSH_AUTH_AGAIN;
    }
    session_->process_io();
    if (answer == SSH_AUTH_ERROR && session_->alive()) {
      // A server that breaks off ends the session; so it was the agent.
      problem_ = "did not sign";
      co_return SSH_AUTH_DENIED;
    }
    if (answer != SSH_AUTH_AGAIN) co_return *answer;
    if (!co_await session_->progress(deadline)) break;  // for the server
  }
  co_return SSH_AUTH_AGAIN;
}

/// One call, which ends as soon as the server is to be waited for. Never left before the thread
/// has given the session back.
Awaitable<std::optional<int>> AgentTalk::ask(Deadline deadline) {
  const auto call = run_blocking(agents_->threads(), agents_->loop(), [session = session_] {
    return ssh_userauth_agent(session->raw(), session->user());
  });
  session_->detach();
  const bool answered = co_await call->done(deadline);
  if (!answered) {
    proxy_->end();
    co_await call->done(kNever);
  }
  session_->reattach();
  if (!answered) co_return std::nullopt;
  co_return call->result();
}

}  // namespace fettle::transport
