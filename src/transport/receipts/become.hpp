// As whom a text runs on its target: as whoever logs in, or as somebody else through sudo, su or
// doas. Where a password is given the started shell announces itself before it is sent anything:
// the password goes to whoever asks for it and never to a shell. Read on in script.hpp for the
// texts, in terminal_stream.hpp for shells that have only a terminal.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "transport/link.hpp"
#include "transport/receipts/order_execution.hpp"
#include "transport/receipts/terminal_stream.hpp"

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

/// Starts a shell that says `token` and `-ready` on a line once it reads its standard input, or
/// its terminal (terminal_stream.hpp). Who asks for a password does so after a line `TOKEN-asks` on
/// a terminal; sudo asks with `TOKEN-password:`, unless it is `without_asking`.
struct Announced {
  std::string token;
  Streams streams = Streams::kPipes;
  bool without_asking = false;
};
std::string announced_shell_command(const Identity& identity, const Announced& announced);

/// Why no shell was started, from what came instead, and the way out.
std::string why_no_shell(const Identity& identity, std::string_view noise);

/// Runs `text` by a shell of `identity`'s on the session's target, as Link::exec does. Where the
/// person has given a password it is sent if it is asked for: su and doas get a terminal for that,
/// sudo where it insists on one. kNotStarted with kRefused where it is not taken.
Awaitable<ExecEnd> exec_as(std::shared_ptr<Session> session, Identity identity, std::string text,
                           ExecListener& listener, Deadline deadline);

/// Between a shell that announces itself and the listener to what it then says.
class Handshake : public ExecListener {
 public:
  struct Given {
    Announced announced;
    std::string mark;      ///< for a terminal
    std::string text;      ///< sent to the shell once it is ready
    std::string password;  ///< sent to whoever asks before that
  };
  Handshake(ExecListener& listener, flow::BecomeMethod method, Given given);

  /// Called when the shell is ready, and when a text on a terminal has ended.
  void when_changed(std::function<void()> changed) { changed_ = std::move(changed); }

  void out(std::string_view bytes) override;
  void err(std::string_view bytes) override;
  bool cancelled() const override;
  std::optional<std::string> more_input() override;

  bool is_ready() const { return is_ready_; }
  /// The password was asked for again after it had been sent.
  bool is_refused() const { return prompts_ > 1; }
  bool password_was_sent() const { return is_sent_; }
  /// The text has ended on its terminal; output may still come.
  const std::optional<Deadline>& ended_at() const { return ended_at_; }
  /// How exec() ended, of which a terminal tells less than our own shell. What came instead of a
  /// shell goes to the listener.
  ExecEnd judge(ExecEnd end);

 private:
  bool on_terminal() const { return given_.announced.streams == Streams::kTerminal; }
  std::string word(std::string_view what) const;
  void pass_on(std::string_view bytes);
  void look_for_prompt(std::string_view bytes);
  void look_at_terminal();

  ExecListener& listener_;
  std::string prompt_;
  Given given_;
  TerminalStream stream_;
  std::function<void()> changed_ = [] {};
  std::string before_;  ///< standard output before the announcement
  std::string asked_;   ///< the end of what may be a prompt
  int prompts_ = 0;
  bool is_sent_ = false;
  bool is_ready_ = false;
  bool is_text_sent_ = false;
  std::optional<Deadline> ended_at_;
};

}  // namespace fettle::transport
