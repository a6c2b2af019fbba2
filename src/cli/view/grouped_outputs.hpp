// Groups what is the same on many targets, so that it is read once: output of a step, failures,
// what changed. Two texts are alike only when they are equal byte for byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace fettle::cli {

class AlikeTexts {
 public:
  struct Text {
    std::string shown;
    std::uint64_t cut_off = 0;  ///< fingerprint of the bytes before it that were not kept
    auto operator<=>(const Text&) const = default;
  };
  struct Group {
    std::string text;
    std::vector<int> members;  ///< in the order in which they were added
  };

  enum class Added { kAlike, kNew };
  Added add(int member, Text text);
  bool knows(const Text& text) const { return known_.contains(text); }

  bool empty() const { return known_.empty(); }
  /// The largest first; of equal size the one whose first member was added first.
  std::vector<Group> groups() const;

 private:
  struct Members {
    std::size_t order = 0;
    std::vector<int> list;
  };
  std::map<Text, Members> known_;
};

/// `web01`, or `12 targets: web01, web02, web03 (+9)` with at most `shown` of the labels. `labels`
/// is by position, `members` are positions.
std::string name_some(const std::vector<int>& members, std::span<const std::string> labels,
                      std::size_t shown);

}  // namespace fettle::cli
