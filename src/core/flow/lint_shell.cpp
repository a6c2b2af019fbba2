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

class CommandReader {
 public:
  explicit CommandReader(std::string_view text) : text_(text) {}

  std::vector<ShellCommand> read() && {
    while (at_ < text_.size()) step();
    end_command("");
    return std::move(commands_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\'' || c == '"') return quoted(c);
    if (c == '#' && !in_word_) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '\\' && at_ + 1 < text_.size()) {
      if (text_[at_ + 1] != '\n') add(text_[at_ + 1]);
      at_ += 2;
    } else if (document::is_blank(c)) {
      end_word();
      ++at_;
    } else if (c == '\n' || (document::is_shell_operator(c) && c != '<' && c != '>')) {
      operate(c);
    } else {
      add(c);
      ++at_;
    }
  }

  void add(char c) {
    in_word_ = true;
    word_ += c;
  }

  void quoted(char quote) {
    in_word_ = true;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      word_ += text_[at_];
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  void operate(char c) {
    const bool redirect = c == '&' && at_ > 0 && (text_[at_ - 1] == '>' || text_[at_ - 1] == '<');
    if (redirect) {  // `2>&1`
      add(c);
      ++at_;
      return;
    }
    const bool twice = at_ + 1 < text_.size() && text_[at_ + 1] == c && (c == '&' || c == '|');
    end_command(twice ? std::string(2, c) : c == '&' || c == '|' ? std::string(1, c) : ";");
    at_ += twice ? 2 : 1;
  }

  void end_word() {
    if (std::exchange(in_word_, false)) words_.push_back(std::exchange(word_, {}));
  }

  void end_command(std::string operation) {
    end_word();
    ShellCommand command;
    command.joined_by = joined_by_;
    auto first = words_.begin();
    for (; first != words_.end(); ++first) {
      if (is_in(*first, kKeywords)) {
        command.keyword = *first;
      } else if (!is_in(*first, kWrappers) && !is_assignment(*first)) {
        break;
      }
    }
    command.words.assign(std::make_move_iterator(first), std::make_move_iterator(words_.end()));
    words_.clear();
    const bool empty = command.words.empty() && command.keyword.empty();
    if (!empty) commands_.push_back(std::move(command));
    if (!empty || joined_by_.empty()) joined_by_ = std::move(operation);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool in_word_ = false;
  std::string word_;
  std::vector<std::string> words_;
  std::string joined_by_;
  std::vector<ShellCommand> commands_;
};

/// The text that `sh -c TEXT` runs, or empty.
std::string_view nested_script(const ShellCommand& command) {
  const auto& words = command.words;
  const auto shell = std::ranges::find_if(words, [](const auto& w) { return is_in(w, kShells); });
  for (auto word = shell; word != words.end(); ++word) {
    const bool option = word->size() > 1 && word->front() == '-' && (*word)[1] != '-';
    if (option && word->contains('c') && word + 1 != words.end()) return *(word + 1);
  }
  return {};
}

void read_into(std::string_view script, int depth, std::vector<ShellCommand>& commands) {
  for (auto& command : CommandReader(script).read()) {
    const std::string nested(nested_script(command));
    commands.push_back(std::move(command));
    if (!nested.empty() && depth < kNestedShellsMax) read_into(nested, depth + 1, commands);
  }
}

}  // namespace

std::vector<ShellCommand> read_commands(std::string_view script) {
  std::vector<ShellCommand> commands;
  read_into(script, 1, commands);
  return commands;
}

}  // namespace fettle::flow
