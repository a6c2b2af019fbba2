// The command line: which commands there are, their options, their help with examples. Reads
// arguments and calls the command's function in cli/; nothing else. The only CLI11 user.
#pragma once

#include <span>

namespace fettle::app {

/// Runs the command that `arguments` name and returns its exit status. `arguments[0]` is the
/// program.
int run_command_line(std::span<char* const> arguments);

}  // namespace fettle::app
