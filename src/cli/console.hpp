// Where a command reads and writes. Data goes to `out`, errors and questions to `err`.
#pragma once

#include <iosfwd>
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

/// Exit statuses, as docs/reference/cli.md lists them.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitUnfinished = 3;

}  // namespace fettle::cli
