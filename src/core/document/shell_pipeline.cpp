#include <algorithm>
#include <array>
#include <utility>

#include "core/document/characters.hpp"
#include "core/document/shell_tracker.hpp"

namespace fettle::document {
namespace {

constexpr std::string_view kQuotingMarks = "'\"\\";

bool opens_compound(std::string_view word) {
  static constexpr std::array<std::string_view, 6> kWords{"{",     "if",    "for",
                                                          "until", "while", "select"};
  return std::ranges::find(kWords, word) != kWords.end();
}

bool closes_compound(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kWords{"}", "fi", "done"};
  return std::ranges::find(kWords, word) != kWords.end();
}

}  // namespace

void FedRanges::add(std::size_t begin, std::size_t end) {
  if (begin >= end) return;
  if (edges_.size() <= end) edges_.resize(end + 1);
  ++edges_[begin];
  --edges_[end];
}

std::vector<bool> FedRanges::covered(std::size_t size) const {
  std::vector<bool> all(size);
  int open = 0;
  for (std::size_t i = 0; i < std::min(size, edges_.size()); ++i) {
    open += edges_[i];
    all[i] = open > 0;
  }
  return all;
}

void Tracker::step_command(std::size_t end) {
  const char c = text_[at_];
  if (c == '\'') {
    single_quotes();
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
    open_parenthesis();
  } else if (c == ')') {
    close_parenthesis();
  } else if (c == ';' || c == '&' || c == '|') {
    separator();
  } else if (c == '<' || c == '>') {
    const bool two = std::string_view("&>|").contains(peek(1)) && peek(1) != '\0';
    redirection(two ? 2 : 1);
  } else if (is_space(c)) {
    ++at_;
    end_word();
  } else {
    word(end);
  }
}

void Tracker::open_parenthesis() {
  const bool pattern = top().frame == Frame::kCase && top().part == CasePart::kPattern;
  if (pattern) return end_command(1);
  const char before = at_ == 0 ? ' ' : text_[at_ - 1];
  const bool array = before == '=' && !top().command.assigned().empty();
  if (peek(1) == ')' && !array) {  // of a function, whose body follows
    defines_commands_ = true;
    return end_command(2);
  }
  if (before == '<' || before == '>') return open_process(before);
  const bool arithmetic = peek(1) == '(';
  open(arithmetic ? Frame::kArithmetic : Frame::kCommand, arithmetic ? 2 : 1);
  top().depth = 2;
  top().is_array = array;
}

/// `sh <(...)` reads what is written there, and `>(sh)` what was written before, as a program.
void Tracker::open_process(char direction) {
  const bool read = direction == '<' && reads_program(top());
  const auto pipeline = top().pipeline;
  feed_unknown();
  open(Frame::kCommand, 1);
  top().feeds_program = read;
  if (direction == '>') top().fed = top().inherited = pipeline;
}

void Tracker::redirection(std::size_t size) {
  at_ += size;
  top().command.redirect();
  end_word();
}

void Tracker::separator() {
  const char c = text_[at_];
  const char next = peek(1);
  const bool next_pattern = c == ';' && (next == ';' || next == '&');
  if (next_pattern && top().frame == Frame::kCase) top().part = CasePart::kPattern;
  const bool both = c == '|' && next == '&';
  const bool pipe = c == '|' && next != '|';
  const auto pipeline = top().pipeline;
  end_command(next == c || next_pattern || both ? 2 : 1);
  if (pipe) top().fed = top().pipeline = pipeline;
}

/// Whether the command reads its standard input, or the whole compound one before it.
bool Tracker::reads_program(const Level& level) const {
  return level.command.reads_input() || calls_what_runs(level) ||
         (level.after_compound && runs_text_);
}

void Tracker::read_as_program(HereDocument& here) {
  here.is_program = true;
  here.is_sed_script = here.is_sed_script || top().command.is_sed();
}

/// What feeds a program from here on is program text.
void Tracker::feed_program(Feed& feed) {
  if (feed.slot == Feed::kNone) return;
  const bool sed = top().command.is_sed();
  (sed ? fed_slots_.sed : fed_slots_.program).add(feed.slot, slots_.size());
  (sed ? fed_here_.sed : fed_here_.program).add(feed.here, pending_.size());
  feed = {slots_.size(), pending_.size()};
}

void Tracker::settle_slots() {
  const auto program = fed_slots_.program.covered(slots_.size());
  const auto sed = fed_slots_.sed.covered(slots_.size());
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (program[i]) tighten(slots_[i], ShellContext::kProgram);
    if (sed[i]) tighten(slots_[i], ShellContext::kNumber);
  }
}

