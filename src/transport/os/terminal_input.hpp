// Lines that a person types, and the signals by which a process is asked to stop, as events of the
// loop. Standard input is read only while a line is wanted. What the terminal showed before is
// shown again whatever ends a hidden line: its end, that of input, a signal, or the object's.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "transport/os/asio_loop.hpp"

namespace fettle::transport {

enum class Echo { kShown, kHidden };

class TerminalInput {
 public:
  explicit TerminalInput(AsioLoop& loop);
  ~TerminalInput();

  /// `heard` is called for each SIGINT, SIGTERM and SIGHUP, but for those that whoever started the
  /// process has it ignore.
  void on_signal(std::function<void()> heard);
  /// `typed` gets the line that read_line asked for, without its end; nothing at the end of input.
  void on_line(std::function<void(std::optional<std::string>)> typed);
  /// A line that is typed from now on: what was typed before is thrown away. Of a hidden one
  /// nothing is shown, and a signal calls it off: `typed` never hears of it.
  void read_line(Echo echo = Echo::kShown);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace fettle::transport
