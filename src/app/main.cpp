// What it does: starts Fettle, or answers the ssh that Fettle has started. What it never does:
// anything else. The way of a plan goes on in
// cli/run.cpp; the commands are listed in app/command_line.cpp.
#include <cstddef>
#include <span>

#include "app/command_line.hpp"
#include "transport/openssh/askpass_client.hpp"

int main(int count, char** arguments) {
  const std::span<char*> all(arguments, static_cast<std::size_t>(count));
  if (const auto status = fettle::transport::run_as_askpass(all)) return *status;
  return fettle::app::run_command_line(all);
}
