#include "transport/receipts/become.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/enum_name.hpp"
#include "core/document/shell.hpp"
#include "transport/os/system_random.hpp"
#include "transport/receipts/challenge.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kPromptMax = 256;
constexpr std::size_t kWordsMax = 2000;
/// As that of Link::exec.
constexpr std::chrono::seconds kGraceForOutput{1};
constexpr std::size_t kBeforeMax = std::size_t{64} * 1024;

bool is_account_name(std::string_view name) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._-@\\$").find(c) != std::string_view::npos;
  };
  return !name.empty() && name.front() != '-' && std::ranges::all_of(name, is_allowed);
}

std::string option_for_user(const Identity& identity) {
  return identity.user.empty() ? std::string() : "-u " + document::shell_quote(identity.user) + " ";
}

std::string words_of(std::string_view noise) {
  const std::size_t end = noise.find_last_not_of(" \r\n");
  if (end == std::string_view::npos) return "it said nothing";
  if (Challenge::is_echoed_in(noise))
    return "another program reads in its place, and sends our text back";
  return std::string(noise.substr(0, std::min(end + 1, kWordsMax)));
}

ExecEnd not_taken(const Identity& identity) {
  return {.kind = ExecEnd::Kind::kNotStarted,
          .exit_status = 0,
          .error = {ErrorCode::kRefused,
                    fmt::format("{} did not take the password for {}; nothing was started",
                                enum_name(identity.method), identity.name()),
                    {},
                    {}}};
}

}  // namespace

Identity identity_of(const fleet::Server& server, bool become, const flow::Become& as_whom) {
  if (!become) return {};
  Identity result{.become = true,
                  .user = as_whom.user.value_or(server.become_user.value_or("")),
                  .method = flow::BecomeMethod::kSudo};
  if (result.user == "root") result.user.clear();
  if (as_whom.method)
    result.method = *as_whom.method;
  else if (server.become_method)
    result.method =
        enum_from_name<flow::BecomeMethod>(*server.become_method).value_or(result.method);
  return result;
}

std::string refusal(const Identity& identity) {
  if (!identity.become || identity.user.empty() || is_account_name(identity.user)) return {};
  return fmt::format("\"{}\" can't be the name of an account", identity.user);
}

std::string shell_command(const Identity& identity) {
  if (!identity.become) return "exec sh";
  switch (identity.method) {
    case flow::BecomeMethod::kSudo:
      return fmt::format("exec sudo -n -H {}-- sh", option_for_user(identity));
    case flow::BecomeMethod::kDoas:
      return fmt::format("exec doas -n {}sh", option_for_user(identity));
    case flow::BecomeMethod::kSu:
      return fmt::format("exec su -s /bin/sh {} -c 'exec sh'",
                         document::shell_quote(identity.name()));
  }
  std::unreachable();
}

std::string announced_shell_command(const Identity& identity, const Announced& announced) {
  const auto& token = announced.token;
  const bool on_terminal = announced.streams == Streams::kTerminal;
  const std::string text =
      on_terminal ? terminal_shell(token) : fmt::format("echo {}-ready; exec sh", token);
  const std::string shell = "sh -c " + document::shell_quote(text);
  // What start-up files print before that is no prompt.
  const std::string before =
      on_terminal ? fmt::format("stty raw -echo && echo {}-asks && ", token) : std::string();
  switch (identity.method) {
    case flow::BecomeMethod::kSudo:
      return fmt::format("{}exec sudo {} -H {}-- {}", before,
                         announced.without_asking ? "-n" : fmt::format("-S -p {}-password:", token),
                         option_for_user(identity), shell);
    case flow::BecomeMethod::kDoas:
      return fmt::format("{}exec doas {}{}", before, option_for_user(identity), shell);
    case flow::BecomeMethod::kSu:
      // Its prompt is in the language of the target otherwise.
      return fmt::format("{}exec env LC_ALL=C su -s /bin/sh {} -c {}", before,
                         document::shell_quote(identity.name()),
                         document::shell_quote("unset LC_ALL; " + text));
  }
  std::unreachable();
}

