#include "core/flow/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "base/edit_distance.hpp"

namespace fettle::flow {
namespace {

constexpr std::size_t kWordMax = 64;  // nobody mistypes that much; bounds the work
constexpr std::size_t kPrefixMin = 4;

/// No two words are nearer than this, so that long ones need not be compared with short ones.
std::size_t size_difference(std::string_view a, std::string_view b) {
  return std::max(a.size(), b.size()) - std::min(a.size(), b.size());
}

bool one_begins_the_other(std::string_view a, std::string_view b) {
  return std::min(a.size(), b.size()) >= kPrefixMin && (a.starts_with(b) || b.starts_with(a));
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  if (word.size() > kWordMax) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto candidate : known) {
    const bool begins = one_begins_the_other(word, candidate);
    if (!begins && size_difference(word, candidate) >= best_distance) continue;
    const auto found = begins ? 1 : edit_distance(word, candidate);
    if (found >= best_distance) continue;
    best = candidate;
    best_distance = found;
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known,
                         std::string_view otherwise) {
  const auto found = nearest(word, known);
  return found.empty() ? std::string(otherwise) : fmt::format("did you mean `{}`?", found);
}

std::string one_of(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += fmt::format("`{}`", words[i]);
  }
  return text;
}

}  // namespace fettle::flow
