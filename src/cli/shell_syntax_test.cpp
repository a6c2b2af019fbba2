#include "cli/shell_syntax.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/source_text.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::cli {
namespace {

std::string plan(const std::string& checks) {
  return "---\nsubject: x\nrisk_level: low\n---\n# T\n\n## Steps\n\n### Step 1: a\n```yaml\n"
         "type: validate\nchecks:\n" +
         checks + "```\n";
}

std::vector<Diagnostic> problems_of(const std::string& text) {
  const SourceText source("plan.md", text);
  const auto flow = flow::parse_flow(source).flow;
  EXPECT_TRUE(flow);
  if (!flow) return {};
  return check_syntax(source, flow::shell_samples(*flow), Severity::kError);
}

TEST(ShellSyntax, IsAskedOfTheShell) {
  const auto problems = problems_of(
      plan("  - test -f '/x'\n  - |\n    if test -f /x; then\n      date\n  - \"echo 'open\"\n"));
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].code, "shell.syntax");
  EXPECT_EQ(problems[0].span.begin.line, 16);
  EXPECT_EQ(problems[1].span.begin.line, 17);
  EXPECT_EQ(problems[1].severity, Severity::kError);
}

TEST(ShellSyntax, RunsNothing) {
  const std::string file = testing::TempDir() + "fettle_shell_syntax";
  EXPECT_TRUE(problems_of(plan("  - echo $(touch '" + file + "') `touch " + file + "`\n")).empty());
  EXPECT_NE(std::string(), file);
  EXPECT_EQ(std::fopen(file.c_str(), "re"), nullptr);
}

TEST(ShellSyntax, ManyTextsAreAskedAFewAtATime) {
  std::string checks;
  for (int i = 0; i < 40; ++i) checks += "  - test '" + std::to_string(i) + "'\n";
  EXPECT_TRUE(problems_of(plan(checks)).empty());
}

}  // namespace
}  // namespace fettle::cli
