#include "core/flow/lint_shell.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "core/document/characters.hpp"

namespace fettle::flow {
namespace {

constexpr int kNestedShellsMax = 3;
constexpr std::size_t kWordsUsual = 8;
constexpr std::size_t kCommandsUsual = 4;

constexpr std::array<std::string_view, 8> kKeywords{"if",   "elif", "while", "until",
                                                    "then", "else", "do",    "{"};
constexpr std::array<std::string_view, 8> kWrappers{"!",    "sudo", "env",     "nice",
                                                    "time", "exec", "command", "nohup"};
constexpr std::array<std::string_view, 4> kShells{"sh", "bash", "dash", "zsh"};

bool is_in(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_assignment(std::string_view word) {
  const auto equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 && document::is_name_start(word[0]) &&
         std::ranges::all_of(word.substr(0, equals), document::is_name_part);
}

/// A character that ends no word and stands for itself.
bool is_plain(char c) {
  const bool redirects = c == '<' || c == '>';
  return c != '\'' && c != '"' && c != '\\' && c != '\n' && !document::is_blank(c) &&
         (redirects || !document::is_shell_operator(c));
}

/// The text that `sh -c TEXT` runs, or empty.
std::string_view nested_script(const ShellCommand& command) {
  const auto& words = command.words;
  const auto shell = std::ranges::find_if(words, [](auto word) { return is_in(word, kShells); });
  for (auto word = shell; word != words.end(); ++word) {
    const bool option = word->size() > 1 && word->front() == '-' && (*word)[1] != '-';
    if (option && word->contains('c') && word + 1 != words.end()) return *(word + 1);
  }
  return {};
}

/// Adds the commands of `text`, and of the shells that it starts, to a script. A word is a view of
/// the text for as long as nothing in it is quoted.
class CommandReader {
 public:
  CommandReader(std::string_view text, int depth, Script& script)
      : text_(text), depth_(depth), script_(script) {}

  void read() && {
    while (at_ < text_.size()) step();
    end_command("");
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\'' || c == '"') {
      quoted(c);
    } else if (c == '#' && !in_word_) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '\\' && at_ + 1 < text_.size()) {
      escaped(text_[at_ + 1]);
    } else if (document::is_blank(c)) {
      end_word();
      ++at_;
    } else if (c == '\n' || (document::is_shell_operator(c) && c != '<' && c != '>')) {
      operate(c);
    } else {
      plain();
    }
  }

  void begin_word() {
    if (std::exchange(in_word_, true)) return;
    word_begin_ = at_;
    is_spelled_ = false;
  }

  /// From here on the word is not what stands in the text.
  void begin_spelling() {
    begin_word();
    if (std::exchange(is_spelled_, true)) return;
    word_ = text_.substr(word_begin_, at_ - word_begin_);
  }

  void plain() {
    begin_word();
    const auto begin = at_++;
    while (at_ < text_.size() && is_plain(text_[at_])) ++at_;
    if (is_spelled_) word_ += text_.substr(begin, at_ - begin);
  }

  void escaped(char c) {
    const bool continued_line = c == '\n';
    if (in_word_ || !continued_line) begin_spelling();
    if (!continued_line) word_ += c;
    at_ += 2;
  }

  void quoted(char quote) {
    begin_spelling();
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      word_ += text_[at_];
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  void operate(char c) {
    const bool redirect = c == '&' && at_ > 0 && (text_[at_ - 1] == '>' || text_[at_ - 1] == '<');
    if (redirect) {  // `2>&1`
      plain();
      return;
    }
    const bool joins = c == '&' || c == '|';
    const bool twice = joins && at_ + 1 < text_.size() && text_[at_ + 1] == c;
    const auto length = twice ? 2U : 1U;
    end_command(joins ? text_.substr(at_, length) : ";");
    at_ += length;
  }

  void end_word() {
    if (!std::exchange(in_word_, false)) return;
    if (words_.empty()) words_.reserve(kWordsUsual);
    words_.push_back(is_spelled_ ? script_.spelled.emplace_front(std::move(word_))
                                 : text_.substr(word_begin_, at_ - word_begin_));
  }

  void end_command(std::string_view operation) {
    end_word();
    ShellCommand command{std::exchange(words_, {}), {}, joined_by_};
    auto& words = command.words;
    auto first = words.begin();
    for (; first != words.end(); ++first) {
      if (is_in(*first, kKeywords)) {
        command.keyword = *first;
      } else if (!is_in(*first, kWrappers) && !is_assignment(*first)) {
        break;
      }
    }
    words.erase(words.begin(), first);
    const bool empty = words.empty() && command.keyword.empty();
    if (!empty || joined_by_.empty()) joined_by_ = operation;
    if (!empty) add(std::move(command));
  }

  void add(ShellCommand command) {
    const auto nested = nested_script(command);
    script_.commands.push_back(std::move(command));
    if (!nested.empty() && depth_ < kNestedShellsMax) {
      CommandReader(nested, depth_ + 1, script_).read();
    }
  }

  std::string_view text_;
  int depth_;
  Script& script_;
  std::size_t at_ = 0;
  bool in_word_ = false;
  std::size_t word_begin_ = 0;
  bool is_spelled_ = false;
  std::string word_;  ///< the word so far, where it is spelled
  std::vector<std::string_view> words_;
  std::string_view joined_by_;
};

}  // namespace

Script::Script(std::string_view script) : text(script) {
  commands.reserve(kCommandsUsual);
  CommandReader(script, 1, *this).read();
}

}  // namespace fettle::flow
