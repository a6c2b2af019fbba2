// SIGINT, SIGTERM and SIGHUP as something to be asked about, for commands that wait: they end in
// order then. Those that whoever started the process has it ignore stay ignored. One at a time.
#pragma once

#include <csignal>

#include "base/instant.hpp"

namespace fettle::cli {

class StopSignal {
 public:
  StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;
  ~StopSignal();

  /// Waits so long; false at once where a signal has come, and from then on.
  bool wait(Milliseconds time);
  /// Waits until there is something to read on standard input; false where a signal comes first.
  bool wait_for_input();
  /// What is left to do is done; the next one counts again.
  void forget() { has_come_ = false; }
  bool has_come() const { return has_come_; }

 private:
  void read_signals();

  sigset_t before_{};
  int descriptor_ = -1;
  bool has_come_ = false;
};

}  // namespace fettle::cli
