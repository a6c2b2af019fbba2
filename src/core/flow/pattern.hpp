// Patterns of variables: regular expressions as RE2 reads them, that a whole value must match. The
// only user of RE2, which takes time linear in the value whatever the pattern is; program and
// memory are bounded here. docs/reference/plan.md states what a pattern may hold.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fettle::flow {

inline constexpr std::size_t kPatternMax = 200;
inline constexpr std::size_t kPatternedValueMax = 1024;

/// Why `pattern` can't be used, or empty when it can.
std::string pattern_problem(std::string_view pattern);

/// How much work a pattern makes with one value, in units that only compare with each other.
std::size_t pattern_work(std::string_view pattern, std::string_view value);
/// As much as a document may ask for. Any one pattern and value keep to it.
inline constexpr std::size_t kPatternWorkMax = 10'000'000;

/// Whether the whole of `value` matches. False for a pattern that has a problem and for a value
/// longer than kPatternedValueMax.
bool matches_pattern(std::string_view pattern, std::string_view value);

}  // namespace fettle::flow
