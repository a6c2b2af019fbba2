// A rough reading of shell text for lint: its simple commands and their words. It is allowed to
// be wrong about exotic text, which then gets a warning too few. Nothing is ever decided by it.
// Read on in lint_habits.hpp.
#pragma once

#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::flow {

struct ShellCommand {
  std::vector<std::string_view> words;  ///< without quotes, `sudo`, assignments and the like
  std::string_view keyword;             ///< `while`, `until`, ... that it stood after, if any
  std::string_view joined_by;           ///< operator before it: "", ";", "&&", "||", "|", "&"
  bool wrapped = false;    ///< `sudo` or the like stood before it, and may fail by itself
  bool elsewhere = false;  ///< runs on another machine, or in a container
  bool nested = false;     ///< what another command of the text runs
};

/// A shell text and its commands, in order. What `sh -c`, `ssh host`, `xargs`, `find -exec` and the
/// like run is read too and follows its command. Views `text`.
struct Script {
  std::string_view text;
  std::vector<ShellCommand> commands;
  std::forward_list<std::string> spelled;  ///< words that quotes or escapes write otherwise

  explicit Script(std::string_view script);
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;
};

/// A program's name without its folder.
std::string_view program_of(const ShellCommand& command);

/// Whether it only reads or writes text: `grep "drop table"` drops nothing.
bool only_mentions(const ShellCommand& command);

/// Whether it is a database's client, which reads statements among its words.
bool asks_database(const ShellCommand& command);

}  // namespace fettle::flow
