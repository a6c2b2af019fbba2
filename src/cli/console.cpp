#include "cli/console.hpp"

#include <pwd.h>
#include <termios.h>
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

std::optional<std::string> ask_hidden(const std::string& question) {
  termios shown{};
  if (::tcgetattr(STDIN_FILENO, &shown) != 0) return std::nullopt;
  auto hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  std::cerr << question << std::flush;
  std::string answer;
  const bool typed = static_cast<bool>(std::getline(std::cin, answer));
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::cerr << "\n";
  return typed ? std::optional(answer) : std::nullopt;
}

}  // namespace fettle::cli
