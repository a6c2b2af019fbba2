#include "transport/ssh/ssh_login.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "transport/ssh/key_blob.hpp"
#include "transport/ssh/ssh_host_key.hpp"
#include "transport/ssh/ssh_password.hpp"

namespace fettle::transport {
namespace {

constexpr const char* kNoAnswer = "it did not answer in time";

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

/// Neither host nor user: the session has its connection, we look up known hosts ourselves, and
/// libssh refuses names that exist (`web_1`).
bool set_options(ssh_session session) {
  const int no = 0;
  const auto set = [&](ssh_options_e option, const void* value) {
    return ssh_options_set(session, option, value) == SSH_OK;
  };
  return  // Our own reading of the configuration decides (ssh_route.hpp); libssh's would run
          // ProxyCommand.
      set(SSH_OPTIONS_PROCESS_CONFIG, &no) &&
      // The agent's socket is given to libssh connected (ssh_agent.hpp): it must never connect
      // itself.
      set(SSH_OPTIONS_IDENTITY_AGENT, "/dev/null");
}

class Login {
 public:
  Login(std::shared_ptr<SshSession> session, const Hop& hop, const ExpectedHost& expected,
        LoginMeans means, Deadline deadline)
      : session_(std::move(session)),
        hop_(hop),
        expected_(expected),
        means_(std::move(means)),
        agent_(means_.agents, session_, hop.agent_socket),
        deadline_(deadline) {}

  Awaitable<Result<void>> run() {
    if (!set_options(session_->raw())) co_return broken("speak", ssh_get_error(session_->raw()));
    ask_for_known_keys(*session_, expected_.known);
    const int answer =
        co_await session_->repeat(SSH_AGAIN, deadline_, [&] { return session_->exchange_keys(); });
    if (answer != SSH_OK) co_return broken("exchange keys", why_not(answer == SSH_AGAIN));
    if (auto known = check_host_key(*session_, hop_, expected_, means_.seen); !known)
      co_return known;
    const bool in = co_await authenticate();
    if (in) co_return Result<void>();
    if (!broken_.empty()) co_return broken_off();
    if (!locked_key_.empty()) co_return waits_for(locked_key_, "opened");
    if (!locked_account_.empty()) co_return waits_for(locked_account_ + "'s password", "given");
    co_return refused();
  }

  std::string locked_key() const { return locked_key_; }
  std::string locked_account() const { return locked_account_; }
  bool agent_was_silent() const { return agent_.was_silent(); }

 private:
  /// Each way in its turn, until one opens or the session is of no more use.
  Awaitable<bool> authenticate() {
    const Deadline begun = Clock::now();
    const bool is_open = judge(co_await session_->repeat(SSH_AUTH_AGAIN, deadline_, [&] {
      return ssh_userauth_none(session_->raw(), session_->user());
    }));
    // The service was asked for, then the method.
    session_->note_round_trip((Clock::now() - begun) / 2);
    if (is_open) co_return true;
    if (offers_method(SSH_AUTH_METHOD_PUBLICKEY)) {
      if (co_await try_keys()) co_return true;
      if (!locked_key_.empty()) co_return false;
    }
    co_return co_await try_password();
  }

  Awaitable<bool> try_keys() {
    const bool named = hop_.identity_given || hop_.identities_configured;
    // A server's own key that is open needs no agent, which may be slow.
    if (hop_.identity_given && co_await try_files()) co_return true;
    if (co_await try_agent(Which::kNamed)) co_return true;
    if (hop_.identities_configured && co_await try_files()) co_return true;
    if (may_try_others() && co_await try_agent(Which::kOthers)) co_return true;
    if (!named && co_await try_files()) co_return true;
    // A person is asked only now, for the first of them.
    if (broken_.empty())
      for (const auto& file : hop_.identity_files)
        if (means_.keys->find(file) == nullptr) {
          locked_key_ = file;
          break;
        }
    co_return false;
  }

  enum class Which { kNamed, kOthers };

  /// Keys of the agent that nothing names. A server's own key spares it the others, unless nothing
  /// is known of it by which the agent's could be told.
  bool may_try_others() const {
    if (hop_.identities_only) return false;
    if (!hop_.identity_given) return true;
    return std::ranges::any_of(hop_.identity_files, [&](const auto& file) {
      const KeyFile* found = means_.keys->peek(file);
      return found == nullptr || found->public_blobs.empty();
    });
  }

