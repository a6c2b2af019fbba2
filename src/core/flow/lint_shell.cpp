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
constexpr std::array<std::string_view, 4> kShells{"sh", "bash", "dash", "zsh"};

/// Programs that run the one that follows, and those of their options that take a word.
struct Wrapper {
  std::string_view name;
  std::string_view takes_word = {};
  std::size_t words = 0;  ///< that stand before the program, options apart
};
constexpr std::array<Wrapper, 15> kWrappers{{{"!"},
                                             {"sudo", "ughpCrtUDRT"},
                                             {"doas", "uC"},
                                             {"env", "uCS"},
                                             {"nice", "n"},
                                             {"ionice", "cnp"},
                                             {"time", "fo"},
                                             {"exec", "a"},
                                             {"command"},
                                             {"nohup"},
                                             {"setsid"},
                                             {"stdbuf", "ioe"},
                                             {"chroot", "", 1},
                                             {"unbuffer"},
                                             {"busybox"}}};

/// Programs that run the command among their words. Unlike those above they stay in the script:
/// some take `-c TEXT` instead, some begin many.
constexpr std::array<Wrapper, 23> kRunners{{{"xargs", "nIPLdsaE"},
                                            {"parallel", "jaINLnPS"},
                                            {"timeout", "ks", 1},
                                            {"watch", "n"},
                                            {"flock", "wE", 1},
                                            {"runuser", "ugGw"},
                                            {"setpriv"},
                                            {"unshare", "SGRwl"},
                                            {"nsenter", "tSGNW"},
                                            {"systemd-run", "puEMHs"},
                                            {"systemd-inhibit"},
                                            {"systemd-cat", "tp"},
                                            {"chronic"},
                                            {"eatmydata"},
                                            {"taskset", "", 1},
                                            {"chrt", "TPD", 1},
                                            {"numactl", "CNmpi"},
                                            {"prlimit"},
                                            {"choom", "np"},
                                            {"cgexec", "g"},
                                            {"strace", "eosPpuEaISX"},
                                            {"gosu", "", 1},
                                            {"su-exec", "", 1}}};

/// Programs that run what follows on another machine or in a container: after as many words as
/// stand there, options apart.
constexpr std::array<Wrapper, 11> kFarShells{{{"ssh", "bcDEeFIiJLlmOopQRSWw", 1},
                                              {"docker", "euw", 2},
                                              {"podman", "euw", 2},
                                              {"kubectl", "cnf", 2},
                                              {"pdsh", "wxlf", 0},
                                              {"clush", "wxlf", 0},
                                              {"pssh", "hHlptoexO", 0},
                                              {"parallel-ssh", "hHlptoexO", 0},
                                              {"lxc", "", 2},
                                              {"pct", "", 2},
                                              {"systemd-nspawn", "DMu", 0}}};

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
  return c != '\'' && c != '"' && c != '\\' && c != '`' && c != '\n' && !document::is_blank(c) &&
         (redirects || !document::is_shell_operator(c));
}

std::string_view base_name(std::string_view word) {
  const auto slash = word.rfind('/');
  return slash == std::string_view::npos || slash + 1 == word.size() ? word
                                                                     : word.substr(slash + 1);
}

using Words = std::vector<std::string_view>;
using WordAt = Words::const_iterator;

bool is_option(std::string_view word) { return word.size() > 1 && word[0] == '-'; }

/// Past the options, and their words, that stand at `word`.
WordAt skip_options(WordAt word, WordAt end, std::string_view takes_word) {
  while (word != end && is_option(*word)) {
    const bool with_word = word->size() == 2 && takes_word.contains((*word)[1]);
    const bool ends_options = *word == "--";
    ++word;
    if (ends_options) break;
    if (with_word && word != end) ++word;
  }
  return word;
}

