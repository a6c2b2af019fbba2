#include "core/flow/lint_bash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <ranges>
#include <utility>

#include "core/document/characters.hpp"
#include "core/flow/lint_code.hpp"
#include "core/flow/lint_shell.hpp"

namespace fettle::flow {
namespace {

using document::is_blank;
using document::is_digit;
using document::is_name_part;
using document::is_name_start;

constexpr std::size_t kIndexMax = 200;  // of an array, in bytes

struct Found {
  std::size_t size = 0;
  std::string_view what;
  std::string_view instead;
};

// --- marks in the code ------------------------------------------------------------------------

bool ends_word(std::string_view code, std::size_t at) {
  return at >= code.size() || document::is_space(code[at]) || document::is_shell_operator(code[at]);
}

bool begins_word(std::string_view code, std::size_t at) {
  return at == 0 || ends_word(code, at - 1) || code[at - 1] == '`';
}

std::size_t name_size(std::string_view rest) {
  if (rest.empty() || !is_name_start(rest[0])) return 0;
  const auto end = std::ranges::find_if_not(rest, is_name_part);
  return static_cast<std::size_t>(end - rest.begin());
}

/// `name=(`, `name+=`, `name[i]=` at the beginning of a word.
std::optional<Found> assignment(std::string_view rest) {
  const auto name = name_size(rest);
  if (name == 0) return std::nullopt;
  const auto after = rest.substr(name);
  constexpr std::string_view kNoArrays = "use words and `for`, or several variables";
  if (after.starts_with("=(")) return Found{name + 2, "an array", kNoArrays};
  if (after.starts_with("+=(")) return Found{name + 3, "an array", kNoArrays};
  if (after.starts_with("+=")) return Found{name + 2, "`+=`", "write `x=\"$x...\"`"};
  if (!after.starts_with('[')) return std::nullopt;
  const auto close = after.substr(0, kIndexMax).find(']');
  if (close == std::string_view::npos || !after.substr(close + 1).starts_with('='))
    return std::nullopt;
  return Found{name + close + 2, "an array", kNoArrays};
}

/// What follows `${`.
std::optional<Found> expansion(std::string_view rest) {
  if (rest.starts_with("!")) {
    return Found{3, "`${!name}`", "use `eval`, or a `case`"};
  }
  const auto name = name_size(rest);
  const auto special = name == 0 && !rest.empty() && std::string_view("@*#?").contains(rest[0]);
  const auto skipped = special ? 1 : name;
  if (skipped == 0) return std::nullopt;
  const auto after = rest.substr(skipped);
  if (after.starts_with('[')) {
    return Found{name + 3, "an array", "use words and `for`, or several variables"};
  }
  if (after.starts_with('/')) return Found{name + 3, "`${x/a/b}`", "use `sed`"};
  if (after.starts_with('^') || after.starts_with(',')) {
    return Found{name + 3, "`${x^^}` or `${x,,}`", "use `tr`"};
  }
  if (after.starts_with('@')) return Found{name + 3, "`${x@...}`", "use `printf`"};
  const bool slice = after.size() > 1 && after[0] == ':' &&
                     !std::string_view("-=+?").contains(after[1]) && after[1] != '}';
  if (slice) return Found{name + 3, "`${x:from:size}`", "use `cut`, or `${x#prefix}`"};
  return std::nullopt;
}

/// `{a,b}` and `{1..9}` outside quotes.
std::optional<Found> braces(std::string_view rest) {
  const auto end = rest.find_first_of("} \t\n;&|()'\"{", 1);
  if (end == std::string_view::npos || rest[end] != '}') return std::nullopt;
  const auto inside = rest.substr(1, end - 1);
  if (inside.contains("..") || inside.contains(',')) {
    return Found{end + 1, "a brace expansion", "write the words out, or use `seq`"};
  }
  return std::nullopt;
}

constexpr std::string_view kOwnVariable = "a variable that bash alone sets";

std::optional<Found> dollar(std::string_view script, std::string_view code, std::size_t at) {
  const auto rest = code.substr(at + 1);
  if (rest.starts_with('{')) return expansion(rest.substr(1));
  if (rest.starts_with('[')) return Found{2, "`$[...]`", "write `$((...))`"};
  if (rest.starts_with("(<") && !rest.starts_with("(<<")) {
    return Found{3, "`$(<file)`", "write `$(cat file)`"};
  }
  const bool quoted = rest.starts_with(kQuotedByte) && at + 1 < script.size();
  if (quoted && script[at + 1] == '\'') return Found{2, "`$'...'`", "use `printf`"};
  if (quoted && script[at + 1] == '"') return Found{2, "`$\"...\"`", "write `\"...\"`"};
  static constexpr std::array<std::string_view, 14> kVariables{
      "RANDOM",   "BASH_SOURCE", "BASH_VERSION", "PIPESTATUS", "FUNCNAME", "SECONDS",  "UID",
      "HOSTNAME", "EUID",        "EPOCHSECONDS", "OSTYPE",     "BASHPID",  "HOSTTYPE", "SRANDOM"};
  const auto name = rest.substr(0, name_size(rest));
  if (std::ranges::find(kVariables, name) == kVariables.end()) return std::nullopt;
  return Found{name.size() + 1, kOwnVariable, "use a command instead: `date`, `id -u`, `hostname`"};
}

std::optional<Found> redirection(std::string_view code, std::size_t at) {
  const auto rest = code.substr(at);
  if (rest.starts_with("<<<")) return Found{3, "`<<<`", "use `printf '%s\\n' ... |`"};
  if (rest.starts_with("&>") && (at == 0 || code[at - 1] != '&'))
    return Found{2, "`&>`", "write `>file 2>&1`"};
  if (rest.starts_with("|&")) return Found{2, "`|&`", "write `2>&1 |`"};
  if (rest.starts_with("<(") || rest.starts_with(">(")) {
    return Found{2, "a process substitution", "use a file made by `mktemp`, or a pipe"};
  }
  const auto blanks = std::min(rest.find_first_not_of(" \t", 2), rest.size());
  const auto to = rest.substr(blanks);
  const bool both = rest.starts_with(">&") && !to.empty() && !is_digit(to[0]) &&
                    !std::string_view("-$ {\n").contains(to[0]) &&
                    (at == 0 || !is_digit(code[at - 1]));
  if (both) return Found{2, "`>&file`", "write `>file 2>&1`"};
  return std::nullopt;
}

/// The construct that begins at byte `at`, if one does.
std::optional<Found> construct(std::string_view script, std::string_view code, std::size_t at) {
  const char c = code[at];
  const auto rest = code.substr(at);
  if (c == '$') return dollar(script, code, at);
  if (c == '<' || c == '>' || c == '&' || c == '|') return redirection(code, at);
  if (c == '{' && (at == 0 || code[at - 1] != '$')) return braces(rest);
  if (!begins_word(code, at)) return std::nullopt;
  if (c == '[' && rest.starts_with("[[") && ends_word(code, at + 2)) {
    return Found{2, "`[[`", "write `[ ... ]`, or `case` for patterns"};
  }
  if (c == '(' && rest.starts_with("((") && !rest.starts_with("()")) {
    return Found{2, "`((...))`", "write `[ \"$i\" -lt 5 ]`, or `i=$((i + 1))`"};
  }
  return is_name_start(c) ? assignment(rest) : std::nullopt;
}

// --- commands ---------------------------------------------------------------------------------

struct Builtin {
  std::string_view name;
  std::string_view instead;
};
constexpr std::array<Builtin, 19> kBuiltins{{{"source", "write `.`"},
                                             {"function", "write `name() { ...; }`"},
                                             {"declare", "assign without it"},
                                             {"typeset", "assign without it"},
                                             {"let", "write `i=$((i + 1))`"},
                                             {"pushd", "use `cd` in `( ... )`"},
                                             {"popd", "use `cd` in `( ... )`"},
                                             {"dirs", "use `pwd`"},
                                             {"shopt", "there is nothing like it"},
                                             {"mapfile", "use `while read -r`"},
                                             {"readarray", "use `while read -r`"},
                                             {"disown", "use `nohup`"},
                                             {"coproc", "use `mkfifo`"},
                                             {"select", "no one can answer it"},
                                             {"builtin", "use `command`"},
                                             {"caller", "there is nothing like it"},
                                             {"enable", "there is nothing like it"},
                                             {"compgen", "there is nothing like it"},
                                             {"complete", "there is nothing like it"}}};

/// An option that a command of the shell takes in bash alone.
struct Option {
  std::string_view command;
  std::string_view letters;  ///< any of these in one of its short options
  std::string_view instead;
};
constexpr std::array<Option, 9> kOptions{{{"read", "adeinNpstu", "use plain `read -r`"},
                                          {"echo", "e", "use `printf`"},
                                          {"local", "aAilnrux", "write `local x`"},
                                          {"export", "f", "call the function where it is"},
                                          {"printf", "v", "write `x=$(printf ...)`"},
                                          {"wait", "nfp", "wait for each process id"},
                                          {"type", "apPt", "use `command -v`"},
                                          {"trap", "l", "use `kill -l`"},
                                          {"exec", "acl", "there is nothing like it"}}};

bool is_option(std::string_view word) {
  return word.size() > 1 && word[0] == '-' && word[1] != '-';
}

std::optional<Found> option_of(const ShellCommand& command) {
  const auto name = command.words[0];
  for (const auto& row : kOptions) {
    if (row.command != name) continue;
    for (const auto word : command.words | std::views::drop(1)) {
      if (!is_option(word)) break;
      if (word.find_first_of(row.letters, 1) != std::string_view::npos)
        return Found{0, {}, row.instead};
    }
  }
  return std::nullopt;
}

/// `[ a == b ]`, `[ a =~ b ]`, `[ -v x ]`.
std::optional<Found> test_of(const ShellCommand& command) {
  const auto name = command.words[0];
  if (name != "[" && name != "test") return std::nullopt;
  for (const auto word : command.words) {
    if (word == "==") return Found{0, "`==` in a test", "write `=`"};
    if (word == "=~") return Found{0, "`=~` in a test", "use `case`, or `grep -q`"};
    if (word == "-v") return Found{0, "`-v` in a test", "write `[ -n \"${x+set}\" ]`"};
  }
  return std::nullopt;
}

std::optional<Found> setting_of(const ShellCommand& command) {
  const auto has = [&](std::string_view word) {
    return std::ranges::find(command.words, word) != command.words.end();
  };
  const auto name = command.words[0];
  if (name == "set" && std::ranges::any_of(command.words, [](auto word) {
        return word == "pipefail" || word == "errtrace" || word == "functrace";
      })) {
    return Found{0, "`set -o pipefail`", "check each command by itself"};
  }
  if (name == "trap" && (has("ERR") || has("DEBUG") || has("RETURN"))) {
    return Found{0, "`trap ... ERR`", "use `trap ... EXIT`"};
  }
  return std::nullopt;
}

/// The texts live as long as the program: names of tables, or of the constants above.
std::optional<Bashism> builtin_of(const ShellCommand& command, std::string_view code) {
  if (command.words.empty()) return std::nullopt;
  const auto name = command.words[0];
  const auto at = name.data() >= code.data() && name.data() <= code.data() + code.size()
                      ? static_cast<std::size_t>(name.data() - code.data())
                      : std::size_t{0};
  const auto make = [&](std::string what, std::string_view instead) {
    return Bashism{at, name.size(), std::move(what), std::string(instead)};
  };
  const auto* const builtin = std::ranges::find(kBuiltins, name, &Builtin::name);
  if (builtin != kBuiltins.end()) return make(fmt::format("`{}`", name), builtin->instead);
  if (const auto found = option_of(command)) {
    return make(fmt::format("this option of `{}`", name), found->instead);
  }
  if (const auto found = test_of(command)) return make(std::string(found->what), found->instead);
  if (const auto found = setting_of(command)) {
    return make(std::string(found->what), found->instead);
  }
  return std::nullopt;
}

}  // namespace

std::vector<Bashism> find_bashisms(std::string_view script) {
  std::map<std::string, Bashism> first;
  std::map<std::string_view, bool> set_here;  // variables that the script sets itself
  const auto is_set = [&](std::string_view code, const Found& found, std::size_t at) {
    if (found.what != kOwnVariable) return false;
    const auto name = code.substr(at + 1, found.size - 1);
    const auto [row, is_new] = set_here.try_emplace(name, false);
    if (is_new) row->second = code.contains(std::string(name) + "=");
    return row->second;
  };
  const auto code = mask_quoted(script);
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (is_name_part(code[at]) && !begins_word(code, at)) continue;
    if (const auto found = construct(script, code, at); found && !is_set(code, *found, at)) {
      std::string what(found->what);
      first.try_emplace(what, at, found->size, what, std::string(found->instead));
    }
  }
  const Script commands(code);
  for (const auto& command : commands.commands) {
    if (auto found = builtin_of(command, code)) first.try_emplace(found->what, std::move(*found));
  }
  std::vector<Bashism> bashisms;
  for (auto& [what, found] : first) bashisms.push_back(std::move(found));
  std::ranges::sort(bashisms, {}, &Bashism::begin);
  return bashisms;
}

}  // namespace fettle::flow
