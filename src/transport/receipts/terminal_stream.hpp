// How a text is run by a shell that has only a terminal, as su, doas and some sudo give it: our own
// shell sets the terminal to pass on bytes as they are, reads the text by its length, has a shell
// run it on pipes, and puts what that writes into one stream. Lines of standard error and the end
// bear a mark that no command line shows. Pure; read on in become.hpp for who starts that shell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "transport/link.hpp"

namespace fettle::transport {

/// Shell text, one line without `!`, which csh would read: says `token` and `-ready` on a line,
/// then waits for what terminal_input() gives.
std::string terminal_shell(std::string_view token);

/// What makes a text known to terminal_shell(). `mark`: letters and digits.
std::string terminal_input(std::string_view mark, std::string_view text);

/// Takes the stream apart again.
class TerminalStream {
 public:
  explicit TerminalStream(std::string_view mark);
  void feed(std::string_view bytes, ExecListener& listener);
  /// That of the shell that ran the text, once it has ended. Output may still come.
  const std::optional<int>& exit_status() const { return exit_status_; }

 private:
  void take_line(std::string_view line, ExecListener& listener);

  std::string mark_;
  std::string held_;  ///< a line of ours without its end, or what may become one
  std::optional<int> exit_status_;
};

}  // namespace fettle::transport
