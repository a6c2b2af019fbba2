// A way to a target over which programs are run: ssh_link.hpp over SSH, local_link.hpp on this
// machine. A link carries several programs at once, knows nothing of receipts, and never runs
// anything a second time. Read on in read_order.cpp and change_order.cpp for how orders use it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/flow/command.hpp"
#include "transport/os/asio.hpp"

namespace fettle::transport {

class PasswordCache;

/// Hears what a program writes while it runs. Called on the loop's thread.
class ExecListener {
 public:
  virtual ~ExecListener() = default;
  virtual void out(std::string_view bytes) = 0;
  virtual void err(std::string_view bytes) = 0;
  /// True when the program is of no more interest; asked after Link::notify().
  virtual bool cancelled() const = 0;
  /// What the program is to read after the input that exec() was given: asked once that is written,
  /// and after each out(), err() and Link::notify() again until it says nothing, which ends the
  /// input. Empty: not yet.
  virtual std::optional<std::string> more_input() { return std::nullopt; }
};

/// For a program whose exit status is all that matters.
class DiscardOutput : public ExecListener {
 public:
  void out(std::string_view) override {}
  void err(std::string_view) override {}
  bool cancelled() const override { return false; }
};

/// How Link::exec ended.
struct ExecEnd {
  enum class Kind {
    kExited,      ///< `exit_status`, 128 + n for signal n
    kNotStarted,  ///< the target was not asked: no link, or it refused
    kLost,        ///< the link broke after the target was asked
    kAbandoned,   ///< the listener cancelled, or the deadline came
  };
  Kind kind = Kind::kLost;
  int exit_status = 0;
  Error error;  ///< for kNotStarted and kLost; kRefused: the link itself is well
};

/// What a program reads and writes.
enum class Streams {
  kPipes,
  kTerminal,  ///< one terminal: what it writes to standard error comes as out(), too
};

/// Whom a link that isn't interactive is to become by itself, as nobody could answer for it.
struct Becoming {
  std::string user;  ///< empty: root
  flow::BecomeMethod method = flow::BecomeMethod::kSudo;
  std::string password;
};

struct ShellCommand {
  std::string text;
  Streams streams = Streams::kPipes;
  std::optional<Becoming> becoming = {};
};

class Link {
 public:
  virtual ~Link() = default;

  /// Makes the link, if it isn't made. Errors: kUnreachable (trying again may help), kRefused.
  virtual Awaitable<Result<void>> connect(Deadline deadline) = 0;

  /// Runs `command` in the target's login shell and gives it `input`, then end of file. Output
  /// that a program left behind still holds open is waited for one second. A terminal has modes of
  /// its own, is hung up with the link, and knows no end of file.
  virtual Awaitable<ExecEnd> exec(ShellCommand command, std::string input, ExecListener& listener,
                                  Deadline deadline) = 0;

  /// The passwords for those who are become there, where the server has its own; known once it is
  /// connected.
  virtual std::shared_ptr<PasswordCache> become_passwords() const { return nullptr; }

  /// False: what a program writes comes only when it has ended, and it is given nothing after its
  /// input. Then `becoming` says whose it is.
  virtual bool is_interactive() const { return true; }

  /// Makes every exec() look at its listener again.
  virtual void notify() = 0;

  /// Breaks the link; what is under way ends as kLost. connect() may make it anew.
  virtual void close() = 0;
};

}  // namespace fettle::transport
