// What the programs of a maintenance plan do with their arguments and their input: which of them
// they read as program text, as `sh -c`, `ssh` and `awk` do, so that the outer shell's quoting
// protects no value there. A table of facts from their manuals; shell_command.hpp applies it.
#pragma once

#include <string_view>

namespace fettle::document {

/// What the arguments of a program are.
enum class Takes {
  kData,         ///< data; no option runs anything
  kGuarded,      ///< data, but an option could run something, so no value may look like one
  kWords,        ///< words that mean something to it: `host:path`, `!command`
  kInterpreter,  ///< program text after its options, else a script with arguments
  kClient,       ///< program text after its options, which may stand anywhere
  kFirst,        ///< its first operand is program text, unless an option gives that
  kRest,         ///< all but its first operand is
  kProgram,      ///< all are
  kWrapper,      ///< a command, after its options and `skipped` operands
  kScan,         ///< a command somewhere among them
  kFind,         ///< a command after `-exec`
};

/// What it reads from its standard input.
enum class Input { kData, kProgram };

struct Program {
  std::string_view name;
  Takes takes = Takes::kData;
  Input input = Input::kData;
  std::string_view letters{};        ///< short options whose argument is program text
  std::string_view options{};        ///< the same by long name, between blanks
  std::string_view with_argument{};  ///< short options with an argument of another kind
  int skipped = 0;                   ///< of kWrapper
  std::string_view words{};          ///< operands after which all is program text
};

/// The program of that name, or null. Names with a version, such as `python3.11`, are found too,
/// and so are variants, such as `vim.tiny`.
const Program* find_program(std::string_view name);

/// Whether a short option of that spelling makes text of a program that nobody knows:
/// `-c`, `-qc`, `-e`, `-S`, `-exec`, with `attached` text or without.
bool is_program_option(std::string_view word, bool attached);

/// Whether a program reads the variable of that name as program text or as options: `BASH_ENV`.
bool is_evaluated_variable(std::string_view name);

/// Whether `name` is one of `names`, which stand between blanks.
bool is_listed(std::string_view name, std::string_view names);

/// Whether one of `names`, which stand between blanks, is `name` or begins with it: GNU programs
/// take the beginning of a long option for all of it.
bool abbreviates_one(std::string_view name, std::string_view names);

/// Whether the words of a builtin name variables: `export name=value`.
enum class Declares { kNothing, kNames };

/// Follows the words of bash's builtins that evaluate an argument: as arithmetic, in which
/// `a[$(x)]` runs x, or as the name of a variable, whose subscript is arithmetic. Unlike a
/// program's name theirs counts only where a command begins.
class BuiltinWatch {
 public:
  /// The next word as the shell reads it, quotes removed, as far as it is known.
  void read(std::string_view word, bool starts_command);
  /// Whether an argument that follows is evaluated.
  bool evaluates() const { return evaluates_; }
  /// Whether the beginning of an argument that follows is the name of a variable. Who chooses it
  /// can choose `BASH_ENV` or, as `a[$(x)]`, a subscript.
  bool declares() const { return declares_; }

 private:
  std::string_view letters_;  ///< of the options that make it evaluate
  bool evaluates_ = false;
  bool declares_ = false;
};

}  // namespace fettle::document