std::string why_no_shell(const Identity& identity, std::string_view noise) {
  const std::string words = words_of(noise);
  if (!identity.become)
    return fmt::format(
        "no POSIX shell could be started there: {}; the account's login shell must be one, and a "
        "start-up file such as ~/.bashrc may start another program only on a terminal",
        words);
  const auto method = enum_name(identity.method);
  return fmt::format(
      "no shell could be started there as {}: {}; install {} there, give the password with "
      "--ask-become-password{}, or set `become: false`",
      identity.name(), words, method,
      identity.method == flow::BecomeMethod::kSudo ? " or this account NOPASSWD in sudoers" : "");
}

namespace {

/// Hears whether sudo gave no shell for want of a terminal.
class Overhearing : public ExecListener {
 public:
  explicit Overhearing(ExecListener& listener) : listener_(listener) {}
  void out(std::string_view bytes) override {
    has_spoken_ = true;
    listener_.out(bytes);
  }
  void err(std::string_view bytes) override {
    words_ += bytes.substr(0, kWordsMax - std::min(kWordsMax, words_.size()));
    listener_.err(bytes);
  }
  bool cancelled() const override { return listener_.cancelled(); }
  std::optional<std::string> more_input() override { return listener_.more_input(); }

  /// "sorry, you must have a tty to run sudo", in any language.
  bool wants_terminal(const ExecEnd& end) const {
    const bool is_refused = end.kind == ExecEnd::Kind::kExited && end.exit_status != 0;
    return is_refused && !has_spoken_ &&
           (words_.find("tty") != std::string::npos || words_.find("TTY") != std::string::npos);
  }