/// The text that `sh -c TEXT`, `su -c TEXT` or `eval TEXT` runs, or empty.
std::string_view nested_script(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 3> kUsers{"su", "runuser", "flock"};
  const auto& words = command.words;
  if (only_mentions(command)) return {};
  const bool takes_text = words.size() > 1 && (words[0] == "eval" || words[0] == "trap");
  if (takes_text) return words[1];
  const auto shell = std::ranges::find_if(words, [](auto word) {
    const auto name = base_name(word);
    return is_in(name, kShells) || is_in(name, kUsers);
  });
  for (auto word = shell; word != words.end(); ++word) {
    const bool option = word->size() > 1 && word->front() == '-' && (*word)[1] != '-';
    if (option && word->contains('c') && word + 1 != words.end()) return *(word + 1);
  }
  return {};
}

/// The words that a command runs as another one: after `xargs`, `timeout 5`, `find -exec`.
std::span<const std::string_view> nested_words(const ShellCommand& command) {
  const auto& words = command.words;
  if (words.empty()) return {};
  const auto name = base_name(words[0]);
  auto first = words.end();
  auto last = words.end();
  if (const auto* const runner = std::ranges::find(kRunners, name, &Wrapper::name);
      runner != kRunners.end()) {
    first = skip_options(words.begin() + 1, words.end(), runner->takes_word);
    for (std::size_t i = 0; i < runner->words && first != words.end(); ++i) ++first;
  }
  if (name == "find") {
    static constexpr std::array<std::string_view, 4> kRuns{"-exec", "-execdir", "-ok", "-okdir"};
    first = std::ranges::find_if(words, [](auto word) { return is_in(word, kRuns); });
    if (first != words.end()) ++first;
    last = std::find_if(first, words.end(), [](auto word) { return word == ";" || word == "+"; });
  }
  return {first, last};
}

/// What `ssh host ...` runs there, as one text: ssh joins its words with blanks.
std::string far_script(const ShellCommand& command) {
  const auto& words = command.words;
  if (words.empty()) return {};
  const auto* const far = std::ranges::find(kFarShells, base_name(words[0]), &Wrapper::name);
  if (far == kFarShells.end()) return {};
  if (far->words == 2 && (words.size() < 2 || words[1] != "exec")) return {};
  auto word = words.begin() + 1;
  for (std::size_t i = 0; i <= far->words; ++i) {
    word = skip_options(word, words.end(), far->takes_word);
    if (i < far->words && word != words.end()) ++word;
  }
  std::string text;
  for (; word != words.end(); ++word) (text += text.empty() ? "" : " ") += *word;
  return text;
}

/// Adds the commands of `text`, and of the shells that it starts, to a script. A word is a view of
/// the text for as long as nothing in it is quoted.
class CommandReader {
 public:
  struct Level {
    int depth = 1;
    bool elsewhere = false;
  };

