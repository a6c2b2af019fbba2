// Each line of habits/warn.txt against the warning that it begins with, each of habits/fine.txt
// against silence: the habits that lint knows, and what only looks like one.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::flow {
namespace {

std::vector<std::string> read_lines(std::string_view name) {
  std::ifstream file(fmt::format("{}/tests/golden/habits/{}", FETTLE_SOURCE_DIR, name));
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('#') && !line.empty()) lines.push_back(line);
  }
  return lines;
}

/// Takes the first word off a line where it is `word`, or whatever it is.
bool take(std::string_view& line, std::string_view word) {
  if (!line.starts_with(word)) return false;
  line.remove_prefix(word.size());
  return true;
}

std::string plan_of(std::string_view& line) {
  const bool check = take(line, "check ");
  return fmt::format(
      "---\nsubject: x\nrisk_level: low\n---\n# T\n\n## Steps\n\n### Step 1: a\n```yaml\n{}",
      check ? "type: validate\nchecks:\n  - |\n    "
            : "type: custom_tool\nrequires_approval: false\ncommand: |\n    ");
}

/// The codes of the warnings about habits.
std::vector<std::string> codes_of(const std::string& plan) {
  const SourceText source("plan.md", plan);
  std::vector<std::string> codes;
  for (const auto& problem : parse_flow(source).diagnostics) {
    const bool variable = problem.code.starts_with("variable.");
    if (!variable) codes.push_back(problem.code);
  }
  return codes;
}

TEST(Habits, EachIsWarnedOf) {
  const auto lines = read_lines("warn.txt");
  ASSERT_GE(lines.size(), 100U);
  for (std::string_view line : lines) {
    auto plan = plan_of(line);
    const auto code = std::string(line.substr(0, line.find(' ')));
    line.remove_prefix(code.size() + 1);
    plan += fmt::format("{}\n```\n", line);
    const auto codes = codes_of(plan);
    EXPECT_EQ(std::ranges::count(codes, code), 1) << code << ": " << line;
  }
}

TEST(Habits, WhatOnlyLooksLikeOneIsLeftAlone) {
  const auto lines = read_lines("fine.txt");
  ASSERT_GE(lines.size(), 100U);
  for (std::string_view line : lines) {
    auto plan = plan_of(line);
    plan += fmt::format("{}\n```\n", line);
    for (const auto& code : codes_of(plan)) ADD_FAILURE() << code << ": " << line;
  }
}

}  // namespace
}  // namespace fettle::flow
