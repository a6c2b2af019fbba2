#include "core/flow/lint_code.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/document/characters.hpp"

namespace fettle::flow {
namespace {

constexpr std::size_t kDepthMax = 200;

enum class Mode { kCode, kBackquote, kArithmetic, kBrace, kDouble };

struct Heredoc {
  std::string delimiter;
  bool strips_tabs = false;
  bool is_read = false;  ///< by a program that carries it out
};

class Masker {
 public:
  explicit Masker(std::string_view text) : text_(text), quoted_(text), mentions_(text) {}

  void run() {
    while (at_ < text_.size()) step();
  }
  bool is_open() const { return open_quote_ || !modes_.empty() || !pending_.empty(); }
  std::string take_quoted() { return std::move(quoted_); }
  std::string take_mentions() { return std::move(mentions_); }

 private:
  Mode mode() const { return modes_.empty() ? Mode::kCode : modes_.back().mode; }
  char next(std::size_t by = 1) const { return at_ + by < text_.size() ? text_[at_ + by] : '\0'; }

  void hide(std::size_t count, char with = kQuotedByte) {
    const auto end = std::min(at_ + count, text_.size());
    std::fill(quoted_.begin() + static_cast<std::ptrdiff_t>(at_),
              quoted_.begin() + static_cast<std::ptrdiff_t>(end), with);
    at_ = end;
  }

  void step() {
    const char c = text_[at_];
    if (c == '\\') return hide(2);
    if (mode() == Mode::kDouble) return step_in_double(c);
    if (c == '\'') return single();
    if (c == '"') return push(Mode::kDouble, 1, kQuotedByte);
    if (expands(c)) return;
    if (mode() == Mode::kBrace) return step_in_brace(c);
    if (c == '#' && mode() != Mode::kArithmetic && begins_word()) return comment();
    if (c == '<' && mode() != Mode::kArithmetic && heredoc()) return;
    if (c == '\n' && !pending_.empty()) return bodies();
    if (c == '(' || c == ')') return bracket(c);
    ++at_;
  }

  void step_in_double(char c) {
    if (c == '"') return pop(1, kQuotedByte);
    if (!expands(c)) hide(1);
  }

  void step_in_brace(char c) {
    if (c == '}') return pop(1, c);
    ++at_;
  }

  /// `$(`, `$((`, `${` and the backquote, which work inside double quotes too.
  bool expands(char c) {
    if (c == '`') {
      const bool closes = std::ranges::any_of(
          modes_, [](const Level& level) { return level.mode == Mode::kBackquote; });
      closes ? pop_to_backquote() : push(Mode::kBackquote, 1, c);
      return true;
    }
    if (c != '$') return false;
    if (next() == '(' && next(2) == '(') return push(Mode::kArithmetic, 3, '\0'), true;
    if (next() == '(') return push(Mode::kCode, 2, '\0'), true;
    if (next() == '{') return push(Mode::kBrace, 2, '\0'), true;
    if (next() == '#') return at_ += 2, true;  // `$#` begins no comment
    return false;
  }

  void pop_to_backquote() {
    while (!modes_.empty() && modes_.back().mode != Mode::kBackquote) modes_.pop_back();
    pop(1, '`');
  }

  void bracket(char c) {
    if (c == '(') {
      const bool arithmetic = next() == '(' && mode() != Mode::kArithmetic;
      if (arithmetic) return push(Mode::kArithmetic, 2, '\0');
      if (!modes_.empty()) ++modes_.back().brackets;
      ++at_;
    } else if (!modes_.empty() && modes_.back().brackets > 0) {
      --modes_.back().brackets;
      ++at_;
    } else if (mode() == Mode::kArithmetic) {
      pop(next() == ')' ? 2 : 1, '\0');
    } else if (!modes_.empty() && mode() == Mode::kCode) {
      pop(1, '\0');
    } else {
      ++at_;  // of a `case`, or too many
    }
  }

  /// `with` is what is written for the mark, or NUL to leave it.
  void push(Mode mode, std::size_t size, char with) {
    if (modes_.size() < kDepthMax) modes_.push_back({mode, 0});
    with == kQuotedByte ? hide(size) : void(at_ += size);
  }
  void pop(std::size_t size, char with) {
    if (!modes_.empty()) modes_.pop_back();
    with == kQuotedByte ? hide(size) : void(at_ += size);
  }

