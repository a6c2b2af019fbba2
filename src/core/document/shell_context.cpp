#include "core/document/shell_context.hpp"

#include <algorithm>
#include <utility>

#include "core/document/characters.hpp"
#include "core/document/shell_tracker.hpp"

namespace fettle::document {
namespace {

/// Each is held against all levels around it; past this everything is kProgram.
constexpr std::size_t kSlotsMax = 1000;

ShellContext stricter(ShellContext a, ShellContext b) {
  const auto rank = [](ShellContext context) {
    switch (context) {
      case ShellContext::kForbidden:
        return 4;
      case ShellContext::kNumber:
        return 3;
      case ShellContext::kProgram:
        return 2;
      case ShellContext::kSimpleOnly:
        return 1;
      default:
        return 0;
    }
  };
  return rank(b) > rank(a) ? b : a;
}

ShellContext context_of(ValueRole role, ShellContext context) {
  switch (role) {
    case ValueRole::kData:
      return context;
    case ValueRole::kWord:
      return stricter(context, ShellContext::kSimpleOnly);
    case ValueRole::kProgram:
      return stricter(context, ShellContext::kProgram);
    case ValueRole::kNumber:
      return stricter(context, ShellContext::kNumber);
  }
  std::unreachable();
}

/// In such text a `-` directly after one of these begins no word.
bool goes_on_word(char c) { return is_name_part(c) || std::string_view("./=:@%+,-").contains(c); }

}  // namespace

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

/// A function or an alias of the script that may hand its arguments to a program.
bool Tracker::calls_what_runs(const Level& level) const {
  return defines_commands_ && runs_text_ && level.command.runs_unknown();
}

ShellContext Tracker::of_command(const Level& level, ShellContext context) const {
  if (level.is_array) return context;
  // A subshell is no part of a command around it.
  if (&level != &levels_.back() && !level.command.in_word()) return context;
  if (level.frame == Frame::kCase && level.part != CasePart::kBody) return context;
  if (calls_what_runs(level)) return stricter(context, ShellContext::kProgram);
  return context_of(level.command.role(), context);
}

ShellContext Tracker::of_level(const Level& level, ShellContext context) const {
  const bool comment = context == ShellContext::kComment;
  switch (level.frame) {
    case Frame::kBackticks:
      return of_command(level, stricter(context, ShellContext::kSimpleOnly));
    case Frame::kParameter:
      return stricter(context, ShellContext::kSimpleOnly);
    case Frame::kArithmetic:
      return &level == &levels_.back() ? context : stricter(context, ShellContext::kSimpleOnly);
    case Frame::kCommand:
    case Frame::kCase:
      break;
    case Frame::kDouble:
    case Frame::kHereDocument:
      return context;
  }
  if (comment) return context;
  const bool names_variable = level.builtin.declares() && level.command.assigned().empty();
  if (level.is_test || level.is_subscript || level.builtin.evaluates() || names_variable) {
    context = stricter(context, ShellContext::kSimpleOnly);
  }
  if (level.feeds_program || level.rest_is_program)
    context = stricter(context, ShellContext::kProgram);
  return here_ == nullptr ? of_command(level, context) : context;
}

/// What surrounds a context can only make it stricter.
ShellContext Tracker::tightened(ShellContext context) const {
  // It ends at the first empty line, which no value at all would make as well.
  if (here_ != nullptr && here_->delimiter.empty()) return ShellContext::kForbidden;
  if (context == ShellContext::kForbidden) return context;
  if (here_ != nullptr && here_->is_sed_script) return ShellContext::kNumber;
  const bool nested_comment = context == ShellContext::kComment && levels_.size() > 1;
  const bool nested_here = here_ != nullptr && levels_.size() > 2;
  if (unsure_ || slots_.size() >= kSlotsMax || nested_comment || nested_here ||
      (here_ != nullptr && here_->is_program)) {
    return ShellContext::kProgram;
  }
  for (const auto& level : levels_) context = of_level(level, context);
  return context;
}

bool Tracker::follows_variable(std::size_t at) const {
  auto begin = at;
  while (begin > 0 && is_name_part(text_[begin - 1])) --begin;
  return begin < at && begin > 0 && text_[begin - 1] == '$' && is_name_start(text_[begin]);
}

bool Tracker::is_option_place(ShellContext context) const {
  if (context == ShellContext::kProgram) return at_ == 0 || !goes_on_word(text_[at_ - 1]);
  if (here_ != nullptr || context == ShellContext::kComment) return false;
  const auto watched = std::ranges::find_if(
      levels_.rbegin(), levels_.rend(), [](const Level& l) { return l.frame != Frame::kDouble; });
  if (watched == levels_.rend()) return false;
  const bool command = watched->frame == Frame::kCommand || watched->frame == Frame::kCase;
  return (command || watched->frame == Frame::kBackticks) && watched->command.guards_options();
}

/// Takes the placeholder that stands here.
void Tracker::take(ShellContext context) {
  const auto& placeholder = placeholders_[slots_.size()];
  const char next = placeholder.end < text_.size() ? text_[placeholder.end] : '\0';
  context = tightened(context);
  slots_.push_back({placeholder, context, follows_variable(at_), next == '<' || next == '>',
                    is_option_place(context),
                    here_ == nullptr ? std::string_view() : here_->delimiter});
  auto* command = here_ == nullptr && context != ShellContext::kComment ? watch() : nullptr;
  if (command != nullptr) {
    hold(command->assigned());
    command->add(CommandWatch::Unknown::kQuoted);
  }
  at_ = placeholder.end;
  word_start_ = command_start_ = false;
}

// --- variables that hold values -----------------------------------------------------------------

void Tracker::tighten(ShellSlot& slot, ShellContext context) {
  slot.context = stricter(slot.context, context);
  slot.option_place = slot.option_place || context == ShellContext::kProgram;
}

/// The value that stands here becomes that of a variable of the script.
void Tracker::hold(std::string_view name) {
  if (!name.empty()) held_[std::string(name)].slots.push_back(slots_.size() - 1);
}

bool Tracker::in_arithmetic() const {
  return std::ranges::any_of(levels_,
                             [](const Level& level) { return level.frame == Frame::kArithmetic; });
}

/// Whether bash evaluates once more what the variable at `at_` holds: `a[$n]`, `${!n}`, `${n@P}`.
bool Tracker::evaluates(std::string_view name) const {
  const auto begin = text_.find(name, at_);
  const bool subscript =
      std::ranges::any_of(levels_, [](const Level& level) { return level.is_subscript; });
  const bool index = at_ > 0 && text_[at_ - 1] == '[' && top().frame == Frame::kParameter;
  return subscript || index || text_.substr(at_, begin - at_) == "${!" ||
         text_.substr(begin + name.size()).starts_with("@P");
}

/// The script reads the variable here. In arithmetic what it holds is evaluated even without `$`.
void Tracker::refer(std::string_view name) {
  const auto held = held_.find(name);
  if (held == held_.end()) return;
  if (!in_arithmetic() && !evaluates(name)) return;
  auto& [slots, simple] = held->second;
  if (in_arithmetic()) {
    for (const auto slot : slots) tighten(slots_[slot], ShellContext::kNumber);
    held_.erase(held);
    return;
  }
  for (; simple < slots.size(); ++simple) tighten(slots_[slots[simple]], ShellContext::kSimpleOnly);
}

std::vector<ShellSlot> shell_slots(std::string_view script,
                                   const std::vector<Placeholder>& placeholders) {
  return Tracker(script, placeholders).track();
}

}  // namespace fettle::document
