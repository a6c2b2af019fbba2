// Follows one simple command of a shell script, word by word as the shell reads it, quotes
// removed, and tells what a value at the next place would be to the program that it starts. Where
// that can't be told it says what is safest. shell_programs.hpp knows the programs.
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/sed_script.hpp"
#include "core/document/shell_programs.hpp"

namespace fettle::document {

/// What a value would be where it stands, from the freest to the strictest.
enum class ValueRole {
  kData,     ///< one word, whatever it holds
  kWord,     ///< one that means something by itself, such as `host:path`
  kProgram,  ///< text of a program
  kNumber,   ///< the same, where even letters could be a command
};

class CommandWatch {
 public:
  /// A character of the word that is being read, without the shell's meaning.
  void add(char c);
  /// Something in it whose text is not known: an expansion or a placeholder.
  enum class Unknown { kQuoted, kUnquoted };
  void add(Unknown unknown);
  /// Quotes, which make a word even when nothing stands in them.
  void add_quotes() { has_word_ = true; }
  /// The word ends here, if there is one.
  void end_word();
  /// A redirection: digits directly before it and the next word are its own.
  void redirect();
  /// The file or delimiter of a redirection, which was read elsewhere, ends here.
  void end_redirection() { redirects_ = false; }

  ValueRole role() const;
  /// Whether a value here that begins with `-` could be an option that runs something.
  bool guards_options() const;
  /// Whether the command reads its standard input as program text.
  bool reads_input() const;
  /// Whether it is sed, to which even letters alone can be a command.
  bool is_sed() const;
  /// Whether it starts something that is neither a word of the table nor read in full.
  bool runs_unknown() const { return scans_ && any_option_; }
  /// Whether a word has begun and not ended.
  bool in_word() const { return has_word_; }
  /// The word so far, as far as it is known.
  std::string_view word() const { return word_; }
  /// Of the word so far: `name` where it begins with `name=`, else empty.
  std::string_view assigned() const;

 private:
  enum class Stage { kCommand, kSkip, kArguments };

  void take_word();
  void take_command();
  void take_wrapper_option();
  void take_argument();
  void take_operand();
  void take_name(const Program& program);
  void start(const Program& program);
  void scan();
  void distrust();
  void take_short_option(const Program& program);
  bool takes_program(bool attached) const;
  bool attaches_program() const;
  bool is_option() const;
  bool is_file_of_input() const;
  bool is_bundle_of_tar() const;
  bool waits_for_file() const;
  std::string_view name() const;

  std::string word_;  ///< its known beginning
  bool has_word_ = false;
  bool unknown_ = false;              ///< something in the word is not known
  bool unknown_first_ = false;        ///< what it begins with is not, and stands in no quotes
  bool redirects_ = false;            ///< the word names a redirection's file
  const Program* program_ = nullptr;  ///< that the arguments are for, or the wrapper
  bool has_command_ = false;
  bool scans_ = false;       ///< any word may be a program's name
  bool any_option_ = false;  ///< of a program that nobody knows
  bool finds_ = false;       ///< in find, whose `-exec` starts a command anew
  bool ended_options_ = false;
  bool all_program_ = false;   ///< all that follows is
  bool next_program_ = false;  ///< the next word is
  bool script_given_ = false;  ///< of kFirst
  bool reads_input_ = false;
  bool next_file_ = false;  ///< the next word names the file of the script
  int skip_ = 0;            ///< words that belong to an option
  int operands_ = 0;
  std::bitset<128> letters_;           ///< of all programs so far
  std::vector<const Program*> named_;  ///< programs with long options, each once
  SedScript sed_;
};

}  // namespace fettle::document