  void single() {
    const auto end = text_.find('\'', at_ + 1);
    open_quote_ = end == std::string_view::npos;
    hide(std::min(end, text_.size()) + 1 - at_);
  }

  bool begins_word() const {
    return at_ == 0 || document::is_space(text_[at_ - 1]) ||
           std::string_view(";&|()").contains(text_[at_ - 1]);
  }

  void blank(std::size_t end, bool in_mentions) {
    const auto begin = at_;
    hide(end - begin, ' ');
    if (!in_mentions) return;
    for (auto i = begin; i < end; ++i) {
      if (mentions_[i] != '\n') mentions_[i] = ' ';
    }
  }

  void comment() { blank(std::min(text_.find('\n', at_), text_.size()), true); }

  /// A here-document's mark and delimiter, if one begins here.
  bool heredoc() {
    if (next() != '<') return false;
    if (next(2) == '<') return at_ += 3, true;  // a here-string
    Heredoc found;
    const auto begin = at_;
    auto at = at_ + 2;
    found.strips_tabs = at < text_.size() && text_[at] == '-';
    if (found.strips_tabs) ++at;
    while (at < text_.size() && document::is_blank(text_[at])) ++at;
    for (; at < text_.size() && !document::is_space(text_[at]) &&
           !document::is_shell_operator(text_[at]);
         ++at) {
      if (!std::string_view("'\"\\").contains(text_[at])) found.delimiter += text_[at];
    }
    at_ = at;
    if (found.delimiter.empty()) return true;
    constexpr std::size_t kAsked = 16;  // of one line: more are no script that anybody wrote
    found.is_read = pending_.size() < kAsked ? is_read(begin) : pending_.back().is_read;
    pending_.push_back(std::move(found));
    return true;
  }

  /// Whether the command that a here-document at `at` feeds carries out what it reads.
  bool is_read(std::size_t at) const {
    static constexpr std::array<std::string_view, 14> kReaders{
        "sh",    "bash",    "dash",    "ssh",    "su",      "sudo",   "psql",
        "mysql", "mariadb", "sqlite3", "python", "python3", "sqlcmd", "parted"};
    constexpr std::size_t kSeen = 256;  // a line may hold any number of here-documents
    const auto before = text_.substr(at - std::min(at, kSeen), std::min(at, kSeen));
    const auto after = text_.substr(at, kSeen);
    const auto line_break = before.rfind('\n');
    const auto begin = line_break == std::string_view::npos ? 0 : line_break + 1;
    auto line = text_.substr(at - before.size() + begin,
                             before.size() - begin + std::min(after.find('\n'), after.size()));
    while (!line.empty()) {
      const auto size = std::min(line.find_first_of(" \t;&|()<>/"), line.size());
      if (std::ranges::find(kReaders, line.substr(0, size)) != kReaders.end()) return true;
      line.remove_prefix(std::min(size + 1, line.size()));
    }
    return false;
  }

  /// The bodies of the here-documents that the line named, from its line feed on.
  void bodies() {
    ++at_;
    for (const auto& heredoc : std::exchange(pending_, {})) {
      auto end = at_;
      bool closed = false;
      while (end < text_.size() && !closed) {
        auto line = text_.substr(end, text_.find('\n', end) - end);
        end += std::min(line.size() + 1, text_.size() - end);
        while (heredoc.strips_tabs && line.starts_with('\t')) line.remove_prefix(1);
        closed = document::trim_right(line) == heredoc.delimiter;
      }
      open_quote_ = open_quote_ || !closed;
      blank(end, !heredoc.is_read);
      if (end > 0 && end <= text_.size() && text_[end - 1] == '\n') quoted_[end - 1] = '\n';
    }
  }

  struct Level {
    Mode mode;
    std::size_t brackets = 0;
  };

  std::string_view text_;
  std::string quoted_;
  std::string mentions_;
  std::vector<Level> modes_;
  std::vector<Heredoc> pending_;
  std::size_t at_ = 0;
  bool open_quote_ = false;
};

}  // namespace

std::string mask_quoted(std::string_view script) {
  Masker masker(script);
  masker.run();
  return masker.take_quoted();
}

std::string mask_mentions(std::string_view script) {
  if (script.find_first_of("#<") == std::string_view::npos) return std::string(script);
  Masker masker(script);
  masker.run();
  return masker.take_mentions();
}

bool ends_open(std::string_view script) {
  Masker masker(script);
  masker.run();
  return masker.is_open();
}

}  // namespace fettle::flow