void Tracker::settle_here(std::vector<HereDocument>& documents) {
  const auto fed = std::exchange(fed_here_, {});
  const auto program = fed.program.covered(documents.size());
  const auto sed = fed.sed.covered(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    auto& here = documents[i];
    here.is_program = here.is_program || program[i] || sed[i];
    here.is_sed_script = here.is_sed_script || sed[i];
  }
}

void Tracker::end_word() {
  auto& level = top();
  word_start_ = true;
  level.is_subscript = false;
  if (std::exchange(level.is_assignment, false)) command_start_ = true;
  const bool pattern = level.frame == Frame::kCase && level.part != CasePart::kBody;
  if (pattern) return restart_command();  // the words of `case ... in`, and its patterns
  const bool assigns = !level.command.assigned().empty() && level.first_word;
  if (const auto word = level.command.word(); !word.empty() && !assigns) {
    level.builtin.read(word, level.first_word);
    if (level.first_word && word == "alias") defines_commands_ = true;
    level.first_word = level.first_word && (word == "builtin" || word == "command");
  }
  level.command.end_word();
  if (!reads_program(level)) return;
  runs_text_ = true;
  feed_program(level.fed);
  for (; level.own_here < pending_.size(); ++level.own_here) {
    read_as_program(pending_[level.own_here]);
  }
}

/// A command may begin here, in the same pipeline.
void Tracker::restart_command() {
  auto& level = top();
  level.command = {};
  level.builtin = {};
  level.first_word = true;
  level.rest_is_program = false;
}

void Tracker::end_command(std::size_t skip) {
  at_ = std::min(at_ + skip, text_.size());
  end_word();
  restart_command();
  auto& level = top();
  level.pipeline = {slots_.size(), pending_.size()};
  level.own_here = pending_.size();
  level.fed = level.inherited;
  level.after_compound = false;
  word_start_ = command_start_ = true;
}

void Tracker::close_parenthesis() {
  auto& level = top();
  if (level.frame == Frame::kCase && level.part == CasePart::kPattern) {
    level.part = CasePart::kBody;
    return end_command(1);
  }
  if (level.frame == Frame::kCommand && levels_.size() > 1) {
    end_word();
    close();
    top().after_compound = true;
    return;
  }
  unsure_ = true;
  ++at_;
}

void Tracker::keyword(std::string_view word) {
  auto& level = top();
  if (level.frame == Frame::kCase && level.part == CasePart::kSubject) {
    if (word == "in") level.part = CasePart::kPattern;
    return;
  }
  if (word == "[[" && command_start_) level.is_test = true;
  if (word == "]]") level.is_test = false;
  if (!command_start_) return;
  compound(word);
  if (word == "case") {
    restart_command();
    open(Frame::kCase, 0);
    command_start_ = word_start_ = false;
  } else if (word == "esac" && level.frame == Frame::kCase) {
    levels_.pop_back();
    top().after_compound = true;
  }
}

/// A pipe or redirection behind `{ ...; }` and the like is one of all that stands in there.
void Tracker::compound(std::string_view word) {
  auto& level = top();
  if (opens_compound(word)) {
    level.compounds.push_back({level.pipeline, level.fed, level.inherited, bodies_});
    level.inherited = level.fed;
  } else if (closes_compound(word) && !level.compounds.empty()) {
    auto opened = level.compounds.back();
    level.compounds.pop_back();
    if (opened.bodies != bodies_) {
      opened.pipeline.here = opened.fed.here = opened.inherited.here = 0;
    }
    level.pipeline = opened.pipeline;
    level.fed = opened.fed;
    level.inherited = opened.inherited;
    level.after_compound = true;
  }
}

// --- here-documents ---------------------------------------------------------------------------

void Tracker::here_operator(std::size_t end) {
  at_ += 2;
  auto& level = top();
  level.command.redirect();
  end_word();
  if (at_ < end && text_[at_] == '<') {  // bash's here-string
    ++at_;
    if (command_start_ || reads_program(level)) level.rest_is_program = true;
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
  level.command.end_redirection();
  const auto written = text_.substr(begin, at_ - begin);
  here.quoted = written.find_first_of(kQuotingMarks) != std::string_view::npos;
  here.delimiter = unquoted(written);
  unsure_ = unsure_ || here.delimiter.find_first_of(kQuotingMarks) != std::string_view::npos;
  here.is_program = levels_.size() > 1;
  if (reads_program(level)) read_as_program(here);
  pending_.push_back(here);
}

void Tracker::here_bodies(std::size_t end) {
  if (pending_.empty()) return;
  ++bodies_;
  for (auto& level : levels_) {
    level.own_here = level.pipeline.here = level.fed.here = level.inherited.here = 0;
  }
  auto documents = std::exchange(pending_, {});
  settle_here(documents);
  for (auto& here : documents) {
    here.is_program = here.is_program || levels_.size() > 1;
    here_body(here, end);
  }
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
  restart_command();
  word_start_ = command_start_ = true;
}

}  // namespace fettle::document
