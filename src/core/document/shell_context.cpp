#include "core/document/shell_context.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/document/characters.hpp"
#include "core/document/shell_programs.hpp"
#include "core/document/shell_words.hpp"

namespace fettle::document {
namespace {

/// Deeper than any script a person writes; past it everything is kSimpleOnly.
constexpr std::size_t kNestingMax = 64;
/// Each is held against all levels around it; past this everything is kSimpleOnly.
constexpr std::size_t kSlotsMax = 1000;

enum class Frame { kCommand, kCase, kDouble, kHereDocument, kParameter, kArithmetic, kBackticks };
enum class CasePart { kSubject, kPattern, kBody };

struct Level {
  Frame frame = Frame::kCommand;
  CasePart part = CasePart::kSubject;  // of kCase
  int depth = 0;                       // open parentheses of kArithmetic
  char close = ')';                    // of kArithmetic: `$[` ends with `]`
  ProgramWatch command;                // of kCommand and kCase: the simple command so far
  std::size_t pipeline_slot = 0;       // first slot of the pipeline that is being read
  BuiltinWatch builtin;                // the same command, as bash's own
  bool feeds_program = false;          // what is written here is read as a program
  bool is_test = false;                // between `[[` and `]]`, over `&&` and line breaks
  bool is_subscript = false;           // behind the bracket of `name[`
  bool is_assignment = false;          // in a word `name=value` that a command may follow
};

constexpr std::string_view kQuotingMarks = "'\"\\";

class Tracker {
 public:
  Tracker(std::string_view text, const std::vector<Placeholder>& placeholders)
      : text_(text), placeholders_(placeholders) {
    slots_.reserve(placeholders.size());
    levels_.push_back({});
  }

  std::vector<ShellSlot> track() && {
    run(text_.size());
    return std::move(slots_);
  }

 private:
  Level& top() { return levels_.back(); }
  bool is_command() { return top().frame == Frame::kCommand || top().frame == Frame::kCase; }
  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool at_placeholder(std::size_t at) const {
    return slots_.size() < placeholders_.size() && placeholders_[slots_.size()].begin == at;
  }

  void run(std::size_t end);
  void step(std::size_t end);
  void step_command(std::size_t end);
  void step_double();
  void step_parameter();
  void step_arithmetic();
  void open(Frame frame, std::size_t skip);
  void close();
  void close_parenthesis();
  void end_command(std::size_t skip);
  void backslash();
  void dollar();
  void ansi_quotes();
  void open_process(char direction);
  void word(std::size_t end);
  void end_word();
  void keyword(std::string_view word);
  void here_operator(std::size_t end);
  void here_bodies(std::size_t end);
  void here_body(const HereDocument& here, std::size_t end);
  std::size_t find_unescaped_quote(std::size_t end) const;
  void literal(std::size_t end, ShellContext context);
  void take(ShellContext context);
  ShellContext context() const;
  ShellContext tightened(ShellContext context);
  bool follows_variable(std::size_t at) const;

