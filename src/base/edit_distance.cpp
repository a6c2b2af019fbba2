#include "base/edit_distance.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace fettle {
namespace {

constexpr std::size_t kBits = 64;

void strip_equal_ends(std::string_view& a, std::string_view& b) {
  const auto first = std::ranges::mismatch(a, b).in1 - a.begin();
  a.remove_prefix(static_cast<std::size_t>(first));
  b.remove_prefix(static_cast<std::size_t>(first));
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
}

/// The table of Levenshtein's algorithm a column at a time, each column as the bits of where it
/// rises and where it falls (Myers, 1999). `a` is the column's side: 1 to 64 bytes.
std::size_t bit_parallel_distance(std::string_view a, std::string_view b) {
  std::array<std::uint64_t, 256> places{};  // of each byte in `a`
  for (std::size_t i = 0; i < a.size(); ++i) {
    places[static_cast<unsigned char>(a[i])] |= std::uint64_t{1} << i;
  }
  const auto last = std::uint64_t{1} << (a.size() - 1);
  std::uint64_t rises = ~std::uint64_t{0};
  std::uint64_t falls = 0;
  auto distance = a.size();
  for (const char c : b) {
    const auto equal = places[static_cast<unsigned char>(c)];
    const auto diagonal = (((equal & rises) + rises) ^ rises) | equal;
    const auto right_rises = falls | ~(diagonal | rises);
    const auto right_falls = rises & diagonal;
    if ((right_rises & last) != 0) ++distance;
    if ((right_falls & last) != 0) --distance;
    const auto shifted = (right_rises << 1U) | 1U;
    rises = (right_falls << 1U) | ~(equal | falls | shifted);
    falls = shifted & (equal | falls);
  }
  return distance;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  strip_equal_ends(a, b);
  if (a.size() > b.size()) std::swap(a, b);
  if (a.empty() || a.size() > kBits) return b.size();
  return bit_parallel_distance(a, b);
}

}  // namespace fettle
