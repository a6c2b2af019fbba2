// As whom a text runs on its target: as whoever logs in, or as somebody else through sudo, su or
// doas. Where a password is given the started shell announces itself before it is sent anything:
// the password goes to whoever asks for it and never to a shell. Read on in script.hpp for the
// texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "transport/link.hpp"
#include "transport/receipts/order_execution.hpp"

namespace fettle::transport {

/// An account and the way to it.
struct Identity {
  bool become = false;  ///< false: whoever logs in; the rest then says nothing
  std::string user;     ///< empty: root
  flow::BecomeMethod method = flow::BecomeMethod::kSudo;

  std::string name() const { return user.empty() ? "root" : user; }
};

/// What the order's step says, then what its server says, then root through sudo.
Identity identity_of(const fleet::Server& server, bool become, const flow::Become& as_whom);

/// Why nobody can become that: a name that is none. Empty: one can.
std::string refusal(const Identity& identity);

/// Starts a shell that reads its standard input, without any password.
std::string shell_command(const Identity& identity);

/// Starts a shell that says `token` and `-ready` on a line once it reads its standard input. sudo
/// asks for the password with `token`.
std::string announced_shell_command(const Identity& identity, std::string_view token);

/// Why no shell was started, from what came instead, and the way out.
std::string why_no_shell(const Identity& identity, std::string_view noise);

/// Runs `text` by a shell of `identity`'s on the session's target, as Link::exec does. Where the
/// person has given a password it is sent if it is asked for. kNotStarted with kRefused where it is
/// not taken.
Awaitable<ExecEnd> exec_as(std::shared_ptr<Session> session, Identity identity, std::string text,
                           ExecListener& listener, Deadline deadline);

/// Between a shell that announces itself and the listener to what it then says.
class Handshake : public ExecListener {
 public:
  /// `text` is sent to the shell once it is ready; `password` to whoever asks before that.
  Handshake(ExecListener& listener, const Identity& identity, std::string token, std::string text,
            std::string password);

  void out(std::string_view bytes) override;
  void err(std::string_view bytes) override;
  bool cancelled() const override { return is_refused() || listener_.cancelled(); }
  std::optional<std::string> more_input() override;

  bool is_ready() const { return is_ready_; }
  /// The password was asked for again after it had been sent.
  bool is_refused() const { return prompts_ > 1; }
  bool password_was_sent() const { return is_sent_; }

 private:
  void look_for_prompt(std::string_view bytes);

  ExecListener& listener_;
  flow::BecomeMethod method_;
  std::string token_;
  std::string text_;
  std::string password_;
  std::string before_;  ///< standard output before the announcement
  std::string asked_;   ///< the end of what may be a prompt
  int prompts_ = 0;
  bool is_sent_ = false;
  bool is_ready_ = false;
  bool is_text_sent_ = false;
};

}  // namespace fettle::transport
