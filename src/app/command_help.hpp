// A command as its help tells it: plain values, so that completions and the manual page are written
// from the one place that also reads the arguments (command_line.cpp).
#pragma once

#include <string>
#include <vector>

namespace fettle::app {

struct OptionHelp {
  std::vector<std::string> names;  ///< "--target", "-t"; of an argument its name: "plan"
  std::string value;               ///< "FILE"; empty for a flag
  std::string help;
  bool required = false;
};

struct CommandHelp {
  std::string name;
  std::string description;
  std::vector<OptionHelp> arguments;
  std::vector<OptionHelp> options;
  std::string footer;  ///< an example, exit statuses
  std::vector<CommandHelp> commands;
};

}  // namespace fettle::app
