// What it does: starts Fettle. What it never does: anything else. The way of a plan goes on in
// cli/run.cpp; the commands are listed in app/command_line.cpp.
#include <cstddef>
#include <span>

#include "app/command_line.hpp"

int main(int count, char** arguments) {
  return fettle::app::run_command_line({arguments, static_cast<std::size_t>(count)});
}
