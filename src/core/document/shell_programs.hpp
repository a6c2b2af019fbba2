// Programs and builtins that read some of their arguments or their input as program text, such as
// `sh -c`, `ssh` and `let`. Quoting for the outer shell does not protect a value from these.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fettle::document {

/// Follows a simple command from its beginning and tells what its next word would be to it. Reads
/// each character once, however often it is asked.
class ProgramWatch {
 public:
  ProgramWatch() = default;
  /// The command begins at byte `begin` of the text that it is asked about.
  explicit ProgramWatch(std::size_t begin) : at_(begin), name_begin_(begin) {}

  /// Whether text[begin, end) reads what follows as program text: `sudo sh -c "`, `eval `,
  /// `ssh host `. Neither the text changes nor does `end` ever go back.
  bool reads_arguments(std::string_view text, std::size_t end);
  /// Whether it reads its standard input as one: `sh`, `ssh host bash -s`.
  bool reads_input(std::string_view text, std::size_t end);

 private:
  std::string_view name(std::string_view text) const;
  void read_to(std::string_view text, std::size_t end);
  void read(char c);
  void end_word(std::string_view name);

  std::size_t at_ = 0;
  std::size_t name_begin_ = 0;  ///< of the word that is being read: behind its last slash
  std::size_t size_ = 0;        ///< of that word
  bool is_dashed_ = false;
  bool is_option_ = false;
  std::string option_letters_;  ///< of the programs so far: they make the next word program text
  bool reads_arguments_ = false;
  bool reads_input_ = false;
};

/// The same for bash's builtins that evaluate an argument: as arithmetic, in which `a[$(x)]` runs
/// x, or as the name of a variable, whose subscript is arithmetic. Unlike a program's name theirs
/// counts only where a command begins.
class BuiltinWatch {
 public:
  /// The beginning of the next word: all up to its first quote, expansion or end.
  void read(std::string_view word, bool starts_command);
  /// All that follows in the command is.
  void evaluate_rest() { evaluates_ = true; }
  /// Whether an argument that follows is evaluated.
  bool evaluates() const { return evaluates_; }

 private:
  std::string_view letters_;  ///< of the options that make it evaluate
  bool evaluates_ = false;
};

}  // namespace fettle::document
