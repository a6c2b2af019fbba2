#include "core/flow/pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <regex>
#include <utility>
#include <vector>

#include "core/document/characters.hpp"

namespace fettle::flow {
namespace {

/// Repetitions are written out when a pattern is compiled; this bounds the result.
constexpr std::size_t kExpandedMax = 2000;

/// The upper bound of the `{m,n}` at `at`, which moves past it; 1 where there is none.
std::size_t take_repetition(std::string_view pattern, std::size_t& at) {
  if (at >= pattern.size() || pattern[at] != '{') return 1;
  const auto close = pattern.find('}', at);
  if (close == std::string_view::npos) return 1;
  std::size_t most = 1;
  for (++at; at < close; ++at) {
    std::size_t number = 0;
    const auto* first = pattern.data() + at;
    const auto [end, error] = std::from_chars(first, pattern.data() + close, number);
    if (error == std::errc::result_out_of_range) number = kExpandedMax + 1;
    if (end != first) at += static_cast<std::size_t>(end - first) - 1;
    most = std::max(most, number);
  }
  at = close + 1;
  return most;
}

std::size_t skip_class(std::string_view pattern, std::size_t at) {
  for (++at; at < pattern.size() && pattern[at] != ']'; ++at) {
    if (pattern[at] == '\\') ++at;
  }
  return at;
}

/// About how many states the compiled pattern has.
std::size_t expanded_size(std::string_view pattern) {
  std::vector<std::size_t> sizes{0};
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at];
    std::size_t atom = 1;
    if (c == '(') {
      sizes.push_back(1);
      ++at;
      continue;
    }
    if (c == ')' && sizes.size() > 1) {
      atom = sizes.back();
      sizes.pop_back();
    } else if (c == '[') {
      at = skip_class(pattern, at);
    } else if (c == '\\') {
      ++at;
    }
    ++at;
    for (auto before = at; (atom *= take_repetition(pattern, at)) <= kExpandedMax;) {
      if (std::exchange(before, at) == at) break;
    }
    sizes.back() += atom;
    if (atom > kExpandedMax) return atom;
  }
  std::size_t total = 0;
  for (const auto size : sizes) total += size;
  return total;
}

/// Those of the C locale. The usual ones ask the locale about each of the 256 characters that a
/// `[...]` may hold, which takes longer than all else of a plan.
struct AsciiTraits : std::regex_traits<char> {
  bool isctype(char c, char_class_type mask) const {
    return mask != char_class_type() && regex_traits::isctype(c, mask);
  }
  template <class Iterator>
  std::string transform_primary(Iterator first, Iterator last) const {
    std::string key(first, last);
    std::ranges::transform(key, key.begin(), document::to_lower);
    return key;
  }
};
using Regex = std::basic_regex<char, AsciiTraits>;

std::optional<Regex> compile(std::string_view pattern) {
  try {
    return Regex(pattern.begin(), pattern.end(),
                 Regex::ECMAScript | std::regex_constants::__polynomial);
  } catch (const std::regex_error&) {
    return std::nullopt;
  }
}

/// Why it is not even compiled.
std::string size_problem(std::string_view pattern) {
  if (pattern.size() > kPatternMax) {
    return fmt::format("is longer than {} characters", kPatternMax);
  }
  return expanded_size(pattern) > kExpandedMax ? "repeats too much" : "";
}

}  // namespace

std::string pattern_problem(std::string_view pattern) {
  auto problem = size_problem(pattern);
  if (!problem.empty() || compile(pattern)) return problem;
  return "is no regular expression (or refers back to a group)";
}

std::size_t pattern_work(std::string_view pattern, std::string_view value) {
  constexpr std::size_t kCompiling = 200;  // a state takes as long as with so many characters
  if (!size_problem(pattern).empty()) return 0;
  return expanded_size(pattern) * (kCompiling + std::min(value.size(), kPatternedValueMax));
}

bool matches_pattern(std::string_view pattern, std::string_view value) {
  if (value.size() > kPatternedValueMax || !size_problem(pattern).empty()) return false;
  const auto compiled = compile(pattern);
  try {
    return compiled && std::regex_match(value.begin(), value.end(), *compiled);
  } catch (const std::regex_error&) {
    return false;
  }
}

}  // namespace fettle::flow
