// Walks through shell text once and notes for each placeholder what surrounds it. Only
// shell_context.hpp's implementation includes this: shell_context.cpp says what a place is,
// shell_walk.cpp goes through words and quotes, shell_pipeline.cpp through commands, pipelines and
// here-documents.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/shell_command.hpp"
#include "core/document/shell_context.hpp"
#include "core/document/shell_words.hpp"

namespace fettle::document {

enum class Frame { kCommand, kCase, kDouble, kHereDocument, kParameter, kArithmetic, kBackticks };
enum class CasePart { kSubject, kPattern, kBody };

/// What feeds a command: the slots and here-documents from there on.
struct Feed {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t slot = kNone;
  std::size_t here = 0;
};

/// Where a command `{`, `if`, `while` or the like began.
struct Compound {
  Feed pipeline;
  Feed fed;
  Feed inherited;
  std::size_t bodies = 0;  ///< lines of here-documents before it: each makes their numbers anew
};

/// Ranges of slots or here-documents that programs read, noted in any number and asked once: many
/// programs of one pipeline read the same.
class FedRanges {
 public:
  void add(std::size_t begin, std::size_t end);
  /// For each of the first `size`: whether any range holds it.
  std::vector<bool> covered(std::size_t size) const;

 private:
  std::vector<int> edges_;  // how many ranges begin here, less those that end
};

/// By what reads them: a shell and its like, or sed, which takes less.
struct Fed {
  FedRanges program;
  FedRanges sed;
};

/// The slots whose values a variable of the script holds.
struct Held {
  std::vector<std::size_t> slots;
  std::size_t simple = 0;  ///< so many are known to be evaluated once more
};

struct Level {
  Frame frame = Frame::kCommand;
  CasePart part = CasePart::kSubject;  // of kCase
  int depth = 0;                       // open parentheses of kArithmetic
  char close = ')';                    // of kArithmetic: `$[` ends with `]`
  CommandWatch command;                // of kCommand, kCase and kBackticks
  BuiltinWatch builtin;                // the same command, as bash's own
  bool first_word = true;              // of that command, assignments apart
  Feed pipeline;                       // what the pipeline that is being read holds
  Feed fed;                            // what the command reads from its standard input
  Feed inherited;                      // the same, of all commands of this level
  std::size_t own_here = 0;            // first here-document of the command
  std::vector<Compound> compounds;     // that are open
  bool after_compound = false;         // what follows is said of a whole `{ ...; }`
  bool feeds_program = false;          // what is written here is read as a program
  bool rest_is_program = false;        // what follows in the command is read as a program
  bool is_array = false;               // between the parentheses of `name=(...)`
  bool is_test = false;                // between `[[` and `]]`, over `&&` and line breaks
  bool is_subscript = false;           // behind the bracket of `name[`
  bool is_assignment = false;          // in a word `name=value` that a command may follow
};

class Tracker {
 public:
  Tracker(std::string_view text, const std::vector<Placeholder>& placeholders)
      : text_(text), placeholders_(placeholders) {
    slots_.reserve(placeholders.size());
    levels_.push_back({});
    top().pipeline.slot = 0;
  }

  std::vector<ShellSlot> track() &&;

 private:
  Level& top() { return levels_.back(); }
  const Level& top() const { return levels_.back(); }
  bool is_command() { return top().frame == Frame::kCommand || top().frame == Frame::kCase; }
  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool at_placeholder(std::size_t at) const {
    return slots_.size() < placeholders_.size() && placeholders_[slots_.size()].begin == at;
  }

  // shell_context.cpp
  void take(ShellContext context);
  ShellContext context() const;
  ShellContext tightened(ShellContext context) const;
  ShellContext of_command(const Level& level, ShellContext context) const;
  ShellContext of_level(const Level& level, ShellContext context) const;
  bool calls_what_runs(const Level& level) const;
  bool follows_variable(std::size_t at) const;
  bool is_option_place(ShellContext context) const;
  bool in_arithmetic() const;
  void hold(std::string_view name);
  bool evaluates(std::string_view name) const;
  void refer(std::string_view name);
  static void tighten(ShellSlot& slot, ShellContext context);

  // shell_walk.cpp
  void run(std::size_t end);
  void step(std::size_t end);
  void step_backticks();
  void step_double();
  void step_parameter();
  void step_arithmetic();
  void open(Frame frame, std::size_t skip);
  void close();
  void backslash();
  void dollar();
  void ansi_quotes();
  void single_quotes();
  void word(std::size_t end);
  void feed(std::string_view text);
  void feed_unknown();
  CommandWatch* watch();
  std::size_t find_unescaped_quote(std::size_t end) const;
  void literal(std::size_t end, ShellContext context);
  std::string_view name_at(std::size_t at) const;
  std::string_view referred_name() const;

  // shell_pipeline.cpp
  void step_command(std::size_t end);
  void open_parenthesis();
  void open_process(char direction);
  void close_parenthesis();
  void redirection(std::size_t size);
  void separator();
  void end_word();
  void end_command(std::size_t skip);
  void restart_command();
  void keyword(std::string_view word);
  void compound(std::string_view word);
  bool reads_program(const Level& level) const;
  void read_as_program(HereDocument& here);
  void feed_program(Feed& feed);
  void settle_slots();
  void settle_here(std::vector<HereDocument>& documents);
  void here_operator(std::size_t end);
  void here_bodies(std::size_t end);
  void here_body(const HereDocument& here, std::size_t end);

  std::string_view text_;
  const std::vector<Placeholder>& placeholders_;
  std::vector<ShellSlot> slots_;
  std::vector<Level> levels_;
  std::vector<HereDocument> pending_;
  Fed fed_slots_;
  Fed fed_here_;                                   // of pending_
  std::size_t bodies_ = 0;                         // lines whose here-documents were read
  std::map<std::string, Held, std::less<>> held_;  // by variable
  const HereDocument* here_ = nullptr;
  std::size_t at_ = 0;
  bool word_start_ = true;
  bool command_start_ = true;
  bool defines_commands_ = false;  // a function or an alias
  bool runs_text_ = false;         // some command so far reads program text
  bool unsure_ = false;
};

}  // namespace fettle::document
