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

constexpr std::array<Program, 29> kPrograms{{
    {"ash", "c"},    {"awk", ""},      {"bash", "c"},    {"dash", "c"},    {"eval", ""},
    {"gawk", ""},    {"ksh", "c"},     {"lua", "e"},     {"mariadb", "e"}, {"mawk", ""},
    {"mysql", "e"},  {"node", "ep"},   {"perl", "eE"},   {"php", "r"},     {"psql", "c"},
    {"python", "c"}, {"python2", "c"}, {"python3", "c"}, {"ruby", "e"},    {"runuser", "c"},
    {"script", "c"}, {"sed", ""},      {"sh", "c"},      {"sqlite3", ""},  {"ssh", ""},
    {"su", "c"},     {"trap", ""},     {"watch", ""},    {"zsh", "c"},
}};

static_assert(std::ranges::is_sorted(kPrograms, {}, &Program::name));

/// As above, by bash's manual.
constexpr std::array<Program, 15> kBuiltins{{
    {"[", "v"},
    {"alias", ""},
    {"declare", "Aain"},
    {"getopts", ""},
    {"let", ""},
    {"local", "Aain"},
    {"mapfile", ""},
    {"printf", "v"},
    {"read", ""},
    {"readarray", ""},
    {"readonly", "Aa"},
    {"test", "v"},
    {"typeset", "Aain"},
    {"unset", ""},
    {"wait", "p"},
}};

static_assert(std::ranges::is_sorted(kBuiltins, {}, &Program::name));

constexpr std::array<std::string_view, 4> kInputOnly{"at", "batch", "parallel", "xargs"};

const Program* find_program(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(kPrograms, name, {}, &Program::name);
  return found == kPrograms.end() || found->name != name ? nullptr : &*found;
}

bool takes_program_as_argument(const Program* program) {
  return program != nullptr && program->options.empty();
}

bool takes_program_as_input(const Program* program) {
  return program != nullptr && program->name != "sed" && program->name != "awk";
}

bool is_input_only(std::string_view name) {
  return std::ranges::find(kInputOnly, name) != kInputOnly.end();
}

}  // namespace

bool ProgramWatch::reads_arguments(std::string_view text, std::size_t end) {
  read_to(text, end);
  return reads_arguments_ || takes_program_as_argument(find_program(name(text)));
}

bool ProgramWatch::reads_input(std::string_view text, std::size_t end) {
  read_to(text, end);
  const auto last = name(text);
  return reads_input_ || is_input_only(last) || takes_program_as_input(find_program(last));
}

std::string_view ProgramWatch::name(std::string_view text) const {
  return text.substr(name_begin_, at_ - name_begin_);
}

void ProgramWatch::read_to(std::string_view text, std::size_t end) {
  for (; at_ < end; ++at_) {
    if (is_space(text[at_])) {
      end_word(name(text));
    } else {
      read(text[at_]);
    }
  }
}

void ProgramWatch::read(char c) {
  ++size_;
  if (c == '/') name_begin_ = at_ + 1;
  if (size_ == 1) is_dashed_ = c == '-';
  if (size_ == 2) is_option_ = is_dashed_ && c != '-';
  if (is_option_ && option_letters_.contains(c)) reads_arguments_ = true;
}

void ProgramWatch::end_word(std::string_view name) {
  size_ = 0;
  is_option_ = false;
  name_begin_ = at_ + 1;
  if (is_input_only(name)) reads_input_ = true;
  const auto* program = find_program(name);
  if (program == nullptr) return;
  if (takes_program_as_argument(program)) reads_arguments_ = true;
  if (takes_program_as_input(program)) reads_input_ = true;
  for (const char letter : program->options) {
    if (!option_letters_.contains(letter)) option_letters_ += letter;
  }
}

void BuiltinWatch::read(std::string_view word, bool starts_command) {
  if (starts_command) {
    const auto* const found = std::ranges::find(kBuiltins, word, &Program::name);
    if (found == kBuiltins.end()) return;
    letters_ = found->options;
    evaluates_ = letters_.empty();
  } else if (word.starts_with('-') && word.find_first_of(letters_, 1) != std::string_view::npos) {
    evaluates_ = true;
  }
}

}  // namespace fettle::document
