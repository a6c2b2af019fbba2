// A rough reading of shell text for lint: its simple commands and their words. It is allowed to
// be wrong about exotic text, which then gets a warning too few. Nothing is ever decided by it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fettle::flow {

struct ShellCommand {
  std::vector<std::string> words;  ///< quotes removed; `sudo`, assignments and the like dropped
  std::string keyword;             ///< `while`, `until`, `if`, ... that it stood after, if any
  std::string joined_by;           ///< operator before it: "", ";", "&&", "||", "|", "&"
};

/// In the order of the text. Text given to `sh -c` is read too and follows its command.
std::vector<ShellCommand> read_commands(std::string_view script);

}  // namespace fettle::flow
