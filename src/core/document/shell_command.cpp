#include "core/document/shell_command.hpp"

#include <algorithm>

#include "core/document/characters.hpp"

namespace fettle::document {
namespace {

/// Longer than any name or option that counts; one that is longer is not known.
constexpr std::size_t kWordMax = 64;

std::string_view assigned_name(std::string_view word) {
  if (word.empty() || !is_name_start(word[0])) return {};
  const auto end = word.find_first_of("=+[");
  if (end == std::string_view::npos) return {};
  const auto name = word.substr(0, end);
  const auto rest = word.substr(end);
  const bool assigns = rest[0] == '=' || rest.starts_with("+=") ||
                       (rest[0] == '[' && rest.find("]=") != std::string_view::npos);
  return assigns && std::ranges::all_of(name, is_name_part) ? name : std::string_view();
}

std::size_t index_of(char letter) { return static_cast<unsigned char>(letter) & 0x7FU; }

}  // namespace

// --- words ------------------------------------------------------------------------------------

void CommandWatch::add(char c) {
  has_word_ = true;
  if (word_.size() < kWordMax) word_ += c;
  if (is_sed() && !redirects_) sed_.read(c);
}

void CommandWatch::add(Unknown unknown) {
  if (!unknown_ && word_.empty()) unknown_first_ = unknown == Unknown::kUnquoted;
  has_word_ = unknown_ = true;
}

void CommandWatch::redirect() {
  const bool descriptor = !unknown_ && std::ranges::all_of(word_, is_digit);
  if (descriptor) {
    word_.clear();
    has_word_ = false;
  }
  end_word();
  redirects_ = true;
}

void CommandWatch::end_word() {
  if (!has_word_) return;
  if (!redirects_) take_word();
  redirects_ = has_word_ = unknown_ = unknown_first_ = false;
  word_.clear();
  if (!all_program_) sed_ = {};
}

std::string_view CommandWatch::assigned() const { return assigned_name(word_); }

std::string_view CommandWatch::name() const {
  const auto slash = word_.rfind('/');
  return slash == std::string::npos ? std::string_view(word_)
                                    : std::string_view(word_).substr(slash + 1);
}

bool CommandWatch::is_option() const {
  return word_.size() > 1 && word_[0] == '-' && !ended_options_;
}

// --- what a value would be ----------------------------------------------------------------------

ValueRole CommandWatch::role() const {
  if (redirects_) return ValueRole::kData;
  if (is_evaluated_variable(assigned())) return ValueRole::kProgram;
  if (all_program_) return ValueRole::kProgram;
  if (!has_command_) {
    if (skip_ > 0 || (program_ != nullptr && operands_ < program_->skipped)) {
      return ValueRole::kData;
    }
    if (!assigned().empty()) return ValueRole::kData;
    return is_option() && !takes_program(true) ? ValueRole::kData : ValueRole::kProgram;
  }
  const bool script = next_program_ || (is_option() && takes_program(true));
  if (program_ != nullptr && program_->takes == Takes::kFirst) {
    const bool first = !script_given_ && skip_ == 0 && !is_option();
    if (!first && !script) return ValueRole::kData;
    if (!is_sed()) return ValueRole::kProgram;
    return !is_option() && sed_.takes_text() ? ValueRole::kProgram : ValueRole::kNumber;
  }
  if (script) return ValueRole::kProgram;
  if (program_ == nullptr) return ValueRole::kData;
  if (program_->takes == Takes::kWords) return ValueRole::kWord;
  if (program_->takes != Takes::kRest) return ValueRole::kData;
  return operands_ > 0 && skip_ == 0 ? ValueRole::kProgram : ValueRole::kWord;
}

bool CommandWatch::guards_options() const {
  if (redirects_ || !word_.empty() || ended_options_) return false;
  if (scans_) return !named_.empty() || letters_.any() || program_ != nullptr;
  if (finds_) return true;
  if (program_ == nullptr || program_->takes == Takes::kData) return false;
  return program_->takes != Takes::kInterpreter || operands_ == 0;
}

bool CommandWatch::is_sed() const {
  return has_command_ && program_ != nullptr && program_->name == "sed";
}

bool CommandWatch::reads_input() const {
  if (reads_input_ || all_program_ || next_file_) return true;
  if (!has_word_ || redirects_) return false;
  // The word that is being read may be the last one.
  auto ended = *this;
  ended.end_word();
  return ended.reads_input_ || ended.all_program_;
}

/// Whether what follows the option in `word_`, or is `attached` to it, is program text.
bool CommandWatch::takes_program(bool attached) const {
  const std::string_view word = word_;
  if (any_option_ && is_program_option(word, attached)) return true;
  const bool is_long = word.starts_with("--");
  const auto long_name = word.substr(is_long ? 2 : 1, word.find('=') - (is_long ? 2 : 1));
  for (const auto* program : named_) {
    if (is_long ? abbreviates_one(long_name, program->options)
                : is_listed(long_name, program->options)) {
      return true;
    }
  }
  if (is_long) return false;
  for (const char c : word.substr(1)) {
    if (letters_.test(index_of(c))) return true;
    const bool argument = program_ != nullptr && program_->with_argument.contains(c);
    if (argument && !scans_) return false;
  }
  return false;
}

/// Of an option that takes program text: whether that is in the word itself.
bool CommandWatch::attaches_program() const {
  if (word_.starts_with("--")) return word_.contains('=');
  return !letters_.test(index_of(word_.back())) && !is_listed(word_.substr(1), program_->options);
}

// --- from word to word --------------------------------------------------------------------------

void CommandWatch::take_word() {
  if (all_program_) return;
  if (next_file_) {
    next_file_ = false;
    if (unknown_ || word_ == "-" || word_.starts_with("/dev/")) reads_input_ = true;
  }
  if (next_program_) {
    next_program_ = false;
    return;
  }
  if (finds_ && has_command_ && (word_ == ";" || word_ == "+")) {
    start(*find_program("find"));
    return;
  }
  if (has_command_) return take_argument();
  take_command();
}

void CommandWatch::take_command() {
  if (skip_ > 0) {
    --skip_;
    if (unknown_first_) scan();
    return;
  }
  if (!assigned().empty()) return;
  if (program_ != nullptr && is_option()) return take_wrapper_option();
  if (program_ != nullptr && operands_ < program_->skipped) {
    ++operands_;
    if (unknown_first_) scan();
    return;
  }
  const bool literal =
      !unknown_ && word_.size() < kWordMax &&
      (word_ == "[" || word_ == "[[" || word_.find_first_of("*?[,") == std::string::npos);
  if (!literal || word_.starts_with('-')) return distrust();
  const auto* program = find_program(name());
  if (program == nullptr) {
    program_ = nullptr;
    any_option_ = true;
    return scan();
  }
  start(*program);
}

/// An option of `sudo` or the like, before the command that it runs.
void CommandWatch::take_wrapper_option() {
  if (word_ == "--") {
    ended_options_ = true;
    return;
  }
  if (unknown_) return distrust();
  if (takes_program(false)) return distrust();
  if (word_.starts_with("--")) {
    // Nobody knows whether the next word is its argument.
    if (!word_.contains('=')) {
      any_option_ = true;
      scan();
    }
    return;
  }
  take_short_option(*program_);
}

/// Whether the last letter of a bundle takes the next word as its argument.
void CommandWatch::take_short_option(const Program& program) {
  for (std::size_t i = 1; i < word_.size(); ++i) {
    if (!program.with_argument.contains(word_[i])) continue;
    if (i + 1 == word_.size()) ++skip_;
    return;
  }
}

void CommandWatch::start(const Program& program) {
  const bool wrapper = program.takes == Takes::kWrapper;
  const bool feeds = program_ != nullptr && program_->name == "xargs";
  if (!feeds) reads_input_ = false;
  letters_.reset();
  named_.clear();
  any_option_ = false;
  has_command_ = !wrapper;
  program_ = &program;
  ended_options_ = script_given_ = false;
  skip_ = operands_ = 0;
  sed_ = {};
  take_name(program);
  if (program.takes == Takes::kScan) scans_ = true;
  if (program.takes == Takes::kFind) finds_ = true;
}

/// The options and the input of a program whose name has been read.
void CommandWatch::take_name(const Program& program) {
  for (const char letter : program.letters) letters_.set(index_of(letter));
  if (!program.options.empty() && std::ranges::find(named_, &program) == named_.end()) {
    named_.push_back(&program);
  }
  if (program.takes == Takes::kProgram) all_program_ = true;
  if (program.input == Input::kProgram) reads_input_ = true;
}

/// From here on any word may be a program's name.
void CommandWatch::scan() {
  has_command_ = scans_ = true;
  if (program_ != nullptr && program_->takes == Takes::kWrapper) program_ = nullptr;
}

/// Nobody knows what runs here.
void CommandWatch::distrust() { has_command_ = all_program_ = reads_input_ = true; }

void CommandWatch::take_argument() {
  if (program_ != nullptr && program_->takes == Takes::kData && !scans_) return;
  if (finds_ && program_ != nullptr && program_->takes == Takes::kFind) {
    static constexpr std::string_view kRuns[] = {"-exec", "-execdir", "-ok", "-okdir"};
    if (unknown_first_ && word_.empty()) return;
    if (std::ranges::find(kRuns, word_) == std::end(kRuns)) return;
    has_command_ = false;
    program_ = nullptr;
    return;
  }
  if (skip_ > 0) {
    --skip_;
    return;
  }
  const bool interprets = program_ != nullptr && program_->takes == Takes::kInterpreter;
  if (interprets && operands_ == 0 && unknown_first_) return distrust();
  if (scans_ && unknown_ && word_.empty()) any_option_ = true;
  if (word_ == "--" && !scans_) {
    ended_options_ = true;
  } else if (!is_option()) {
    take_operand();
  } else if (takes_program(false)) {
    const bool all = program_ == nullptr || scans_ || program_->takes == Takes::kInterpreter ||
                     program_->takes == Takes::kClient;
    if (all) return void(all_program_ = true);
    script_given_ = true;
    next_program_ = !attaches_program();
  } else if (program_ != nullptr) {
    take_short_option(*program_);
    if (waits_for_file()) {
      script_given_ = true;
      next_file_ = skip_ > 0;
      reads_input_ = reads_input_ || is_file_of_input();
    }
  }
}

bool CommandWatch::waits_for_file() const {
  if (program_->takes != Takes::kFirst) return false;
  const std::string_view word = word_;
  return word.starts_with("--f") || (!word.starts_with("--") && word.contains('f'));
}

/// `-f-`, `--file=/dev/stdin`.
bool CommandWatch::is_file_of_input() const {
  return unknown_ || word_.ends_with("f-") || word_.ends_with("=-") || word_.contains("/dev/");
}

/// `tar cIf prog file`: options without a dash, whose arguments follow.
bool CommandWatch::is_bundle_of_tar() const {
  const auto runs = [&](char c) { return program_->letters.contains(c); };
  return program_->name == "tar" && operands_ == 1 && std::ranges::any_of(word_, runs);
}

void CommandWatch::take_operand() {
  ++operands_;
  if (program_ != nullptr && program_->takes == Takes::kFirst && !scans_) script_given_ = true;
  if (!scans_) {
    all_program_ = program_ != nullptr && !unknown_ &&
                   (is_listed(word_, program_->words) || is_bundle_of_tar());
    return;
  }
  const auto* program = unknown_ ? nullptr : find_program(name());
  if (program == nullptr) return;
  take_name(*program);
  const bool own_text = program->takes == Takes::kFirst || program->takes == Takes::kRest ||
                        program->takes == Takes::kWords;
  if (own_text) all_program_ = true;
  if (program->takes == Takes::kFind) any_option_ = true;
}

}  // namespace fettle::document
