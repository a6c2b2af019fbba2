#include "app/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <ranges>

#include "core/document/shell.hpp"

namespace fettle::app {
namespace {

using document::shell_quote;

/// Calls `visit` with each command and the words that lead to it: "", "run", "plan show".
void each_command(
    const CommandHelp& command, const std::string& path,
    const std::function<void(const std::string& path, const CommandHelp& command)>& visit) {
  visit(path, command);
  for (const auto& sub : command.commands) {
    each_command(sub, path.empty() ? sub.name : path + " " + sub.name, visit);
  }
}

std::vector<std::string> names_of(const std::vector<CommandHelp>& commands) {
  const auto names = commands | std::views::transform(&CommandHelp::name);
  return {names.begin(), names.end()};
}

std::vector<std::string> words_of(const CommandHelp& command) {
  auto words = names_of(command.commands);
  for (const auto& option : command.options) {
    words.insert(words.end(), option.names.begin(), option.names.end());
  }
  return words;
}

/// How a shell learns which batches there are; it says nothing where there are none.
constexpr std::string_view kBatchIds = "fettle batches --ids 2>/dev/null";

bool takes_batch(const CommandHelp& command) {
  return std::ranges::any_of(command.arguments,
                             [](const OptionHelp& argument) { return argument.value == "BATCH"; });
}

/// Within '[...]' of zsh's _arguments and after ':' of _describe.
std::string zsh_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string zsh_function(const std::string& path) {
  std::string name = "_fettle";
  for (const char c : path.empty() ? path : " " + path) name += c == ' ' ? '_' : c;
  return name;
}

std::string zsh_options(const CommandHelp& command) {
  std::string text;
  for (const auto& option : command.options) {
    for (const auto& name : option.names) {
      auto spec = fmt::format("*{}[{}]", name, zsh_text(option.help));
      if (!option.value.empty()) spec += fmt::format(":{}:_files", zsh_text(option.value));
      text += fmt::format(" \\\n    {}", shell_quote(spec));
    }
  }
  return text;
}

std::string zsh_body(const std::string& path, const CommandHelp& command) {
  if (command.commands.empty()) {
    const auto* batch = takes_batch(command) ? " '1:batch:_fettle_batches'" : "";
    return fmt::format("  _arguments{}{} '*:file:_files'\n", zsh_options(command), batch);
  }
  auto text = fmt::format(
      "  local line state\n  _arguments -C{} '1:command:->command' '*::argument:->argument'\n"
      "  case $state in\n  command) local -a commands=(\n",
      zsh_options(command));
  for (const auto& sub : command.commands) {
    text += fmt::format("    {}\n",
                        shell_quote(fmt::format("{}:{}", sub.name, zsh_text(sub.description))));
  }
  text += "    )\n    _describe command commands ;;\n  argument) case $line[1] in\n";
  for (const auto& sub : command.commands) {
    text += fmt::format("    {}) {} ;;\n", sub.name,
                        zsh_function(path.empty() ? sub.name : path + " " + sub.name));
  }
  return text + "    esac ;;\n  esac\n";
}

/// fish's test for standing behind the words of `path`, with no word of a deeper command yet.
std::string fish_condition(const std::string& path, const CommandHelp& command) {
  std::string condition = path.empty() ? "true" : "";
  for (const auto word : std::views::split(path, ' ')) {
    condition += fmt::format("{}__fish_seen_subcommand_from {}", condition.empty() ? "" : "; and ",
                             std::string_view(word));
  }
  if (command.commands.empty()) return condition;
  return fmt::format("{}; and not __fish_seen_subcommand_from {}", condition,
                     fmt::join(names_of(command.commands), " "));
}

std::string fish_option(const std::string& condition, const OptionHelp& option) {
  auto text = fmt::format("complete -c fettle -n {}", shell_quote(condition));
  for (const std::string_view name : option.names) {
    text += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2))
                                   : fmt::format(" -s {}", name.substr(1));
  }
  if (!option.value.empty()) text += " -r -F";
  return text + fmt::format(" -d {}\n", shell_quote(option.help));
}

}  // namespace

std::string bash_completion(const CommandHelp& program) {
  std::string known;
  std::string words;
  each_command(program, "", [&](const std::string& path, const CommandHelp& command) {
    if (!path.empty()) known += fmt::format("{}'{}'", known.empty() ? "" : "|", path);
    words += fmt::format("    '{}') words={}{} ;;\n", path,
                         shell_quote(fmt::format("{}", fmt::join(words_of(command), " "))),
                         takes_batch(command) ? fmt::format("\" last $({})\"", kBatchIds) : "");
  });
  return fmt::format(R"sh(_fettle() {{
  local command='' next word words=''
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    next=${{command:+$command }}$word
    case $next in {}) command=$next ;; esac
  done
  case $command in
{}  esac
  COMPREPLY=($(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o default -F _fettle fettle
)sh",
                     known, words);
}

std::string zsh_completion(const CommandHelp& program) {
  auto text = fmt::format(
      "#compdef fettle\n_fettle_batches() {{\n"
      "  local -a batches=(last ${{(f)\"$({})\"}})\n  _describe batch batches\n}}\n",
      kBatchIds);
  each_command(program, "", [&](const std::string& path, const CommandHelp& command) {
    text += fmt::format("{}() {{\n{}}}\n", zsh_function(path), zsh_body(path, command));
  });
  return text +
         "if [ \"$funcstack[1]\" = _fettle ]; then _fettle; else compdef _fettle fettle; fi\n";
}

std::string fish_completion(const CommandHelp& program) {
  std::string text;
  each_command(program, "", [&](const std::string& path, const CommandHelp& command) {
    const auto condition = fish_condition(path, command);
    for (const auto& sub : command.commands) {
      text += fmt::format("complete -c fettle -f -n {} -a {} -d {}\n", shell_quote(condition),
                          sub.name, shell_quote(sub.description));
    }
    for (const auto& option : command.options) text += fish_option(condition, option);
    if (takes_batch(command)) {
      text += fmt::format("complete -c fettle -f -n {} -a {}\n", shell_quote(condition),
                          shell_quote(fmt::format("last ({})", kBatchIds)));
    }
  });
  return text;
}

}  // namespace fettle::app