  std::string_view text_;
  const std::vector<Placeholder>& placeholders_;
  std::vector<ShellSlot> slots_;
  std::vector<Level> levels_;
  std::vector<HereDocument> pending_;
  const HereDocument* here_ = nullptr;
  std::size_t at_ = 0;
  bool word_start_ = true;
  bool command_start_ = true;
  bool in_pipeline_ = false;
  bool unsure_ = false;
};

// --- what a placeholder's context is ----------------------------------------------------------

ShellContext Tracker::context() const {
  switch (levels_.back().frame) {
    case Frame::kCommand:
    case Frame::kCase:
      return ShellContext::kBare;
    case Frame::kDouble:
      return ShellContext::kDoubleQuotes;
    case Frame::kHereDocument:
      return ShellContext::kHereDocument;
    case Frame::kArithmetic:
      return ShellContext::kArithmetic;
    case Frame::kParameter:
    case Frame::kBackticks:
      return ShellContext::kSimpleOnly;
  }
  std::unreachable();
}

/// What surrounds a context can only make it stricter.
ShellContext Tracker::tightened(ShellContext context) {
  // It ends at the first empty line, which no value at all would make as well.
  if (here_ != nullptr && here_->delimiter.empty()) return ShellContext::kForbidden;
  if (context == ShellContext::kForbidden || context == ShellContext::kSimpleOnly) return context;
  if (unsure_ || slots_.size() >= kSlotsMax || (here_ != nullptr && here_->simple_only))
    return ShellContext::kSimpleOnly;
  const bool nested_comment = context == ShellContext::kComment && levels_.size() > 1;
  const bool nested_here = here_ != nullptr && levels_.size() > 2;
  if (nested_comment || nested_here) return ShellContext::kSimpleOnly;
  for (auto level = levels_.begin(); level != levels_.end(); ++level) {
    const bool last = level + 1 == levels_.end();
    const bool command = level->frame == Frame::kCommand || level->frame == Frame::kCase;
    const bool opaque = level->frame == Frame::kParameter || level->frame == Frame::kBackticks ||
                        (level->frame == Frame::kArithmetic && !last);
    const bool evaluated =
        level->feeds_program || level->is_test || level->is_subscript || level->builtin.evaluates();
    if (opaque || (evaluated && context != ShellContext::kComment)) {
      return ShellContext::kSimpleOnly;
    }
    if (command && context != ShellContext::kComment && here_ == nullptr &&
        level->command.reads_arguments(text_, at_)) {
      return ShellContext::kSimpleOnly;
    }
  }
  return context;
}

bool Tracker::follows_variable(std::size_t at) const {
  auto begin = at;
  while (begin > 0 && is_name_part(text_[begin - 1])) --begin;
  return begin < at && begin > 0 && text_[begin - 1] == '$' && is_name_start(text_[begin]);
}

/// Takes the placeholder that stands here.
void Tracker::take(ShellContext context) {
  const auto& placeholder = placeholders_[slots_.size()];
  const char next = placeholder.end < text_.size() ? text_[placeholder.end] : '\0';
  slots_.push_back({placeholder, tightened(context), follows_variable(at_),
                    next == '<' || next == '>',
                    here_ == nullptr ? std::string_view() : here_->delimiter});
  at_ = placeholder.end;
  word_start_ = command_start_ = false;
}

// --- the walk ---------------------------------------------------------------------------------

void Tracker::run(std::size_t end) {
  while (at_ < end) {
    if (at_placeholder(at_)) {
      take(context());
    } else if (levels_.size() > kNestingMax) {
      unsure_ = true;
      literal(end, ShellContext::kSimpleOnly);
    } else {
      step(end);
    }
  }
}

void Tracker::step(std::size_t end) {
  const char c = text_[at_];
  if (c == '\\') return backslash();
  if (top().frame == Frame::kBackticks) return c == '`' ? close() : void(++at_);
  if (c == '`') return open(Frame::kBackticks, 1);
  if (c == '$') return dollar();
  switch (top().frame) {
    case Frame::kCommand:
    case Frame::kCase:
      return step_command(end);
    case Frame::kDouble:
      return step_double();
    case Frame::kParameter:
      return step_parameter();
    case Frame::kArithmetic:
      return step_arithmetic();
    case Frame::kHereDocument:
    case Frame::kBackticks:
      ++at_;
  }
}

/// Text up to `end` that the shell takes as it is.
void Tracker::literal(std::size_t end, ShellContext context) {
  while (at_ < end) {
    if (at_placeholder(at_)) {
      take(context);
    } else {
      const auto next =
          slots_.size() < placeholders_.size() ? placeholders_[slots_.size()].begin : end;
      at_ = std::clamp(next, at_ + 1, end);
    }
  }
}

void Tracker::open(Frame frame, std::size_t skip) {
  at_ += skip;
  Level level;
  level.frame = frame;
  level.command = ProgramWatch(at_);
  level.pipeline_slot = slots_.size();
  levels_.push_back(level);
  word_start_ = command_start_ = true;
}

void Tracker::close() {
  ++at_;
  levels_.pop_back();
  word_start_ = command_start_ = false;
}

/// A backslash takes the next character's meaning away; before a placeholder it would take that
/// of the value's first.
void Tracker::backslash() {
  ++at_;
  if (at_placeholder(at_)) return take(ShellContext::kForbidden);
  const bool continued_line = at_ < text_.size() && text_[at_] == '\n';
  at_ = std::min(at_ + 1, text_.size());
  if (!continued_line) word_start_ = command_start_ = false;
}

void Tracker::dollar() {
  if (at_placeholder(at_ + 1)) {
    ++at_;
    return take(ShellContext::kForbidden);
  }
  const char next = peek(1);
  if (next == '(' && peek(2) == '(') {
    open(Frame::kArithmetic, 3);
    top().depth = 2;
  } else if (next == '(') {
    open(Frame::kCommand, 2);
  } else if (next == '{') {
    open(Frame::kParameter, 2);
  } else if (next == '[') {
    open(Frame::kArithmetic, 2);
    top().depth = 1;
    top().close = ']';
  } else if (next == '\'' && is_command()) {
    ansi_quotes();
  } else {
    ++at_;
    word_start_ = command_start_ = false;
  }
}

std::size_t Tracker::find_unescaped_quote(std::size_t end) const {
  for (auto at = at_; at < end; ++at) {
    if (text_[at] == '\\')
      ++at;
    else if (text_[at] == '\'')
      return at;
  }
  return end;
}

/// `$'...'` ends at another quote in bash than in a plain POSIX shell once it holds `\'`.
void Tracker::ansi_quotes() {
  at_ += 2;
  const auto end = find_unescaped_quote(text_.size());
  const auto first = std::min(text_.find('\'', at_), text_.size());
  unsure_ = unsure_ || first != end;
  literal(end, ShellContext::kForbidden);
  at_ = std::min(end + 1, text_.size());
  word_start_ = command_start_ = false;
}

void Tracker::step_double() {
  if (text_[at_] == '"') return close();
  ++at_;
}

void Tracker::step_parameter() {
  const char c = text_[at_];
  if (c == '}') return close();
  if (c == '"') return open(Frame::kDouble, 1);
  // Shells disagree on what a single quote is in there.
  unsure_ = unsure_ || c == '\'';
  ++at_;
}

void Tracker::step_arithmetic() {
  auto& level = top();
  const char c = text_[at_];
  // Quotes mean that this is no arithmetic but two subshells, `((a); b)`.
  unsure_ = unsure_ || c == '\'' || c == '"';
  if (c == '(' && level.close == ')') ++level.depth;
  if (c == level.close && --level.depth == 0) return close();
  ++at_;
}

// --- commands ---------------------------------------------------------------------------------

void Tracker::step_command(std::size_t end) {
  const char c = text_[at_];
  if (c == '\'') {
    const auto quote = std::min(text_.find('\'', at_ + 1), text_.size());
    ++at_;
    literal(quote, ShellContext::kSingleQuotes);
    at_ = std::min(quote + 1, text_.size());
    word_start_ = command_start_ = false;
  } else if (c == '"') {
    open(Frame::kDouble, 1);
  } else if (c == '#' && word_start_) {
    literal(std::min(text_.find('\n', at_), end), ShellContext::kComment);
  } else if (c == '\n') {
    end_command(1);
    here_bodies(end);
  } else if (c == '<' && peek(1) == '<') {
    here_operator(end);
  } else if (c == '(') {
    const bool pattern = top().frame == Frame::kCase && top().part == CasePart::kPattern;
    if (pattern) return end_command(1);
    if (peek(1) == ')') return end_command(2);  // of a function, whose body follows
    const char before = at_ == 0 ? ' ' : text_[at_ - 1];
    if (before == '<' || before == '>') return open_process(before);
    const bool arithmetic = peek(1) == '(';
    open(arithmetic ? Frame::kArithmetic : Frame::kCommand, arithmetic ? 2 : 1);
    top().depth = 2;
  } else if (c == ')') {
    close_parenthesis();
  } else if (c == ';' || c == '&' || c == '|') {
    const bool next_pattern = c == ';' && (peek(1) == ';' || peek(1) == '&');
    if (next_pattern && top().frame == Frame::kCase) top().part = CasePart::kPattern;
    const bool pipe = c == '|' && peek(1) != '|';
    const auto pipeline_slot = top().pipeline_slot;
    end_command(peek(1) == c || next_pattern ? 2 : 1);
    in_pipeline_ = pipe;
    if (pipe) top().pipeline_slot = pipeline_slot;
  } else if (is_space(c) || c == '<' || c == '>') {
    ++at_;
    end_word();
  } else {
    word(end);
  }
}

/// `sh <(...)` reads what is written there, and `>(sh)` what was written before, as a program.
void Tracker::open_process(char direction) {
  const bool read = direction == '<' && top().command.reads_input(text_, at_);
  const auto pipeline_slot = top().pipeline_slot;
  open(Frame::kCommand, 1);
  top().feeds_program = read;
  in_pipeline_ = direction == '>';
  if (in_pipeline_) top().pipeline_slot = pipeline_slot;
}

void Tracker::end_word() {
  auto& level = top();
  word_start_ = true;
  level.is_subscript = false;
  if (std::exchange(level.is_assignment, false)) command_start_ = true;
}

void Tracker::end_command(std::size_t skip) {
  at_ = std::min(at_ + skip, text_.size());
  end_word();
  top().command = ProgramWatch(at_);
  top().builtin = {};
  top().pipeline_slot = slots_.size();
  word_start_ = command_start_ = true;
  in_pipeline_ = false;
}

void Tracker::close_parenthesis() {
  auto& level = top();
  if (level.frame == Frame::kCase && level.part == CasePart::kPattern) {
    level.part = CasePart::kBody;
    return end_command(1);
  }
  if (level.frame == Frame::kCommand && levels_.size() > 1) return close();
  unsure_ = true;
  ++at_;
}

void Tracker::word(std::size_t end) {
  const auto begin = at_;
  while (at_ < end && is_plain(text_[at_]) && !at_placeholder(at_)) ++at_;
  const bool whole = word_start_ && (at_ == end || ends_word(text_[at_])) && !at_placeholder(at_);
  const auto read = text_.substr(begin, at_ - begin);
  auto& level = top();
  if (word_start_) {
    level.is_subscript = opens_subscript(read);
    level.is_assignment = command_start_ && begins_assignment(read);
    level.builtin.read(read, command_start_);
  } else if (read.contains(']')) {
    level.is_subscript = false;
  }
  word_start_ = false;
  if (whole) keyword(read);
  command_start_ = whole && command_start_ && starts_command(read);
  if (command_start_) top().command = ProgramWatch(at_);
}

void Tracker::keyword(std::string_view word) {
  auto& level = top();
  if (in_pipeline_ && ProgramWatch().reads_input(word, word.size())) {
    for (auto& i = level.pipeline_slot; i < slots_.size(); ++i) {
      auto& context = slots_[i].context;
      if (context != ShellContext::kForbidden) context = ShellContext::kSimpleOnly;
    }
  }
  if (level.frame == Frame::kCase && level.part == CasePart::kSubject) {
    if (word == "in") level.part = CasePart::kPattern;
    return;
  }
  if (word == "[[" && command_start_) level.is_test = true;
  if (word == "]]") level.is_test = false;
  if (command_start_ && word == "case") {
    open(Frame::kCase, 0);
    command_start_ = word_start_ = false;
  } else if (command_start_ && word == "esac" && level.frame == Frame::kCase) {
    levels_.pop_back();
  }
}

// --- here-documents ---------------------------------------------------------------------------

void Tracker::here_operator(std::size_t end) {
  at_ += 2;
  word_start_ = true;
  if (at_ < end && text_[at_] == '<') {  // bash's here-string
    ++at_;
    if (command_start_ || top().command.reads_input(text_, at_)) top().builtin.evaluate_rest();
    return;
  }
  HereDocument here;
  here.strip_tabs = at_ < end && text_[at_] == '-';
  at_ += here.strip_tabs ? 1 : 0;
  while (at_ < end && is_blank(text_[at_])) ++at_;
  const auto begin = at_;
  while (at_ < end && !ends_word(text_[at_])) {
    if (!at_placeholder(at_)) {
      ++at_;
      continue;
    }
    take(ShellContext::kForbidden);
    unsure_ = true;
  }
  const auto written = text_.substr(begin, at_ - begin);
  here.quoted = written.find_first_of(kQuotingMarks) != std::string_view::npos;
  here.delimiter = unquoted(written);
  unsure_ = unsure_ || here.delimiter.find_first_of(kQuotingMarks) != std::string_view::npos;
  here.simple_only = top().command.reads_input(text_, begin) || levels_.size() > 1;
  pending_.push_back(here);
}

void Tracker::here_bodies(std::size_t end) {
  for (const auto& here : std::exchange(pending_, {})) here_body(here, end);
}

void Tracker::here_body(const HereDocument& here, std::size_t end) {
  const auto [body_end, after] = find_body_end(text_.substr(0, end), at_, here);
  const auto* outer = std::exchange(here_, &here);
  if (here.quoted) {
    literal(body_end, ShellContext::kQuotedHereDocument);
  } else {
    const auto depth = levels_.size();
    open(Frame::kHereDocument, 0);
    run(body_end);
    unsure_ = unsure_ || levels_.size() != depth + 1;
    levels_.resize(depth);
  }
  here_ = outer;
  at_ = std::max(at_, after);
  top().command = ProgramWatch(at_);
  word_start_ = command_start_ = true;
}

}  // namespace

std::vector<ShellSlot> shell_slots(std::string_view script,
                                   const std::vector<Placeholder>& placeholders) {
  return Tracker(script, placeholders).track();
}

}  // namespace fettle::document
