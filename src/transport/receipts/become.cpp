#include "transport/receipts/become.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/enum_name.hpp"
#include "core/document/shell.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kPromptMax = 256;
constexpr std::size_t kWordsMax = 2000;
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

std::string announced_shell_command(const Identity& identity, std::string_view token) {
  const std::string shell = fmt::format("sh -c 'echo {}-ready; exec sh'", token);
  switch (identity.method) {
    case flow::BecomeMethod::kSudo:
      return fmt::format("exec sudo -S -H -p {} {}-- {}", token, option_for_user(identity), shell);
    case flow::BecomeMethod::kDoas:
      return fmt::format("exec doas {}{}", option_for_user(identity), shell);
    case flow::BecomeMethod::kSu:
      // Its prompt is in the language of the target otherwise.
      return fmt::format(
          "exec env LC_ALL=C su -s /bin/sh {} -c 'unset LC_ALL; echo {}-ready; exec sh'",
          document::shell_quote(identity.name()), token);
  }
  std::unreachable();
}

std::string why_no_shell(const Identity& identity, std::string_view noise) {
  const std::string words = words_of(noise);
  if (!identity.become)
    return fmt::format(
        "no POSIX shell could be started there: {}; where a start-up file such as ~/.bashrc starts "
        "another program, let it do so only on a terminal",
        words);
  const auto method = enum_name(identity.method);
  return fmt::format(
      "no shell could be started there as {}: {}; install {} there, give the password with "
      "--ask-become-password{}, or set `become: false`",
      identity.name(), words, method,
      identity.method == flow::BecomeMethod::kSudo ? " or this account NOPASSWD in sudoers" : "");
}

Awaitable<ExecEnd> exec_as(std::shared_ptr<Session> session, Identity identity, std::string text,
                           ExecListener& listener, Deadline deadline) {
  const auto& passwords = session->context->become_passwords;
  const std::string account = identity.name();
  const std::string* password = nullptr;
  if (identity.become && passwords->may_have(account)) {
    if (!co_await passwords->open(account, deadline))
      co_return ExecEnd{.kind = ExecEnd::Kind::kAbandoned, .exit_status = 0, .error = {}};
    password = passwords->find(account);
  }
  if (password == nullptr)
    co_return co_await session->link->exec(shell_command(identity), std::move(text), listener,
                                           deadline);
  const auto turn = co_await passwords->turn(account, deadline);
  if (!turn || passwords->is_given_up(account)) co_return not_taken(identity);
  const std::string token = session->context->token;
  Handshake handshake(listener, identity, token, std::move(text), *password);
  const ExecEnd end = co_await session->link->exec(announced_shell_command(identity, token), {},
                                                   handshake, deadline);
  if (handshake.is_ready()) passwords->accepted(account);
  const bool is_refused =
      handshake.is_refused() || (handshake.password_was_sent() && !handshake.is_ready() &&
                                 end.kind == ExecEnd::Kind::kExited);
  if (!is_refused) co_return end;
  passwords->refused(account);
  co_return not_taken(identity);
}

Handshake::Handshake(ExecListener& listener, const Identity& identity, std::string token,
                     std::string text, std::string password)
    : listener_(listener),
      method_(identity.method),
      token_(std::move(token)),
      text_(std::move(text)),
      password_(std::move(password)) {}

void Handshake::out(std::string_view bytes) {
  if (is_ready_) return listener_.out(bytes);
  if (before_.size() < kBeforeMax) before_ += bytes;
  const std::string announcement = token_ + "-ready\n";
  const std::size_t at = before_.find(announcement);
  if (at == std::string::npos) return;
  is_ready_ = true;
  const std::string all = std::exchange(before_, {});
  // What a login's start-up files print is noise to the listener, as ever.
  if (at > 0) listener_.out(std::string_view(all).substr(0, at));
  const std::string_view rest = std::string_view(all).substr(at + announcement.size());
  if (!rest.empty()) listener_.out(rest);
}

void Handshake::err(std::string_view bytes) {
  if (!is_ready_) look_for_prompt(bytes);
  listener_.err(bytes);
}

void Handshake::look_for_prompt(std::string_view bytes) {
  asked_ += bytes;
  const bool is_sudo = method_ == flow::BecomeMethod::kSudo;
  const std::string prompt = is_sudo ? token_ : "assword: ";
  for (std::size_t at = 0; (at = asked_.find(prompt)) != std::string::npos;) {
    ++prompts_;
    asked_.erase(0, at + prompt.size());
  }
  if (asked_.size() > kPromptMax) asked_.erase(0, asked_.size() - kPromptMax);
}

std::optional<std::string> Handshake::more_input() {
  if (is_ready_ && !std::exchange(is_text_sent_, true)) return std::move(text_);
  if (is_text_sent_) return listener_.more_input();
  if (prompts_ == 1 && !std::exchange(is_sent_, true)) return password_ + "\n";
  return std::string();
}

}  // namespace fettle::transport