  CommandReader(std::string_view text, Level level, Script& script)
      : text_(text), level_(level), script_(script) {}

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
    } else if (c == '`') {  // begins or ends what is run for its output, as brackets do
      end_command(";");
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
      if (quote == '"') {
        if (substituted()) continue;
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      }
      word_ += text_[at_];
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  /// Takes a whole `$(...)` or `` `...` `` that stands in double quotes, up to its last character.
  bool substituted() {
    const bool brackets = text_.substr(at_, 2) == "$(" && text_.substr(at_, 3) != "$((";
    if (!brackets && text_[at_] != '`') return false;
    const auto begin = at_ + (brackets ? 2 : 1);
    const auto end = brackets ? closing_bracket(begin) : text_.find('`', begin);
    if (end >= text_.size()) return false;
    word_ += text_.substr(at_, end + 1 - at_);
    substitutions_.push_back(text_.substr(begin, end - begin));
    at_ = end;
    return true;
  }

  /// Of the bracket that opened before `at`, or npos. What is never closed is looked for once.
  std::size_t closing_bracket(std::size_t at) {
    std::size_t open = 1;
    for (; !never_closed_ && at < text_.size(); ++at) {
      if (text_[at] == '(') ++open;
      if (text_[at] == ')' && --open == 0) return at;
    }
    never_closed_ = true;
    return std::string_view::npos;
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
    ShellCommand command{.words = std::exchange(words_, {}), .joined_by = joined_by_};
    drop_wrappers(command);
    const bool empty = command.words.empty() && command.keyword.empty();
    if (!empty || joined_by_.empty()) joined_by_ = operation;
    if (!empty) add(std::move(command));
    for (const auto inner : std::exchange(substitutions_, {})) {
      if (level_.depth < kNestedShellsMax) read_nested(std::string(inner), level_.elsewhere);
    }
  }

  /// Takes away what stands before the program: keywords, assignments, `sudo -u x`.
  static void drop_wrappers(ShellCommand& command) {
    auto& words = command.words;
    auto first = words.cbegin();
    while (first != words.cend()) {
      const auto* const wrapper = std::ranges::find(kWrappers, base_name(*first), &Wrapper::name);
      if (is_in(*first, kKeywords)) {
        command.keyword = *first;
      } else if (wrapper != kWrappers.end()) {
        const auto next = skip_options(first + 1, words.cend(), wrapper->takes_word);
        const bool looks_up = wrapper->name == "command" && next != first + 1;  // `command -v x`
        if (looks_up) break;
        command.wrapped = true;
        first = next - 1;
        for (std::size_t i = 0; i < wrapper->words && first + 1 != words.cend(); ++i) ++first;
      } else if (!is_assignment(*first)) {
        break;
      }
      ++first;
    }
    words.erase(words.cbegin(), first);
  }

  void add(ShellCommand command) {
    command.nested = level_.depth > 1;
    command.elsewhere = level_.elsewhere;
    const std::string nested(nested_script(command));
    const auto inner = nested_words(command);
    ShellCommand run{.words = {inner.begin(), inner.end()}};
    auto far = far_script(command);
    script_.commands.push_back(std::move(command));
    if (level_.depth >= kNestedShellsMax) return;
    if (!nested.empty()) read_nested(nested, level_.elsewhere);
    if (!far.empty()) read_nested(std::move(far), true);
    if (run.words.empty()) return;
    drop_wrappers(run);
    if (run.words.empty()) return;
    ++level_.depth;
    add(std::move(run));
    --level_.depth;
  }

  void read_nested(std::string text, bool elsewhere) {
    const auto& kept = script_.spelled.emplace_front(std::move(text));
    CommandReader(kept, {level_.depth + 1, elsewhere}, script_).read();
  }

  std::string_view text_;
  Level level_;
  Script& script_;
  std::size_t at_ = 0;
  bool in_word_ = false;
  std::size_t word_begin_ = 0;
  bool is_spelled_ = false;
  std::string word_;  ///< the word so far, where it is spelled
  std::vector<std::string_view> words_;
  std::vector<std::string_view> substitutions_;  ///< of its words
  bool never_closed_ = false;
  std::string_view joined_by_;
};

}  // namespace

Script::Script(std::string_view script) : text(script) {
  commands.reserve(kCommandsUsual);
  CommandReader(script, {}, *this).read();
}

bool only_mentions(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 25> kReaders{
      "echo", "printf", "grep", "egrep", "fgrep", "rg",         "zgrep",   "logger", "awk",
      "sed",  "cat",    "less", "tail",  "head",  "wall",       "[",       "test",   "[[",
      "case", "export", "tee",  "man",   "which", "journalctl", "apt-mark"};
  return is_in(program_of(command), kReaders);
}

bool asks_database(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 10> kClients{
      "psql",  "mysql", "mariadb", "sqlite3",           "sqlcmd",
      "cqlsh", "mongo", "mongosh", "clickhouse-client", "sqlplus"};
  return std::ranges::find(kClients, program_of(command)) != kClients.end();
}

std::string_view program_of(const ShellCommand& command) {
  return command.words.empty() ? std::string_view() : base_name(command.words[0]);
}

}  // namespace fettle::flow
