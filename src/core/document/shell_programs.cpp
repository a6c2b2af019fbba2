#include "core/document/shell_programs.hpp"

#include <algorithm>
#include <array>

#include "core/document/characters.hpp"

namespace fettle::document {
namespace {

/// A program and the option letters after which an argument is program text; with no letters
/// every argument may be.
struct Program {
  std::string_view name;
  std::string_view options;
};

constexpr std::array<Program, 25> kPrograms{{
    {"ash", "c"},   {"awk", ""},      {"bash", "c"},   {"dash", "c"},    {"eval", ""},
    {"gawk", ""},   {"ksh", "c"},     {"lua", "e"},    {"mawk", ""},     {"node", "ep"},
    {"perl", "eE"}, {"php", "r"},     {"python", "c"}, {"python2", "c"}, {"python3", "c"},
    {"ruby", "e"},  {"runuser", "c"}, {"script", "c"}, {"sed", ""},      {"sh", "c"},
    {"ssh", ""},    {"su", "c"},      {"trap", ""},    {"watch", ""},    {"zsh", "c"},
}};

constexpr std::array<std::string_view, 4> kInputOnly{"at", "batch", "parallel", "xargs"};

std::string_view base_name(std::string_view word) {
  const auto slash = word.rfind('/');
  return slash == std::string_view::npos ? word : word.substr(slash + 1);
}

std::string_view next_word(std::string_view& text) {
  text = trim_left(text);
  const auto* const end = std::ranges::find_if(text, is_space);
  const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(word.size());
  return word;
}

const Program* find_program(std::string_view word) {
  const auto* const found = std::ranges::find(kPrograms, base_name(word), &Program::name);
  return found == kPrograms.end() ? nullptr : &*found;
}

bool has_option(std::string_view arguments, std::string_view letters) {
  while (!(arguments = trim_left(arguments)).empty()) {
    const auto word = next_word(arguments);
    const bool option = word.size() > 1 && word[0] == '-' && word[1] != '-';
    if (option && word.find_first_of(letters) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

bool reads_arguments_as_program(std::string_view command) {
  while (!(command = trim_left(command)).empty()) {
    const auto* program = find_program(next_word(command));
    if (program == nullptr) continue;
    if (program->options.empty() || has_option(command, program->options)) return true;
  }
  return false;
}

bool reads_input_as_program(std::string_view command) {
  while (!(command = trim_left(command)).empty()) {
    const auto word = next_word(command);
    const bool input_only = std::ranges::find(kInputOnly, base_name(word)) != kInputOnly.end();
    const auto* program = find_program(word);
    if (input_only || (program != nullptr && program->name != "sed" && program->name != "awk")) {
      return true;
    }
  }
  return false;
}

}  // namespace fettle::document
