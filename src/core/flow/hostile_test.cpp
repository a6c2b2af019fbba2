// Texts that once took seconds or hours. Each is bounded by what it is refused for or by how much
// is said about it; bench/hostile_bench.cpp has the times of many more.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/flow/parse_flow.hpp"
#include "core/flow/pattern.hpp"
#include "core/flow/recipe_catalogue.hpp"

namespace fettle::flow {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::SizeIs;

std::string plan(const std::string& front, const std::string& prose, const std::string& block) {
  return "---\nsubject: os\nrisk_level: low\n" + front + "---\n# Plan\n\n" + prose +
         "\n\n## Steps\n\n### Step 1: one\n\n```yaml\n" + block + "\n```\n";
}

std::vector<std::string> messages(const std::string& text, const std::string& code) {
  std::vector<std::string> found;
  for (const auto& diagnostic : parse_flow(SourceText("plan.md", text)).diagnostics) {
    if (diagnostic.code == code) found.push_back(diagnostic.message);
  }
  return found;
}

std::string many(int count, const std::function<std::string(int)>& piece) {
  std::string text;
  for (int i = 0; i < count; ++i) text += piece(i);
  return text;
}

constexpr auto kWait = "type: wait\nseconds: 1";

TEST(HostileFlow, ManyCredentialsGetAHundredWarnings) {
  const auto items = many(150, [](int i) { return fmt::format("- a{}token=hunter22\n", i); });
  EXPECT_THAT(messages(plan("", "", "type: task\nchecklist:\n" + items), "lint.credential"),
              SizeIs(100));
}

TEST(HostileFlow, ManyForbiddenPlacesGetAHundredErrors) {
  const auto command = many(150, [](int i) { return fmt::format("\\{{{{ v{} }}}} ", i); });
  const auto text = plan("", "", "type: custom_tool\ncommand: |\n  " + command);
  EXPECT_THAT(messages(text, "variable.forbidden-place"), SizeIs(100));
}

TEST(HostileFlow, ManyUnusedVariablesGetAHundredWarnings) {
  const auto variables = many(150, [](int i) { return fmt::format("  v{}:\n", i); });
  EXPECT_THAT(messages(plan("variables:\n" + variables, "", kWait), "variable.unused"),
              SizeIs(100));
}

TEST(HostileFlow, PatternsAreBoundedTogetherButEachIsAllowedAlone) {
  const std::string worst = "(a?){333}(a?){333}";
  const auto variables = [&](int count) {
    return "variables:\n" + many(count, [&](int i) {
             return fmt::format("  v{}: {{pattern: \"{}\", default: {}}}\n", i, worst,
                                std::string(kPatternedValueMax, 'b'));
           });
  };
  EXPECT_THAT(messages(plan(variables(1), "", kWait), "variable.pattern"), SizeIs(0));
  const auto errors = messages(plan(variables(100), "", kWait), "variable.pattern");
  EXPECT_GT(errors.size(), 50U);
  EXPECT_THAT(errors, Each(HasSubstr("take too long")));
}

TEST(HostileFlow, LinesBelowDeepListsAreBounded) {
  const auto deep = many(100, [](int) { return "- "; }) + "a\n";
  EXPECT_THAT(messages(plan("", deep + std::string(1000, '\n'), kWait), "text.too-nested"),
              SizeIs(0));
  EXPECT_THAT(messages(plan("", deep + std::string(200'000, '\n'), kWait), "text.too-nested"),
              SizeIs(1));
  const auto deepening = many(90, [](int i) { return fmt::format("{:{}}- a\n", "", 2 * i); });
  EXPECT_THAT(messages(plan("", deepening + std::string(200'000, '\n'), kWait), "text.too-nested"),
              SizeIs(1));
}

TEST(HostileFlow, LongListsInProseAreNotDeep) {
  const auto list = many(20'000, [](int i) { return fmt::format("- a\n  - {}\n    1. b\n", i); });
  EXPECT_THAT(messages(plan("", list, kWait), "text.too-nested"), SizeIs(0));
}

TEST(HostileFlow, ManyWrongAnswersGetFiftySuggestions) {
  const std::string letters = "abcdfghijklmnopqrstuvwxyzABCDFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const auto options = many(60, [&](int i) {
    return fmt::format("- {{label: l{}, goto: on{}}}\n", i, letters[static_cast<std::size_t>(i)]);
  });
  const auto text =
      plan("type: troubleshooting\n", "", "type: question\nprompt: a\noptions:\n" + options);
  const auto parsed = parse_flow(SourceText("plan.md", text));
  const auto suggested = std::ranges::count_if(
      parsed.diagnostics, [](const Diagnostic& d) { return d.hint == "did you mean `one`?"; });
  EXPECT_EQ(suggested, 50);
  EXPECT_THAT(messages(text, "graph.unknown-step"), SizeIs(60));
}

TEST(HostileRecipe, ParametersAreHeldAgainstOneScript) {
  const std::string script = "## Script\n\n```sh\necho\n```\n\n";
  const auto text = "---\nslug: a\nversion: 1\nrisk: low\nparameters: {v: }\n---\n# A\n\n" +
                    many(50, [&](int) { return script; });
  const SourceText source("recipe.md", text);
  const auto parsed = parse_recipe(source);
  EXPECT_EQ(std::ranges::count(parsed.diagnostics, "variable.unused", &Diagnostic::code), 1);
}

}  // namespace
}  // namespace fettle::flow
