#include "cli/console.hpp"

#include <pwd.h>
#include <unistd.h>

#include <iostream>

namespace fettle::cli {
namespace {

std::string user_name() {
  const auto* entry = ::getpwuid(::getuid());
  return entry != nullptr ? entry->pw_name : std::to_string(::getuid());
}

}  // namespace

Console process_console() {
  const bool can_ask = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
  return {std::cout, std::cerr, can_ask, user_name()};
}

}  // namespace fettle::cli
