// Programs that the demo starts: each in a session of its own, so that Ctrl-C is for the demo
// alone, and none of them left behind. Never used for what runs on a target; see transport/.
#pragma once

#include <sys/types.h>

#include <csignal>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace fettle::cli {

struct Program {
  std::vector<std::string> arguments;  ///< the first is its path, or a name to be found in PATH
  std::string log = "/dev/null";       ///< where its output and errors are appended
  int input = -1;                      ///< descriptor of its standard input; -1: nothing to read
  int signal_when_we_end = SIGTERM;    ///< however this process ends; 0: it stays
};

/// The status that a program which can't be started ends with, as in a shell.
inline constexpr int kNotStarted = 127;

Result<pid_t> start_program(const Program& program);

/// Runs a program to its end and returns its exit status.
Result<int> run_program(const Program& program);

/// From now on what descends from this process stays its child when those between have ended, so
/// that end_descendants() finds it.
void adopt_orphans();

/// Kills everything that was started from here, directly or not, but for one process.
void end_descendants(pid_t spared);

}  // namespace fettle::cli
