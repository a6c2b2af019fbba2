#include "core/flow/pattern.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstdint>

namespace fettle::flow {
namespace {

/// Instructions of a compiled pattern, in which repetitions are written out.
constexpr int kProgramMax = 2000;
/// For the program and for what matching caches of it; with the cache full RE2 matches slower.
constexpr std::int64_t kMemoryMax = std::int64_t{1} << 20U;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemoryMax);
  options.set_never_capture(true);
  return options;
}

/// RE2 reads `{m,n}` as plain characters where a number is too large for it to count to.
bool has_huge_repetition(std::string_view pattern) {
  constexpr std::size_t kDigitsMax = 8;
  for (auto open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    const auto bounds = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
    if (bounds.find_first_not_of("0123456789,") != std::string_view::npos) continue;
    const auto comma = std::min(bounds.find(','), bounds.size());
    if (comma > kDigitsMax || bounds.size() - comma > kDigitsMax + 1) return true;
  }
  return false;
}

/// Why it is not even compiled.
std::string size_problem(std::string_view pattern) {
  if (pattern.size() > kPatternMax) {
    return fmt::format("is longer than {} characters", kPatternMax);
  }
  return has_huge_repetition(pattern) ? "repeats too much" : "";
}

std::string compiled_problem(const RE2& compiled) {
  const bool too_large = compiled.error_code() == RE2::ErrorPatternTooLarge ||
                         compiled.error_code() == RE2::ErrorRepeatSize;
  if (too_large || (compiled.ok() && compiled.ProgramSize() > kProgramMax)) {
    return "repeats too much";
  }
  if (compiled.ok()) return {};
  return fmt::format("is no regular expression as RE2 reads them: {}", compiled.error());
}

}  // namespace

std::string pattern_problem(std::string_view pattern) {
  auto problem = size_problem(pattern);
  return problem.empty() ? compiled_problem(RE2(piece(pattern), options())) : problem;
}

std::size_t pattern_work(std::string_view pattern, std::string_view value) {
  constexpr std::size_t kCompiling = 200;  // an instruction takes as long as so many characters
  if (!size_problem(pattern).empty()) return 0;
  const RE2 compiled(piece(pattern), options());
  if (!compiled_problem(compiled).empty()) return 0;
  return static_cast<std::size_t>(compiled.ProgramSize()) *
         (kCompiling + std::min(value.size(), kPatternedValueMax));
}

bool matches_pattern(std::string_view pattern, std::string_view value) {
  if (value.size() > kPatternedValueMax || !size_problem(pattern).empty()) return false;
  const RE2 compiled(piece(pattern), options());
  return compiled_problem(compiled).empty() && RE2::FullMatch(piece(value), compiled);
}

}  // namespace fettle::flow
