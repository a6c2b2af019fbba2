// Replaces secret values, in any form of secret_forms.hpp, in a stream of output: also where one
// is cut in two between chunks, where lines are broken within it (`fold`, `base64 -w76`, an
// indented block) and where escape sequences colour it. Holds back only as many bytes as a secret
// could still be hiding in. All of them are looked for at once (Aho and Corasick, 1975), so that
// the cost is linear in the output, however many there are. Not found is a secret between whose
// pieces something else stands: line numbers, offsets, the text column of `xxd`, a prefix before
// each line, what continues a line, a backspace, the lines of another program; nor pieces that a
// program writes in another order, or of which it leaves some out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fettle::runner {

/// What is looked for, ready to be shared by many streams.
class SecretPatterns {
 public:
  /// Values shorter than kShortestSecret are not looked for, nor what no text of `longest` bytes
  /// holds.
  explicit SecretPatterns(const std::vector<std::string>& secrets,
                          std::size_t longest = std::string_view::npos);

  bool empty() const { return nodes_.size() == 1; }
  /// From state `node` with the next byte; 0 is the state where nothing has been seen.
  std::uint32_t next(std::uint32_t node, char byte) const;
  /// How many of the last bytes are the beginning of a secret, or a whole one.
  std::size_t depth(std::uint32_t node) const { return nodes_[node].depth; }
  /// How many of them may still become one with what follows.
  std::size_t open(std::uint32_t node) const { return nodes_[node].open; }
  /// How many of the last bytes are one, the longest; 0 for none.
  std::size_t matched(std::uint32_t node) const { return nodes_[node].matched; }

 private:
  struct Node {
    std::uint32_t child = 0;    ///< the first; 0 for none
    std::uint32_t sibling = 0;  ///< the next child of its parent
    std::uint32_t fail = 0;
    std::uint32_t depth = 0;
    std::uint32_t open = 0;
    std::uint32_t matched = 0;
    char byte = 0;
  };

  void add(std::string_view pattern);
  void link();
  std::uint32_t child(std::uint32_t node, char byte) const;

  std::vector<Node> nodes_{1};
  std::array<std::uint32_t, 256> first_{};  ///< children of the root
};

class Redactor {
 public:
  Redactor() : Redactor(std::make_shared<const SecretPatterns>(std::vector<std::string>())) {}
  explicit Redactor(std::shared_ptr<const SecretPatterns> patterns)
      : patterns_(std::move(patterns)) {}

  /// What of the stream so far is safe to pass on, `bytes` included as far as it is.
  struct Passed {
    std::string text;        ///< secrets replaced by `***`
    std::size_t length = 0;  ///< bytes of the stream that it stands for
  };
  Passed pass(std::string_view bytes);
  /// What was held back, at the stream's end or at a gap in it.
  Passed finish();

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// Where an escape sequence stands (ECMA-48).
  enum class Escape { kNone, kBegun, kControl, kString, kStringEnds };

  void find(std::size_t from);
  void find_broken(std::size_t at);
  bool is_of_escape(char byte);
  void break_line(std::size_t at);
  void skip();
  void forget_broken();
  void note(Range found);
  std::size_t start_of(std::size_t length, std::size_t end) const;
  std::size_t first_held() const;
  Passed take(std::size_t end);

  std::shared_ptr<const SecretPatterns> patterns_;
  std::uint32_t node_ = 0;  ///< of all bytes
  std::string held_;
  std::int64_t begin_ = 0;     ///< of `held_` in the stream
  std::vector<Range> secret_;  ///< of `held_`, in order and apart

  // Of the bytes without line breaks, indents and escape sequences.
  struct Gap {
    std::int64_t after = 0;    ///< so many of them
    std::int64_t skipped = 0;  ///< bytes in the gaps before it
  };
  std::uint32_t joined_node_ = 0;
  std::int64_t joined_count_ = 0;
  std::deque<Gap> gaps_;        ///< within what may be a secret
  std::int64_t skipped_ = 0;    ///< bytes in all gaps
  std::size_t gap_ = 0;         ///< bytes in the last one, where nothing has followed it
  std::int64_t broken_at_ = 0;  ///< joined_count_ at the last line break
  std::int64_t passed_to_ = 0;  ///< in the stream: what stands before was not waited for
  Escape escape_ = Escape::kNone;
  bool is_indent_ = false;  ///< only blanks since the last line break
};

}  // namespace fettle::runner
