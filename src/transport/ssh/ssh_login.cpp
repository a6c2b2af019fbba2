#include "transport/ssh/ssh_login.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "transport/ssh/ssh_host_key.hpp"

namespace fettle::transport {
namespace {

constexpr const char* kNoAnswer = "it did not answer in time";

void set_options(ssh_session session, const Hop& hop) {
  const int no = 0;
  const unsigned port = hop.port;
  ssh_options_set(session, SSH_OPTIONS_HOST, hop.host.c_str());
  ssh_options_set(session, SSH_OPTIONS_PORT, &port);
  ssh_options_set(session, SSH_OPTIONS_USER, hop.user.c_str());
  // Our own reading of the configuration decides (ssh_route.hpp); libssh's would run ProxyCommand.
  ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no);
  // The agent's socket is given to libssh connected (ssh_agent.hpp): it must never connect itself.
  ssh_options_set(session, SSH_OPTIONS_IDENTITY_AGENT, "/dev/null");
}

class Login {
 public:
  Login(std::shared_ptr<SshSession> session, const Hop& hop, const ExpectedHost& expected,
        std::shared_ptr<SshAgents> agents, KeyCache& keys, Deadline deadline)
      : session_(std::move(session)),
        hop_(hop),
        expected_(expected),
        agents_(std::move(agents)),
        keys_(keys),
        deadline_(deadline) {}

  Awaitable<Result<void>> run() {
    set_options(session_->raw(), hop_);
    ask_for_known_keys(*session_, expected_.known);
    const int answer = co_await session_->repeat(SSH_AGAIN, deadline_,
                                                 [&] { return ssh_connect(session_->raw()); });
    if (answer != SSH_OK)
      co_return broken("exchange keys", answer == SSH_AGAIN ? kNoAnswer : last_error());
    if (auto known = check_host_key(*session_, hop_, expected_); !known) co_return known;
    if (!hop_.identity_given && may_offer_agent(hop_) && co_await try_agent())
      co_return Result<void>();
    for (const auto& file : hop_.identity_files) {
      if (co_await try_file(file)) co_return Result<void>();
      if (locked_key_.empty()) continue;
      // The agent may hold it, which spares a person the question.
      const bool in = hop_.identity_given && may_offer_agent(hop_) && co_await try_agent();
      if (!in) co_return waits_for_key();
      locked_key_.clear();
      co_return Result<void>();
    }
    if (hop_.identity_given && keys_missing_ && co_await try_agent()) co_return Result<void>();
    if (!broken_.empty()) co_return broken("log in", broken_);
    co_return refused();
  }

  const std::string& locked_key() const { return locked_key_; }

 private:
  Awaitable<bool> try_agent() {
    if (!broken_.empty() || hop_.agent_socket.empty()) co_return false;
    const AgentEnd end = co_await log_in_by_agent(agents_, session_, hop_.agent_socket, deadline_);
    const std::string name = "the agent at " + hop_.agent_socket;
    tried_.push_back(end.problem.empty() ? name : fmt::format("{} ({})", name, end.problem));
    const bool in = judge(end.answer);
    if (end.answer == SSH_AUTH_AGAIN && !end.problem.empty())
      broken_ = fmt::format("{} {}", name, end.problem);
    co_return in;
  }

  Awaitable<bool> try_file(const std::string& file) {
    if (!broken_.empty()) co_return false;
    const KeyFile* found = keys_.find(file);
    if (found == nullptr) {
      locked_key_ = file;
      co_return false;
    }
    if (found->keys.empty()) {
      keys_missing_ = true;
      if (found->exists || hop_.identity_given)
        tried_.push_back(fmt::format("{} ({})", file, found->problem));
      co_return false;
    }
    const std::vector<Key> keys = found->keys;
    for (const auto& key : keys) {
      if (!broken_.empty()) co_return false;
      if (judge(co_await session_->repeat(SSH_AUTH_AGAIN, deadline_, [&] {
            return ssh_userauth_publickey(session_->raw(), nullptr, key.get());
          })))
        co_return true;
    }
    tried_.push_back(file);
    co_return false;
  }

  bool judge(int answer) {
    if (answer == SSH_AUTH_AGAIN)
      broken_ = kNoAnswer;
    else if (answer == SSH_AUTH_ERROR || !session_->alive())
      broken_ = last_error();
    partial_ = partial_ || answer == SSH_AUTH_PARTIAL;
    return answer == SSH_AUTH_SUCCESS;
  }

  std::string last_error() const {
    const std::string text = session_->last_error();
    return text.empty() ? "it broke off" : text;
  }

  std::unexpected<Error> broken(std::string_view what, std::string_view why) const {
    return fail(ErrorCode::kUnreachable,
                fmt::format("could not {} with {} port {}: {}", what, hop_.host, hop_.port, why));
  }

  std::unexpected<Error> waits_for_key() const {
    return fail(ErrorCode::kRefused,
                fmt::format("{} port {}: {} has to be opened before it can be tried", hop_.host,
                            hop_.port, locked_key_));
  }

  std::unexpected<Error> refused() const {
    std::string message = fmt::format("{} port {} lets {} in with none of: {}", hop_.host,
                                      hop_.port, hop_.user, fmt::join(tried_, ", "));
    if (tried_.empty())
      message = fmt::format(
          "there is no key to log in to {} port {} as {} with: no agent, and "
          "none of {}",
          hop_.host, hop_.port, hop_.user, fmt::join(hop_.identity_files, ", "));
    if (partial_) message += ". It asks for more than a key, which is not supported";
    message += ". Add the public key to the user's authorized_keys there, or name the right key";
    return fail(ErrorCode::kRefused, message);
  }

  std::shared_ptr<SshSession> session_;
  const Hop& hop_;
  const ExpectedHost& expected_;
  std::shared_ptr<SshAgents> agents_;
  KeyCache& keys_;
  Deadline deadline_;
  std::vector<std::string> tried_;
  std::string locked_key_;
  std::string broken_;  ///< why the session is of no use any more
  bool keys_missing_ = false;
  bool partial_ = false;
};

}  // namespace

Awaitable<LoginEnd> log_in(std::shared_ptr<SshSession> session, const Hop& hop,
                           const ExpectedHost& expected, std::shared_ptr<SshAgents> agents,
                           std::shared_ptr<KeyCache> keys, Deadline deadline) {
  Login login(std::move(session), hop, expected, std::move(agents), *keys, deadline);
  Result<void> result = co_await login.run();
  co_return LoginEnd{std::move(result), login.locked_key()};
}

bool may_offer_agent(const Hop& hop) {
  return !hop.agent_socket.empty() && (hop.identity_given || !hop.identities_only);
}

}  // namespace fettle::transport
