// Completion of commands and options for the shells that people use. Each function writes one
// script; the shell itself offers file names where a value is wanted.
#pragma once

#include <string>

#include "app/command_help.hpp"

namespace fettle::app {

std::string bash_completion(const CommandHelp& program);
std::string zsh_completion(const CommandHelp& program);
std::string fish_completion(const CommandHelp& program);

}  // namespace fettle::app
