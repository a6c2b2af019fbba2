// What the files that read arguments share: the command that was chosen, as something to be run
// once all of them are read. command_line.cpp runs it.
#pragma once

#include <functional>

#include "cli/console.hpp"
#include "cli/view/view.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace fettle::app {

/// What the chosen command does, set while arguments are read. Its result is the exit status.
using Chosen = std::function<int(const cli::Console&)>;

inline cli::OutputFormat format_of(bool json) {
  return json ? cli::OutputFormat::kJson : cli::OutputFormat::kText;
}

}  // namespace fettle::app
