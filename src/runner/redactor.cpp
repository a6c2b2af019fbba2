#include "runner/redactor.hpp"

#include <algorithm>
#include <utility>

namespace fettle::runner {
namespace {

constexpr std::size_t kShortestSecret = 4;
constexpr std::string_view kMask = "***";

}  // namespace

Redactor::Redactor(std::vector<std::string> secrets) : secrets_(std::move(secrets)) {
  std::erase_if(secrets_, [](const auto& secret) { return secret.size() < kShortestSecret; });
  std::ranges::sort(secrets_, std::ranges::greater{}, &std::string::size);
  longest_ = secrets_.empty() ? 0 : secrets_.front().size();
}

Redactor::Passed Redactor::pass(std::string_view bytes) {
  if (secrets_.empty()) return {std::string(bytes), bytes.size()};
  held_ += bytes;
  return take(longest_ - 1);
}

Redactor::Passed Redactor::finish() { return take(0); }

/// Passes on all but the last `keep` bytes; a secret that reaches into them is taken whole.
Redactor::Passed Redactor::take(std::size_t keep) {
  Passed passed;
  const std::size_t end = held_.size() - std::min(keep, held_.size());
  while (passed.length < end) {
    const auto rest = std::string_view(held_).substr(passed.length);
    const auto secret = std::ranges::find_if(
        secrets_, [&](const auto& candidate) { return rest.starts_with(candidate); });
    if (secret != secrets_.end()) {
      passed.text += kMask;
      passed.length += secret->size();
    } else {
      passed.text += rest.front();
      ++passed.length;
    }
  }
  held_.erase(0, passed.length);
  return passed;
}

}  // namespace fettle::runner
