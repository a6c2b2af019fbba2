// What stands behind an output stream: whether it can be drawn on, how large it is, what it can
// show. Asks the system; everything else of this folder is told.
#pragma once

#include <functional>
#include <string>

#include "cli/view/line.hpp"
#include "cli/view/screen.hpp"

namespace fettle::cli {

struct Terminal {
  bool can_redraw = false;  ///< a terminal that knows cursor movements
  TerminalStyle look;
  std::function<ScreenSize()> size = [] { return ScreenSize{}; };
};

/// Value of a variable of the environment; empty where it is not set.
using Environment = std::function<std::string(const char* name)>;

/// `descriptor` is 1 for standard output. Colour is off where NO_COLOR has a value
/// (https://no-color.org); only ASCII is shown where the locale is not a UTF-8 one.
Terminal look_at_terminal(int descriptor, const Environment& environment);

/// The environment of this process.
std::string process_environment(const char* name);

}  // namespace fettle::cli
