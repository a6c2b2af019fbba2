#include "transport/ssh/ssh_agent.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "transport/os/blocking.hpp"

namespace fettle::transport {

namespace {

constexpr std::chrono::minutes kSilenceCosts{1};
/// A question that was put just before the deadline has this long for its answer: else a slow
/// server would be taken for a silent agent.
constexpr std::chrono::seconds kPatienceMin{1};
constexpr std::chrono::milliseconds kConnectPause{50};
constexpr Deadline kNever = Deadline::max();
constexpr const char* kWayOut =
    "confirm what it asks for, or restart it, or do without it: unset SSH_AUTH_SOCK, or write "
    "IdentityAgent none into the SSH configuration";

/// Connected and never blocking, or the errno. EAGAIN: its queue stayed full until `deadline`.
Awaitable<std::expected<int, int>> connect_agent(std::string path, Deadline deadline) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) co_return std::unexpected(ENAMETOOLONG);
  std::ranges::copy(path, address.sun_path);
  const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) co_return std::unexpected(errno);
  while (connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const int error = errno;
    if (error != EAGAIN || Clock::now() >= deadline) {
      close(descriptor);
      co_return std::unexpected(error);
    }
    co_await sleep_until(std::min(deadline, Clock::now() + kConnectPause));
  }
  co_return descriptor;
}

/// A second descriptor of the socket that libssh has, which it closes when it likes. Cut, a thread
/// that waits for the agent comes back.
class AgentWire {
 public:
  AgentWire(std::shared_ptr<SshAgents> agents, int descriptor)
      : agents_(std::move(agents)), descriptor_(fcntl(descriptor, F_DUPFD_CLOEXEC, 0)) {
    agents_->add_wire(descriptor_);
  }
  AgentWire(const AgentWire&) = delete;
  AgentWire& operator=(const AgentWire&) = delete;
  ~AgentWire() {
    agents_->remove_wire(descriptor_);
    cut();  // libssh keeps its own until the session ends
    close(descriptor_);
  }
  bool is_whole() const { return descriptor_ >= 0; }
  void cut() const { shutdown(descriptor_, SHUT_RDWR); }

 private:
  std::shared_ptr<SshAgents> agents_;
  int descriptor_;
};

/// A whole log-in over an agent that is connected.
class Conversation {
 public:
  Conversation(std::shared_ptr<SshAgents> agents, std::shared_ptr<SshSession> session,
               int descriptor)
      : agents_(std::move(agents)), session_(std::move(session)), wire_(agents_, descriptor) {
    ssh_set_agent_socket(session_->raw(), descriptor);
  }

  /// What libssh answers; nothing when the agent was silent.
  Awaitable<std::optional<int>> run(Deadline deadline) {
    if (!wire_.is_whole()) co_return SSH_AUTH_DENIED;  // too many open files
    while (session_->alive()) {
      const auto answer = co_await ask(std::max(deadline, Clock::now() + kPatienceMin));
      if (answer != SSH_AUTH_AGAIN) co_return answer;
      if (!co_await session_->progress(deadline)) break;  // for the server
    }
    co_return SSH_AUTH_AGAIN;
  }

 private:
  /// One call, which ends as soon as the server is to be waited for. Never left before the thread
  /// has given the session back.
  Awaitable<std::optional<int>> ask(Deadline deadline) {
    const auto call = run_blocking(agents_->threads(), agents_->loop(), [session = session_] {
      return ssh_userauth_agent(session->raw(), nullptr);
    });
    session_->detach();
    const bool answered = co_await call->done(deadline);
    if (!answered) {
      wire_.cut();
      co_await call->done(kNever);
    }
    session_->reattach();
    if (!answered) co_return std::nullopt;
    co_return call->result();
  }

  std::shared_ptr<SshAgents> agents_;
  std::shared_ptr<SshSession> session_;
  AgentWire wire_;
};

}  // namespace

net::thread_pool& SshAgents::threads() {
  if (!threads_) threads_.emplace(log_ins_max_);
  return *threads_;
}

void SshAgents::note_silence(const std::string& socket) {
  silent_until_[socket] = Clock::now() + kSilenceCosts;
}

bool SshAgents::is_passed_over(const std::string& socket) const {
  const auto found = silent_until_.find(socket);
  return found != silent_until_.end() && Clock::now() < found->second;
}

void SshAgents::stop() {
  for (const int wire : wires_) shutdown(wire, SHUT_RDWR);
  if (!threads_) return;
  threads_->stop();
  threads_->join();
}

Awaitable<AgentEnd> log_in_by_agent(std::shared_ptr<SshAgents> agents,
                                    std::shared_ptr<SshSession> session, std::string socket,
                                    Deadline deadline) {
  if (agents->is_passed_over(socket))
    co_return AgentEnd{SSH_AUTH_DENIED,
                       fmt::format("was silent a moment ago and is passed over; {}", kWayOut)};
  const Deadline begun = Clock::now();
  const auto descriptor = co_await connect_agent(socket, deadline);
  if (!descriptor && descriptor.error() != EAGAIN)
    co_return AgentEnd{SSH_AUTH_DENIED, std::generic_category().message(descriptor.error())};
  std::optional<int> answer;
  if (descriptor) {
    Conversation conversation(agents, session, *descriptor);
    answer = co_await conversation.run(deadline);
  }
  if (!answer) {
    agents->note_silence(socket);
    const auto waited = std::chrono::ceil<std::chrono::seconds>(Clock::now() - begun);
    co_return AgentEnd{SSH_AUTH_AGAIN,
                       fmt::format("gave no answer for {} s; {}", waited.count(), kWayOut)};
  }
  agents->note_answer(socket);
  session->process_io();
  // A server that breaks off ends the session; otherwise it was the agent.
  if (answer == SSH_AUTH_ERROR && session->alive())
    co_return AgentEnd{SSH_AUTH_DENIED, "did not sign"};
  co_return AgentEnd{*answer, {}};
}

}  // namespace fettle::transport
