// Where a command reads and writes. Data goes to `out`, errors and questions to `err`.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

namespace fettle::cli {

struct Console {
  std::ostream& out;
  std::ostream& err;
  bool can_ask = false;  ///< a person sits at standard input and sees `err`
  std::string person;    ///< who runs this: recorded with every approval
};

/// Of this process: its streams, its terminal, its user.
Console process_console();

/// Asks at the terminal without showing what is typed; nothing where there is no terminal.
std::optional<std::string> ask_hidden(const std::string& question);

/// Exit statuses of spec 15.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitUnfinished = 3;

}  // namespace fettle::cli