  /// What of the agent's keys is named by the host's files, in their order, or what isn't.
  std::vector<AgentOffer> choose(Which which) const {
    std::vector<AgentOffer> named;
    const auto add = [&](const std::string& shown) {
      const std::string plain = plain_blob_of(shown);
      for (const auto& held : {shown, plain})
        if (contains(agent_.blobs(), held)) {
          named.push_back({.shown = shown, .held = held});
          return;
        }
    };
    for (const auto* files : {&hop_.certificate_files, &hop_.identity_files})
      for (const auto& file : *files)
        if (const KeyFile* found = means_.keys->peek(file))
          std::ranges::for_each(found->public_blobs, add);
    if (which == Which::kNamed) return named;
    std::vector<AgentOffer> others;
    for (const auto& blob : agent_.blobs())
      if (std::ranges::find(named, blob, &AgentOffer::held) == named.end())
        others.push_back({.shown = blob, .held = blob});
    return others;
  }

  Awaitable<bool> try_agent(Which which) {
    if (!broken_.empty() || hop_.agent_socket.empty()) co_return false;
    if (which == Which::kNamed || !asked_agent_) co_await agent_.list(deadline_);
    std::vector<AgentOffer> offers = choose(which);
    std::erase_if(offers, [&](const auto& offer) { return contains(offered_, offer.shown); });
    for (const auto& offer : offers) offered_.push_back(offer.shown);
    const bool asks = !offers.empty();
    // After partial success the next call goes on with those that are left.
    bool in = false;
    while (broken_.empty() && !in && !offers.empty()) {
      const int answer = co_await agent_.offer(offers, deadline_);
      in = judge(answer);
      if (answer != SSH_AUTH_PARTIAL) break;
      offers.erase(offers.begin());
    }
    // What it did not sign is for the file to show.
    if (!agent_.problem().empty()) offered_.clear();
    agent_keys_ += offers.size();
    if (agent_.was_silent()) broken_ = fmt::format("{} {}", agent_name(), agent_.problem());
    if (!std::exchange(asked_agent_, true) || asks) note_agent(asks);
    co_return in;
  }

  std::string agent_name() const { return "the agent at " + hop_.agent_socket; }

  void note_agent(bool was_asked) {
    const std::string& problem = agent_.problem();
    if (!was_asked && problem.empty()) return;
    std::erase_if(tried_, [&](const auto& each) { return each.starts_with(agent_name()); });
    tried_.push_back(problem.empty() ? agent_name()
                                     : fmt::format("{} ({})", agent_name(), problem));
  }

  Awaitable<bool> try_files() {
    for (const auto& file : hop_.identity_files) {
      if (!broken_.empty()) co_return false;
      if (co_await try_file(file)) co_return true;
    }
    co_return false;
  }

  Awaitable<bool> try_file(const std::string& file) {
    const KeyFile* in_cache = means_.keys->find(file);
    if (in_cache == nullptr) co_return false;
    const KeyFile found = *in_cache;  // it may change while we wait
    if (found.keys.empty()) {
      if (!was_offered(found) && (found.exists || hop_.identity_given))
        tried_.push_back(fmt::format("{} ({})", file, found.problem));
      co_return false;
    }
    for (const auto& key : with_certificates(found)) {
      if (!broken_.empty()) co_return false;
      if (judge(co_await session_->repeat(SSH_AUTH_AGAIN, deadline_, [&] {
            return ssh_userauth_publickey(session_->raw(), session_->user(), key.get());
          })))
        co_return true;
    }
    const auto& blobs = found.public_blobs;
    offered_.insert(offered_.end(), blobs.begin(), blobs.end());
    tried_.push_back(file);
    co_return false;
  }

  bool was_offered(const KeyFile& file) const {
    return std::ranges::any_of(file.public_blobs,
                               [&](const auto& blob) { return contains(offered_, blob); });
  }

  /// The keys of a file that the agent hasn't, those with a certificate of the host's first.
  std::vector<Key> with_certificates(const KeyFile& found) const {
    std::vector<Key> keys;
    for (const auto& file : hop_.certificate_files)
      if (const KeyFile* other = means_.keys->find(file); other != nullptr && other->certificate)
        if (Key both = join(found.keys.back(), other->certificate)) keys.push_back(std::move(both));
    if (!was_offered(found)) keys.insert(keys.end(), found.keys.begin(), found.keys.end());
    return keys;
  }