 private:
  ExecListener& listener_;
  std::string words_;
  bool has_spoken_ = false;
};

std::shared_ptr<PasswordCache> become_passwords_of(const Session& session) {
  auto own = session.link->become_passwords();
  return own ? own : session.context->become_passwords;
}

void note_refusal(Session& session, const std::string& account) {
  const auto passwords = become_passwords_of(session);
  passwords->refused(account);
  session.refused[account] = passwords;
}

/// Nobody has taken it, and this target has said no already: it counts what is wrong.
bool is_known_as_wrong(const Session& session, const std::string& account) {
  const auto passwords = become_passwords_of(session);
  const auto found = session.refused.find(account);
  return found != session.refused.end() && found->second.lock() == passwords &&
         !passwords->is_proven(account);
}

struct Asked {
  Identity identity;
  Streams streams = Streams::kPipes;
  std::string text;
  std::optional<std::string> password;
};

Awaitable<void> remind(std::shared_ptr<Session> session, Deadline at) {
  co_await sleep_until(at);
  session->link->notify();
}

/// By a shell that announces itself.
Awaitable<ExecEnd> exec_announced(std::shared_ptr<Session> session, Asked asked,
                                  ExecListener& listener, Deadline deadline) {
  const auto passwords = become_passwords_of(*session);
  const std::string account = asked.identity.name();
  std::optional<Limiter::Permit> turn;
  if (asked.password) {
    auto taken = co_await passwords->turn(account, deadline);
    if (!taken || passwords->is_given_up(account)) co_return not_taken(asked.identity);
    turn.emplace(*std::move(taken));
  }
  const Announced announced{.token = session->context->token,
                            .streams = asked.streams,
                            .without_asking = !asked.password};
  Handshake handshake(listener, asked.identity.method,
                      {.announced = announced,
                       .mark = fmt::format("{:016x}", SystemRandom().bits()),
                       .text = std::move(asked.text),
                       .password = asked.password.value_or("")});
  handshake.when_changed([&] {
    if (handshake.password_was_sent()) passwords->accepted(account);
    turn.reset();
    if (const auto& ended = handshake.ended_at())
      net::co_spawn(session->context->executor, remind(session, *ended + kGraceForOutput),
                    net::detached);
  });
  const ShellCommand command{announced_shell_command(asked.identity, announced), asked.streams};
  ExecEnd end = handshake.judge(co_await session->link->exec(command, {}, handshake, deadline));
  if (end.kind == ExecEnd::Kind::kNotStarted && end.error.code == ErrorCode::kRefused &&
      asked.streams == Streams::kTerminal)
    end.error.message += fmt::format(", on which {} asks", enum_name(asked.identity.method));
  const bool is_refused =
      handshake.is_refused() || (handshake.password_was_sent() && !handshake.is_ready() &&
                                 end.kind == ExecEnd::Kind::kExited);
  if (!is_refused) co_return end;
  note_refusal(*session, account);
  co_return not_taken(asked.identity);
}

/// By a link that gives the password itself.
Awaitable<ExecEnd> exec_becoming(std::shared_ptr<Session> session, Asked asked,
                                 ExecListener& listener, Deadline deadline) {
  const auto passwords = become_passwords_of(*session);
  const std::string account = asked.identity.name();
  auto turn = co_await passwords->turn(account, deadline);
  if (!turn || passwords->is_given_up(account)) co_return not_taken(asked.identity);
  const Becoming becoming{
      .user = asked.identity.user, .method = asked.identity.method, .password = *asked.password};
  const ShellCommand command{.text = shell_command({}), .becoming = becoming};
  auto end = co_await session->link->exec(command, std::move(asked.text), listener, deadline);
  if (end.kind == ExecEnd::Kind::kExited) passwords->accepted(account);
  const bool is_refused =
      end.kind == ExecEnd::Kind::kNotStarted && end.error.code == ErrorCode::kUnauthenticated;
  if (!is_refused) co_return end;
  note_refusal(*session, account);
  co_return not_taken(asked.identity);
}

Awaitable<ExecEnd> exec_once(std::shared_ptr<Session> session, Asked asked, ExecListener& listener,
                             Deadline deadline) {
  if (asked.password && !session->link->is_interactive())
    co_return co_await exec_becoming(session, std::move(asked), listener, deadline);
  if (asked.password || asked.streams == Streams::kTerminal)
    co_return co_await exec_announced(session, std::move(asked), listener, deadline);
  co_return co_await session->link->exec({shell_command(asked.identity)}, std::move(asked.text),
                                         listener, deadline);
}

}  // namespace

Awaitable<ExecEnd> exec_as(std::shared_ptr<Session> session, Identity identity, std::string text,
                           ExecListener& listener, Deadline deadline) {
  if (!identity.become)
    co_return co_await session->link->exec({shell_command(identity)}, std::move(text), listener,
                                           deadline);
  const auto passwords = become_passwords_of(*session);
  const std::string account = identity.name();
  // Without the password the target would only say that it wants one.
  const bool is_given_up = session->link->become_passwords() && passwords->is_given_up(account);
  if (is_given_up || is_known_as_wrong(*session, account)) co_return not_taken(identity);
  Asked asked{.identity = identity, .text = std::move(text)};
  if (passwords->may_have(account)) {
    if (!co_await passwords->open(account, deadline))
      co_return ExecEnd{.kind = ExecEnd::Kind::kAbandoned, .exit_status = 0, .error = {}};
    if (const auto* found = passwords->find(account)) asked.password = *found;
  }
  const bool is_sudo = identity.method == flow::BecomeMethod::kSudo;
  const bool is_asked = asked.password && session->link->is_interactive();
  if (is_sudo ? session->sudo_wants_terminal : is_asked) asked.streams = Streams::kTerminal;
  if (!is_sudo || asked.streams == Streams::kTerminal)
    co_return co_await exec_once(session, std::move(asked), listener, deadline);
  Overhearing overhearing(listener);
  const ExecEnd end = co_await exec_once(session, asked, overhearing, deadline);
  if (!overhearing.wants_terminal(end)) co_return end;
  session->sudo_wants_terminal = true;
  asked.streams = Streams::kTerminal;
  co_return co_await exec_once(session, std::move(asked), listener, deadline);
}

