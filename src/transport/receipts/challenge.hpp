// What a target must prove before anything is begun there: that a POSIX shell reads our text. A
// random task stands at the text's beginning; only a shell that splits words, cuts prefixes,
// reckons and runs traps comes to its answer, which stands in each line that it sends. So lines of
// another request, another attempt, or of something that merely echoes are never taken for one's
// own. Pure text; read on in script.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fettle::transport {

class Challenge {
 public:
  /// From random bits; each request has its own.
  explicit Challenge(std::uint64_t bits);

  /// Shell text that ends any shell that can't do the task, before anything else has been done,
  /// with its reason. Leaves the answer in `f_proof`; opens a `{`.
  std::string gate() const;
  /// The answer: digits and one `x`. It doesn't stand in gate().
  std::string proof() const;
  /// Whether `words` of a target are what gate() begins with: it was echoed, not read.
  static bool is_echoed_in(std::string_view words);

 private:
  std::uint32_t first_;
  std::uint32_t second_;
  std::uint32_t third_;
};

}  // namespace fettle::transport
