#include "cli/console.hpp"

#include <unistd.h>

#include <iostream>

#include "transport/os/account.hpp"

namespace fettle::cli {
namespace {

std::string user_name() {
  const auto account = transport::account_of(::getuid());
  return account ? account->user : std::to_string(::getuid());
}

}  // namespace

Console process_console() {
  const bool can_ask = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
  return {std::cout, std::cerr, can_ask, user_name()};
}

}  // namespace fettle::cli
