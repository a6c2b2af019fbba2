#include <algorithm>
#include <utility>

#include "core/document/characters.hpp"
#include "core/document/shell_tracker.hpp"

namespace fettle::document {
namespace {

/// Deeper than any script a person writes; past it everything is kProgram.
constexpr std::size_t kNestingMax = 64;

}  // namespace

std::vector<ShellSlot> Tracker::track() && {
  run(text_.size());
  for (; !levels_.empty(); levels_.pop_back()) {
    if (is_command()) end_word();
  }
  settle_slots();
  return std::move(slots_);
}

void Tracker::run(std::size_t end) {
  while (at_ < end) {
    if (at_placeholder(at_)) {
      take(context());
    } else if (levels_.size() > kNestingMax) {
      unsure_ = true;
      literal(end, ShellContext::kProgram);
    } else {
      step(end);
    }
  }
}

void Tracker::step(std::size_t end) {
  const char c = text_[at_];
  if (c == '\\') return backslash();
  if (top().frame == Frame::kBackticks) return step_backticks();
  if (c == '`') {
    feed_unknown();
    return open(Frame::kBackticks, 1);
  }
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
      continue;
    }
    const auto next =
        slots_.size() < placeholders_.size() ? placeholders_[slots_.size()].begin : end;
    const auto until = std::clamp(next, at_ + 1, end);
    if (context == ShellContext::kSingleQuotes) feed(text_.substr(at_, until - at_));
    at_ = until;
  }
}

/// The command whose word is being read, or null.
CommandWatch* Tracker::watch() {
  const auto level = std::ranges::find_if(levels_.rbegin(), levels_.rend(),
                                          [](const Level& l) { return l.frame != Frame::kDouble; });
  if (level == levels_.rend() || level->frame == Frame::kParameter ||
      level->frame == Frame::kArithmetic || level->frame == Frame::kHereDocument) {
    return nullptr;
  }
  return &level->command;
}

/// What is part of a word without a meaning to the shell.
void Tracker::feed(std::string_view text) {
  auto* command = watch();
  if (command == nullptr) return;
  for (const char c : text) command->add(c);
}

/// An expansion in the word.
void Tracker::feed_unknown() {
  const bool quoted = top().frame == Frame::kDouble;
  auto* command = watch();
  if (command == nullptr) return;
  command->add(quoted ? CommandWatch::Unknown::kQuoted : CommandWatch::Unknown::kUnquoted);
}

void Tracker::open(Frame frame, std::size_t skip) {
  at_ += skip;
  if (auto* command = watch()) {
    if (frame == Frame::kDouble) command->add_quotes();
  }
  Level level;
  level.frame = frame;
  level.pipeline = {slots_.size(), pending_.size()};
  level.inherited = level.fed = top().fed;
  level.own_here = pending_.size();
  levels_.push_back(std::move(level));
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
  const bool keeps = top().frame == Frame::kDouble && at_ < text_.size() &&
                     !std::string_view("\\\"$`\n").contains(text_[at_]);
  if (keeps) feed("\\");
  if (!continued_line) feed(text_.substr(std::min(at_, text_.size()), 1));
  at_ = std::min(at_ + 1, text_.size());
  if (!continued_line) word_start_ = command_start_ = false;
}

/// The variable's name that begins at `at`, or nothing.
std::string_view Tracker::name_at(std::size_t at) const {
  if (at >= text_.size() || !is_name_start(text_[at])) return {};
  auto end = at;
  while (end < text_.size() && is_name_part(text_[end])) ++end;
  return text_.substr(at, end - at);
}

/// The variable that the `$` at hand reads: `$n`, `${n...}`, `${!n}`, `${#n}`.
std::string_view Tracker::referred_name() const {
  if (peek(1) != '{') return name_at(at_ + 1);
  return name_at(peek(2) == '!' || peek(2) == '#' ? at_ + 3 : at_ + 2);
}

void Tracker::dollar() {
  if (at_placeholder(at_ + 1)) {
    ++at_;
    return take(ShellContext::kForbidden);
  }
  const char next = peek(1);
  if (!held_.empty()) refer(referred_name());
  if (next == '"' && is_command()) return void(++at_);  // bash's `$"..."`, which it translates
  feed_unknown();
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
    if (is_name_start(next)) {
      while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
    } else if (is_digit(next) || (next != '\0' && std::string_view("@*#?$!-").contains(next))) {
      ++at_;
    }
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

void Tracker::single_quotes() {
  if (auto* command = watch()) command->add_quotes();
  const auto quote = std::min(text_.find('\'', at_ + 1), text_.size());
  ++at_;
  literal(quote, ShellContext::kSingleQuotes);
  at_ = std::min(quote + 1, text_.size());
  word_start_ = command_start_ = false;
}

/// What a command in there is gets looked at roughly; its values are simple at most.
void Tracker::step_backticks() {
  const char c = text_[at_];
  if (c == '`') return close();
  ++at_;
  auto& command = top().command;
  if (c == ';' || c == '&' || c == '|' || c == '(' || c == ')' || c == '\n') {
    command = {};
  } else if (is_space(c)) {
    command.end_word();
    // Its words come from a text that another command's may have made.
    if (command.reads_input()) top().feeds_program = true;
  } else if (c == '$') {
    command.add(CommandWatch::Unknown::kUnquoted);
  } else if (c == '\'' || c == '"') {
    command.add_quotes();
  } else {
    command.add(c);
  }
}

void Tracker::step_double() {
  if (text_[at_] == '"') return close();
  feed(text_.substr(at_, 1));
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
  if (const auto name = name_at(at_); !name.empty()) {
    refer(name);
    at_ += name.size();
    return;
  }
  if (c == '(' && level.close == ')') ++level.depth;
  if (c == level.close && --level.depth == 0) return close();
  ++at_;
}

void Tracker::word(std::size_t end) {
  const auto begin = at_;
  while (at_ < end && is_plain(text_[at_]) && !at_placeholder(at_)) ++at_;
  const bool whole = word_start_ && (at_ == end || ends_word(text_[at_])) && !at_placeholder(at_);
  const auto read = text_.substr(begin, at_ - begin);
  feed(read);
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
  if (command_start_) restart_command();
}

}  // namespace fettle::document