  Awaitable<bool> try_password() {
    if (!broken_.empty()) co_return false;
    const PasswordEnd end =
        co_await log_in_by_password(session_, hop_.user, means_.passwords, deadline_);
    if (end.is_missing) locked_account_ = hop_.user;
    if (!end.problem.empty()) tried_.push_back(fmt::format("a password ({})", end.problem));
    co_return judge(end.answer);
  }

  bool offers_method(int method) const {
    return (ssh_userauth_list(session_->raw(), nullptr) & method) != 0;
  }

  bool judge(int answer) {
    if (answer == SSH_AUTH_AGAIN || answer == SSH_AUTH_ERROR || !session_->alive())
      broken_ = why_not(answer == SSH_AUTH_AGAIN);
    partial_ = partial_ || answer == SSH_AUTH_PARTIAL;
    return answer == SSH_AUTH_SUCCESS;
  }

  std::string why_not(bool was_silent) const {
    if (session_->was_ended()) return session_->last_error();
    if (was_silent && session_->alive()) return kNoAnswer;
    const std::string text = session_->last_error();
    return text.empty() ? "it broke off" : text;
  }

  std::unexpected<Error> broken(std::string_view what, std::string_view why) const {
    return fail(ErrorCode::kUnreachable,
                fmt::format("could not {} with {} port {}: {}", what, hop_.host, hop_.port, why));
  }

  // A server that had enough of us would say so again.
  std::unexpected<Error> broken_off() const {
    if (!session_->was_ended()) return broken("log in", broken_);
    auto error = broken("log in", broken_);
    error.error().code = ErrorCode::kRefused;
    if (!tried_.empty() || agent_keys_ > 0)
      error.error().message += fmt::format(
          ". Offered to it were {} keys of the agent{}{}. Name the right one with IdentityFile or "
          "--identity: it is then offered first; IdentitiesOnly yes leaves the others out",
          agent_keys_, tried_.empty() ? "" : "; tried: ", fmt::join(tried_, ", "));
    return error;
  }

  std::unexpected<Error> waits_for(std::string_view what, std::string_view how) const {
    return fail(ErrorCode::kRefused,
                fmt::format("{} port {}: {} has to be {} before it can be tried", hop_.host,
                            hop_.port, what, how));
  }

  std::unexpected<Error> refused() const {
    std::string message = fmt::format("{} port {} lets {} in with none of: {}", hop_.host,
                                      hop_.port, hop_.user, fmt::join(tried_, ", "));
    if (tried_.empty())
      message = fmt::format(
          "there is no key to log in to {} port {} as {} with: no agent, and "
          "none of {}",
          hop_.host, hop_.port, hop_.user, fmt::join(hop_.identity_files, ", "));
    if (partial_) message += ". It asks for more than that";
    return fail(ErrorCode::kRefused,
                message + about_methods(session_->raw()) +
                    ". Add the public key to the user's authorized_keys there, or name the right "
                    "key");
  }

  std::shared_ptr<SshSession> session_;
  const Hop& hop_;
  const ExpectedHost& expected_;
  LoginMeans means_;
  AgentTalk agent_;
  Deadline deadline_;
  std::vector<std::string> tried_;
  std::vector<std::string> offered_;  ///< blobs of public keys that the server has seen
  std::size_t agent_keys_ = 0;        ///< how many of them the agent's were
  std::string locked_key_;
  std::string locked_account_;
  std::string broken_;  ///< why the session is of no use any more
  bool asked_agent_ = false;
  bool partial_ = false;
};

}  // namespace

Awaitable<LoginEnd> log_in(std::shared_ptr<SshSession> session, const Hop& hop,
                           const ExpectedHost& expected, LoginMeans means, Deadline deadline) {
  Login login(std::move(session), hop, expected, std::move(means), deadline);
  Result<void> result = co_await login.run();
  co_return LoginEnd{std::move(result), login.locked_key(), login.locked_account(),
                     login.agent_was_silent()};
}

bool may_offer_agent(const Hop& hop) { return !hop.agent_socket.empty(); }

}  // namespace fettle::transport
