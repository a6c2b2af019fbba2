#include "core/review/line_diff.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace fettle::review {
namespace {

std::string numbers(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) text += std::to_string(i) + "\n";
  return text;
}

TEST(UnifiedDiff, OfEqualTextsIsEmpty) {
  EXPECT_EQ(unified_diff("", ""), "");
  EXPECT_EQ(unified_diff("a\nb", "a\nb"), "");
}

// The expected values are those of `diff -U3`, headers aside, with every count written out.
TEST(UnifiedDiff, ShowsThreeLinesOfContext) {
  EXPECT_EQ(unified_diff(numbers(1, 10), numbers(1, 4) + "five\n" + numbers(6, 10)),
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, OfAnEmptyTextNamesTheLineBefore) {
  EXPECT_EQ(unified_diff("", "a\n"), "@@ -0,0 +1,1 @@\n+a\n");
  EXPECT_EQ(unified_diff("a\n", ""), "@@ -1,1 +0,0 @@\n-a\n");
}

TEST(UnifiedDiff, ChangesFarApartAreHunksOfTheirOwn) {
  const auto near = "x\n" + numbers(2, 7) + "y\n";
  EXPECT_EQ(unified_diff(numbers(1, 8), near),
            "@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n");
  const auto far = "x\n" + numbers(2, 8) + "y\n";
  EXPECT_EQ(unified_diff(numbers(1, 9), far),
            "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n");
}

TEST(UnifiedDiff, TellsOfAMissingLineBreakAtTheEnd) {
  EXPECT_EQ(unified_diff("a\n", "a"), "@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n");
}

TEST(UnifiedDiff, TextsWithLittleInCommonAreReplacedAsAWhole) {
  const auto diff = unified_diff(numbers(1, 500), numbers(1001, 1500));
  EXPECT_TRUE(diff.starts_with("@@ -1,500 +1,500 @@\n-1\n-2\n"));
}

/// Carries out a unified difference, as patch does.
std::string patched(const std::string& before, const std::string& diff) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < before.size();) {
    const auto end = std::min(before.find('\n', at), before.size() - 1) + 1;
    lines.push_back(before.substr(at, end - at));
    at = end;
  }
  std::string after;
  std::size_t next = 0;
  for (std::size_t at = 0; at < diff.size();) {
    const auto end = diff.find('\n', at) + 1;
    const auto line = diff.substr(at, end - at);
    at = end;
    if (line.starts_with("@@ -")) {
      const auto first = std::stoul(line.substr(4));
      const bool none = line.substr(line.find(',')).starts_with(",0 ");
      while (next < first - (none ? 0 : 1)) after += lines[next++];
    } else if (line[0] == '+') {
      after += line.substr(1);
    } else if (line[0] == '-') {
      ++next;
    } else {
      after += lines[next++];
    }
  }
  while (next < lines.size()) after += lines[next++];
  return after;
}

TEST(UnifiedDiff, CarriedOutMakesTheSecondTextOfTheFirst) {
  std::uint32_t state = 1;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16U) % below;
  };
  for (int round = 0; round < 500; ++round) {
    std::string before;
    std::string after;
    for (auto lines = random(60); lines > 0; --lines) {
      const auto line = fmt::format("{}\n", random(6));
      if (random(4) != 0) before += line;
      if (random(4) != 0) after += line;
    }
    ASSERT_EQ(patched(before, unified_diff(before, after)), after) << before << "--\n" << after;
  }
}

}  // namespace
}  // namespace fettle::review
