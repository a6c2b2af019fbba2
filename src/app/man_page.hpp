// The manual page of fettle(1), in mdoc(7), written from the same values as its help.
#pragma once

#include <string>

#include "app/command_help.hpp"

namespace fettle::app {

std::string man_page(const CommandHelp& program);

}  // namespace fettle::app
