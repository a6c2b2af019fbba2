#include "core/flow/lint_habits.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "core/document/characters.hpp"

namespace fettle::flow {
namespace {

bool is_in(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

std::string_view first_word(const ShellCommand& command) {
  return command.words.empty() ? std::string_view() : command.words[0];
}

bool is_loop(const ShellCommand& command) {
  return command.keyword == "while" || command.keyword == "until";
}

bool leaves(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 4> kExits{"break", "exit", "return", "timeout"};
  return is_in(first_word(command), kExits);
}

/// A loop that counts ends some time.
bool counts(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 6> kComparisons{"-lt", "-le", "-gt",
                                                                "-ge", "-eq", "-ne"};
  return std::ranges::any_of(command.words, [](auto word) { return is_in(word, kComparisons); });
}

bool is_always(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 4> kTrue{"true", ":", "1", "[ 1 ]"};
  std::string text;
  for (const auto word : command.words) (text += text.empty() ? "" : " ") += word;
  return command.keyword == "until" ? text == "false" : is_in(text, kTrue);
}

bool has_short_option(const ShellCommand& command, std::string_view letters) {
  return std::ranges::any_of(command.words, [&](auto word) {
    const bool option = word.size() > 1 && word[0] == '-' && word[1] != '-';
    return option && word.find_first_of(letters) != std::string_view::npos;
  });
}

bool has_word(const ShellCommand& command, std::string_view wanted) {
  return std::ranges::find(command.words, wanted) != command.words.end();
}

bool removes_trees(const ShellCommand& command) {
  const bool recursive = has_short_option(command, "rR") || has_word(command, "--recursive");
  const bool force = has_short_option(command, "f") || has_word(command, "--force");
  return recursive && force;
}

bool writes_device(const ShellCommand& command) {
  return std::ranges::any_of(
      command.words, [](auto word) { return word.starts_with("of=") && word != "of=/dev/null"; });
}

std::string_view destroys(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 5> kPrograms{"wipefs", "shred", "lvremove",
                                                             "vgremove", "pvremove"};
  const auto program = first_word(command);
  if (program == "rm" && removes_trees(command)) return "rm -rf";
  if (program == "dd" && writes_device(command)) return "dd of=";
  if (program == "mkfs" || program.starts_with("mkfs.")) return "mkfs";
  if (program == "zpool" && has_word(command, "destroy")) return "zpool destroy";
  if (program == "zfs" && has_word(command, "destroy")) return "zfs destroy";
  const auto* const found = std::ranges::find(kPrograms, program);
  return found == kPrograms.end() ? std::string_view() : *found;
}

/// Whether the blank at `blank` is that of `statement`, in whatever case. Looks at the letter
/// before it first: few are right.
bool stands_around(std::string_view statement, std::string_view script, std::size_t blank) {
  const auto before = statement.find(' ');
  if (blank < before || document::to_lower(script[blank - 1]) != statement[before - 1])
    return false;
  return document::same_word(script.substr(blank - before, statement.size()), statement);
}

/// The first of the list that the script holds.
std::string_view destructive_sql(std::string_view script) {
  static constexpr std::array<std::string_view, 4> kStatements{"drop table", "drop database",
                                                               "drop schema", "truncate table"};
  auto found = kStatements.size();
  for (auto blank = script.find(' '); blank != std::string_view::npos;) {
    for (std::size_t i = 0; i < found; ++i) {
      if (stands_around(kStatements[i], script, blank)) found = i;
    }
    blank = script.find(' ', blank + 1);
  }
  return found == kStatements.size() ? std::string_view() : kStatements[found];
}

bool fails_by_itself(const ShellCommand& command) {
  const auto program = first_word(command);
  const bool status = command.words.size() > 1 && command.words[1] != "0";
  return program == "false" || ((program == "exit" || program == "return") && status);
}

}  // namespace

bool has_unbounded_loop(const Script& script) {
  const auto& [text, commands, spelled] = script;
  if (text.contains("for ((;;))") || text.contains("for (( ; ; ))")) return true;
  if (std::ranges::none_of(commands, is_loop)) return false;
  if (std::ranges::any_of(commands, leaves) || std::ranges::any_of(commands, counts)) return false;
  const bool sleeps =
      std::ranges::any_of(commands, [](const auto& c) { return first_word(c) == "sleep"; });
  return std::ranges::any_of(commands, [&](const ShellCommand& command) {
    return is_loop(command) && (is_always(command) || (sleeps && first_word(command) != "read"));
  });
}

std::string_view destructive_command(const Script& script) {
  for (const auto& command : script.commands) {
    if (const auto found = destroys(command); !found.empty()) return found;
  }
  return destructive_sql(script.text);
}

bool cannot_fail(const Script& check) {
  static constexpr std::array<std::string_view, 4> kAlwaysZero{"true", ":", "echo", "printf"};
  const auto& commands = check.commands;
  if (commands.empty() || std::ranges::any_of(commands, fails_by_itself)) return false;
  const bool stops_early = first_word(commands.front()) == "set" && commands.size() > 2;
  const auto& last = commands.back();
  const bool zero =
      is_in(first_word(last), kAlwaysZero) || (first_word(last) == "exit" && has_word(last, "0"));
  return zero && !stops_early && last.keyword.empty() && last.joined_by != "&&";
}

}  // namespace fettle::flow
