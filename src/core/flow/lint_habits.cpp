#include "core/flow/lint_habits.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <span>
#include <string>
#include <vector>

namespace fettle::flow {
namespace {

bool is_in(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

std::string_view first_word(const ShellCommand& command) {
  return command.words.empty() ? std::string_view() : command.words[0];
}

bool has_short_option(const ShellCommand& command, std::string_view letters) {
  return std::ranges::any_of(command.words, [&](auto word) {
    const bool option = word.size() > 1 && word[0] == '-' && word[1] != '-';
    return option && word.find_first_of(letters) != std::string_view::npos;
  });
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
  const bool compares =
      std::ranges::any_of(command.words, [](auto word) { return is_in(word, kComparisons); });
  const bool arithmetic = is_loop(command) && command.words.empty();  // `while (( i < 5 ))`
  return compares || arithmetic;
}

/// `tail -f` and its like, which never end by themselves.
bool follows(const ShellCommand& command) {
  const auto program = program_of(command);
  const auto has = [&](std::string_view letters) { return has_short_option(command, letters); };
  if (program == "tail") return has("fF");
  if (program == "journalctl") return has("f") || is_in("--follow", command.words);
  if (program == "ping" || program == "ping6") return !has("cwW") && command.words.size() > 1;
  if (program == "watch") return command.words.size() > 1 && !has("g");
  return false;
}

bool is_always(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 7> kTrue{"true",     ":",      "1",      "[ 1 ]",
                                                         "[ true ]", "test 1", "[[ 1 ]]"};
  std::string text;
  for (const auto word : command.words) (text += text.empty() ? "" : " ") += word;
  return command.keyword == "until" ? text == "false" : is_in(text, kTrue);
}

/// A filter, which exits 0 whatever the command before the pipe did.
bool filters(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 18> kFilters{
      "cat", "head", "tail", "wc",  "tee",    "sort",   "uniq", "cut",  "tr",
      "nl",  "tac",  "rev",  "fmt", "column", "logger", "less", "fold", "paste"};
  if (command.joined_by != "|" || !is_in(program_of(command), kFilters)) return false;
  const auto checks_order = [](std::string_view word) {
    return word == "-c" || word == "-C" || word == "--check";
  };
  return program_of(command) != "sort" || std::ranges::none_of(command.words, checks_order);
}

/// `curl` without `-f` exits 0 for an answer of 500. Of other protocols than HTTP it does not.
bool ignores_answer(const ShellCommand& command) {
  if (program_of(command) != "curl") return false;
  static constexpr std::array<std::string_view, 6> kOther{"ftp",  "telnet:", "smtp",
                                                          "ldap", "file:",   "--version"};
  static constexpr std::string_view kTakesWord = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const auto word = command.words[i];
    if (word.starts_with("--fail")) return false;
    if (std::ranges::any_of(kOther, [&](auto start) { return word.starts_with(start); }))
      return false;
    if (word.size() < 2 || word[0] != '-' || word[1] == '-') continue;
    const auto value = word.find_first_of(kTakesWord, 1);
    if (word.substr(0, value).contains('f')) return false;
    if (value != std::string_view::npos && value + 1 == word.size()) ++i;
  }
  return true;
}

bool exits_zero(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 4> kAlwaysZero{"true", ":", "echo", "printf"};
  if (command.wrapped || command.joined_by == "&") return false;
  const auto program = first_word(command);
  if (program == "exit" || program == "return") return is_in("0", command.words);
  return is_in(program, kAlwaysZero) || filters(command) || ignores_answer(command);
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
  if (std::ranges::any_of(commands, leaves) || std::ranges::any_of(commands, counts)) return false;
  if (std::ranges::any_of(commands, follows)) return true;
  if (std::ranges::none_of(commands, is_loop)) return false;
  const bool sleeps =
      std::ranges::any_of(commands, [](const auto& c) { return first_word(c) == "sleep"; });
  return std::ranges::any_of(commands, [&](const ShellCommand& command) {
    const bool waits = (sleeps || first_word(command) == "sleep") && first_word(command) != "read";
    return is_loop(command) && (is_always(command) || waits);
  });
}

bool cannot_fail(const Script& check) {
  std::vector<const ShellCommand*> commands;
  for (const auto& command : check.commands) {
    if (!command.nested) commands.push_back(&command);
  }
  const auto fails = [](const auto* command) { return fails_by_itself(*command); };
  if (commands.empty() || std::ranges::any_of(commands, fails)) return false;
  const auto& first = *commands.front();
  const bool stops_early = first_word(first) == "set" && commands.size() > 2;
  if (stops_early || check.text.contains("pipefail")) return false;
  if (!commands.back()->keyword.empty()) return false;
  // Of `a && b` both have to be unable to, of `a || b` and `a; b` the last decides.
  for (auto at = commands.size(); at-- > 0;) {
    const auto& command = *commands[at];
    if (!exits_zero(command)) return false;
    auto begins = at;  // of the pipeline that ends here
    while (begins > 0 && commands[begins]->joined_by == "|") --begins;
    if (commands[begins]->joined_by != "&&") return true;
    at = begins;
  }
  return true;
}

bool reboots(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 3> kVerbs{"reboot", "kexec", "soft-reboot"};
  if (command.elsewhere) return false;
  const auto program = program_of(command);
  const auto has = [&](std::string_view word) { return is_in(word, command.words); };
  if (program == "reboot") return !has("--help") && !has("-p") && !has("--poweroff");
  if (program == "shutdown") return has("-r") || has("--reboot");
  if (program == "init" || program == "telinit") return has("6");
  if (program == "kexec") return has("-e") || has("--exec");
  if (program != "systemctl") return false;
  const auto verb = std::ranges::find_if(command.words | std::views::drop(1),
                                         [](auto word) { return !word.starts_with('-'); });
  return verb != command.words.end() && is_in(*verb, kVerbs);
}

Reboot find_reboot(const Script& script) {
  for (std::size_t i = 0; i < script.commands.size(); ++i) {
    const auto& command = script.commands[i];
    if (!reboots(command)) continue;
    const bool chosen = command.joined_by == "&&" || command.joined_by == "||" ||
                        command.keyword == "then" || command.keyword == "else";
    return chosen ? Reboot::kSometimes : Reboot::kAlways;
  }
  return Reboot::kNone;
}

}  // namespace fettle::flow