Handshake::Handshake(ExecListener& listener, flow::BecomeMethod method, Given given)
    : listener_(listener), given_(std::move(given)), stream_(given_.mark) {
  prompt_ = method == flow::BecomeMethod::kSudo ? word("-password:") : "assword: ";
}

std::string Handshake::word(std::string_view what) const {
  return fmt::format("{}{}", given_.announced.token, what);
}

void Handshake::out(std::string_view bytes) {
  if (is_ready_) return pass_on(bytes);
  if (before_.size() < kBeforeMax) before_ += bytes;
  const std::string announcement = word("-ready\n");
  const std::size_t at = before_.find(announcement);
  if (at == std::string::npos) {
    if (on_terminal()) look_at_terminal();
    return;
  }
  is_ready_ = true;
  changed_();
  const std::string all = std::exchange(before_, {});
  // What a login's start-up files print is noise to the listener, as ever.
  if (at > 0) listener_.out(std::string_view(all).substr(0, at));
  const std::string_view rest = std::string_view(all).substr(at + announcement.size());
  if (!rest.empty()) pass_on(rest);
}

void Handshake::pass_on(std::string_view bytes) {
  if (!on_terminal()) return listener_.out(bytes);
  stream_.feed(bytes, listener_);
  if (!stream_.exit_status() || ended_at_) return;
  ended_at_ = Clock::now();
  changed_();
}

void Handshake::err(std::string_view bytes) {
  if (!is_ready_ && !on_terminal()) look_for_prompt(bytes);
  listener_.err(bytes);
}

void Handshake::look_for_prompt(std::string_view bytes) {
  asked_ += bytes;
  for (std::size_t at = 0; (at = asked_.find(prompt_)) != std::string::npos;) {
    ++prompts_;
    asked_.erase(0, at + prompt_.size());
  }
  if (asked_.size() > kPromptMax) asked_.erase(0, asked_.size() - kPromptMax);
}

/// A terminal tells a prompt by nothing but its place: after our word, and nothing follows it.
void Handshake::look_at_terminal() {
  const std::size_t asks = before_.find(word("-asks\n"));
  if (asks != std::string::npos && before_.find(prompt_, asks) != std::string::npos &&
      before_.ends_with(prompt_))
    ++prompts_;
}

bool Handshake::cancelled() const {
  if (ended_at_ && Clock::now() >= *ended_at_ + kGraceForOutput) return true;
  return is_refused() || listener_.cancelled();
}

// On a terminal there is no end of input.
std::optional<std::string> Handshake::more_input() {
  if (is_ready_ && !std::exchange(is_text_sent_, true))
    return on_terminal() ? terminal_input(given_.mark, given_.text) : std::move(given_.text);
  if (is_text_sent_ && !on_terminal()) return listener_.more_input();
  if (!is_ready_ && prompts_ == 1 && !std::exchange(is_sent_, true)) return given_.password + "\n";
  return std::string();
}

ExecEnd Handshake::judge(ExecEnd end) {
  if (!on_terminal()) return end;
  if (const auto& status = stream_.exit_status())
    return {.kind = ExecEnd::Kind::kExited, .exit_status = *status, .error = {}};
  if (!is_ready_) {
    for (const auto& ours : {word("-asks\n"), prompt_})
      if (const auto at = before_.find(ours); at != std::string::npos)
        before_.erase(at, ours.size());
    std::erase(before_, '\r');
    if (!before_.empty()) listener_.err(before_ + "\n");
  } else if (end.kind == ExecEnd::Kind::kExited) {
    end = {.kind = ExecEnd::Kind::kLost,
           .exit_status = 0,
           .error = {ErrorCode::kUnreachable, "its terminal was closed before its end", {}, {}}};
  }
  return end;
}

}  // namespace fettle::transport
