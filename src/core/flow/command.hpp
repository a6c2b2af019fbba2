// A command that a step wants run on its target, and how it ended. Values only: ports/transport
// carries them out, core/engine decides what an ending means for the step.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fettle::flow {

enum class Access {
  kRead,    ///< run directly, over again after a lost link
  kChange,  ///< run detached under an attempt id, started at most once
};

/// Which shell reads a command's text on the target (docs/reference/plan.md).
enum class Shell { kSh, kBash };
BOOST_DESCRIBE_ENUM(Shell, kSh, kBash)

/// How a command comes to run as another user than the one who logged in.
enum class BecomeMethod { kSudo, kSu, kDoas };
BOOST_DESCRIBE_ENUM(BecomeMethod, kSudo, kSu, kDoas)

/// As whom, and through what, a command runs that does not run as who logged in.
struct Become {
  std::optional<std::string> user;     ///< empty: as the server says, else root
  std::optional<BecomeMethod> method;  ///< empty: as the server says, else sudo
  friend bool operator==(const Become&, const Become&) = default;
};
BOOST_DESCRIBE_STRUCT(Become, (), (user, method))

/// What ansible-playbook is given instead of a shell text.
struct Playbook {
  std::string text;                            ///< YAML
  std::map<std::string, std::string> values;   ///< extra variables, each as text
  std::map<std::string, std::string> bare;     ///< those that are numbers or booleans, as JSON
  std::map<std::string, std::string> secrets;  ///< by the name of the secret that holds each
  friend bool operator==(const Playbook&, const Playbook&) = default;
};
BOOST_DESCRIBE_STRUCT(Playbook, (), (text, values, bare, secrets))

struct Command {
  std::string script;  ///< shell text; literal braces arrive as written
  Access access = Access::kRead;
  std::chrono::seconds timeout{60};  ///< from the moment that the target has been reached
  bool expect_reboot = false;        ///< succeeds when the target returns with a new boot id
  /// How long waiting for a place, connecting and logging in may take before `timeout` counts.
  std::chrono::seconds reach_timeout{300};
  Shell shell = Shell::kSh;
  /// Reading commands only: the scripts that will be asked for next, one by one and otherwise the
  /// same, however this one ends. A transport may run them ahead, to save their round trips.
  std::vector<std::string> following = {};
  std::optional<Playbook> playbook = {};  ///< run instead of `script`, by Ansible
  friend bool operator==(const Command&, const Command&) = default;
};

enum class Ending {
  kExited,       ///< `exit_status` says how; 128 + n for signal n, as a shell tells it
  kRebooted,     ///< the target came back with a new boot id, as the step expected
  kTimedOut,     ///< its time was up; the whole process group was ended
  kCancelled,    ///< ended on our request
  kUnreachable,  ///< no link could be made, and nothing was started
  kUnknown,      ///< a changing command whose outcome can't be told
};
BOOST_DESCRIBE_ENUM(Ending, kExited, kRebooted, kTimedOut, kCancelled, kUnreachable, kUnknown)

struct CommandResult {
  Ending ending = Ending::kUnknown;
  int exit_status = 0;
  std::string message;  ///< for people, where the ending needs words: "connection refused"
  std::int64_t output_bytes = 0;  ///< all that the command wrote, also what was cut
  std::string tail;               ///< last lines of output, redacted, at most 4 KiB
  bool succeeded() const {
    return ending == Ending::kRebooted || (ending == Ending::kExited && exit_status == 0);
  }
  friend bool operator==(const CommandResult&, const CommandResult&) = default;
};
BOOST_DESCRIBE_STRUCT(CommandResult, (), (ending, exit_status, message, output_bytes, tail))

}  // namespace fettle::flow
