#include "core/flow/bind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "core/flow/parse_flow.hpp"

namespace fettle::flow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A plan of one custom_tool step; `variables` are lines of front matter.
Flow plan(const std::string& command, const std::string& variables = {}) {
  const auto text = "---\nsubject: os\nrisk_level: low\n" + variables +
                    "---\n# Install {{ package }}\n\nOf {{ package }}.\n\n## Steps\n\n"
                    "### Step 1: install {{ package }}\n\nInstalls {{ package }}.\n\n"
                    "```yaml\ntype: custom_tool\ncommand: |-\n  " +
                    command + "\n```\n";
  auto parsed = parse_flow(SourceText("plan.md", text));
  EXPECT_TRUE(parsed.flow);
  return parsed.flow.value_or(Flow());
}

std::string command(const Flow& flow) {
  return std::get<CustomTool>(flow.steps[0].body).command.value;
}

std::vector<std::string> codes(const Result<Flow>& result) {
  std::vector<std::string> codes;
  if (!result) {
    for (const auto& diagnostic : result.error().diagnostics) codes.push_back(diagnostic.code);
  }
  return codes;
}

TEST(Bind, FillsCommandsTitlesAndProse) {
  const auto flow = bind(plan("apt-get install -y {{ package }}"), {{"package", "nginx"}}, {});
  ASSERT_TRUE(flow);
  EXPECT_EQ(command(*flow), "apt-get install -y nginx");
  EXPECT_EQ(flow->name, "Install nginx");
  EXPECT_EQ(flow->description, "Of nginx.");
  EXPECT_EQ(flow->steps[0].title, "install nginx");
  EXPECT_EQ(flow->steps[0].prose, "Installs nginx.");
}

TEST(Bind, ValueCannotAddACommandAStepOrALineToATitle) {
  const auto flow =
      bind(plan("apt-get install -y {{ package }}"), {{"package", "x; reboot\n### Step 2: y"}}, {});
  ASSERT_TRUE(flow);
  EXPECT_EQ(command(*flow), "apt-get install -y 'x; reboot\n### Step 2: y'");
  EXPECT_EQ(flow->steps[0].title, "install x; reboot ### Step 2: y");
  EXPECT_EQ(flow->steps.size(), 1U);
}

TEST(Bind, ValuesAreNotFilledTwice) {
  const auto flow = bind(plan("echo '{{ package }} {{ b }}'"),
                         {{"package", "{{ b }}"}, {"b", "{{ package }}"}}, {});
  ASSERT_TRUE(flow);
  EXPECT_EQ(command(*flow), "echo '{{ b }} {{ package }}'");
}

TEST(Bind, NamesEveryMissingAndSurplusVariable) {
  const auto flow = bind(plan("echo {{ a }}"), {{"b", "1"}, {"pakage", "2"}}, {});
  EXPECT_THAT(codes(flow), ElementsAre("variable.missing", "variable.missing", "variable.surplus",
                                       "variable.surplus"));
  EXPECT_EQ(flow.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(flow.error().message, HasSubstr("the variable `a` has no value"));
}

TEST(Bind, OnlyDeclaredNamesAreVariables) {
  const auto flow = bind(plan("echo {{ package }} {{ other }}", "variables:\n  package: {}\n"),
                         {{"package", "a b"}}, {});
  ASSERT_TRUE(flow);
  EXPECT_EQ(command(*flow), "echo 'a b' {{ other }}");
}

TEST(Bind, DefaultsAndOptionalVariablesNeedNoValue) {
  const auto flow =
      bind(plan("echo {{ package }} {{ note }}",
                "variables:\n  package: {default: nginx}\n  note: {required: false}\n"),
           {}, {});
  ASSERT_TRUE(flow);
  EXPECT_EQ(command(*flow), "echo nginx ''");
}

TEST(Bind, ChecksTypeOptionsAndPattern) {
  const auto flow = plan("echo {{ package }} {{ n }} {{ c }} {{ d }} {{ h }} {{ u }} {{ b }}",
                         "variables:\n  package: {pattern: '[a-z]+'}\n  n: {type: integer}\n"
                         "  c: {type: choice, options: [x, y]}\n  d: {type: date}\n"
                         "  h: {type: host}\n  u: {type: url}\n  b: {type: boolean}\n");
  EXPECT_TRUE(bind(flow,
                   {{"package", "abc"},
                    {"n", "-3"},
                    {"c", "y"},
                    {"d", "2028-02-29"},
                    {"h", "web-1.example.org"},
                    {"u", "https://example.org/"},
                    {"b", "true"}},
                   {}));
  const auto refused = bind(flow,
                            {{"package", "abc1"},
                             {"n", "3.5"},
                             {"c", "z"},
                             {"d", "2026-02-29"},
                             {"h", "a b"},
                             {"u", "ftp://x"},
                             {"b", "yes"}},
                            {});
  EXPECT_EQ(codes(refused), std::vector<std::string>(7, "variable.value"));
}

TEST(Bind, TargetValuesFillWhatIsDeclaredPerTarget) {
  const auto flow =
      plan("echo {{ package }} {{ ip }}", "variables:\n  package: {}\n  ip: {per: target}\n");
  const auto bound = bind(flow, {{"package", "a"}}, {{"ip", "10.0.0.1"}, {"package", "b"}});
  ASSERT_TRUE(bound);
  EXPECT_EQ(command(*bound), "echo a 10.0.0.1");
  EXPECT_EQ(command(*bind(flow, {{"package", "a"}, {"ip", "x"}}, {})), "echo a x");
  EXPECT_THAT(codes(bind(flow, {{"package", "a"}}, {})), ElementsAre("variable.missing"));
}

TEST(Bind, OtherTargetVariablesAreIgnored) {
  EXPECT_TRUE(bind(plan("echo {{ package }}"), {{"package", "a"}}, {{"rack", "7"}}));
}

TEST(Bind, RefusesAValueThatCannotBeWrittenSafely) {
  const auto flow = bind(plan("true # {{ package }}"), {{"package", "a\nreboot"}}, {});
  EXPECT_THAT(codes(flow), ElementsAre("variable.unsafe"));
}

TEST(VariesByTarget, IsAboutDeclarationsPerTarget) {
  EXPECT_FALSE(varies_by_target(plan("echo {{ package }}")));
  EXPECT_TRUE(
      varies_by_target(plan("echo {{ package }}", "variables:\n  package: {per: target}\n")));
}

const std::string kSecret = "variables:\n  key: {type: secret}\n  package: {default: nginx}\n";

TEST(Bind, SecretIsReadFromTheEnvironmentOfTheStepsThatUseIt) {
  const auto flow = bind(plan("login {{ key }} '{{ key }}'; echo {{ package }}", kSecret), {}, {});
  ASSERT_TRUE(flow) << flow.error().message;
  EXPECT_EQ(command(*flow), "login \"${key}\" ''\"${key}\"''; echo nginx");
  EXPECT_THAT(flow->steps[0].secrets, ElementsAre("key"));
  const auto unused = bind(plan("echo {{ package }}", kSecret), {}, {});
  ASSERT_TRUE(unused);
  EXPECT_TRUE(unused->steps[0].secrets.empty());
}

TEST(Bind, SecretIsHiddenWherePeopleRead) {
  const auto flow = bind(plan("true", "variables:\n  package: {type: secret}\n"), {}, {});
  ASSERT_TRUE(flow) << flow.error().message;
  EXPECT_EQ(flow->name, "Install ***");
  EXPECT_EQ(flow->steps[0].prose, "Installs ***.");
}

TEST(Bind, SecretsValueIsRefusedAsItWouldBeRecorded) {
  const auto flow = bind(plan("login {{ key }}", kSecret), {{"key", "hunter2"}}, {});
  EXPECT_THAT(codes(flow), ElementsAre("variable.secret"));
  EXPECT_THAT(flow.error().message, testing::Not(HasSubstr("hunter2")));
}

TEST(Bind, SecretIsPassedToARecipeWholeOrNotAtAll) {
  const auto calling = [](const std::string& value) {
    const auto text = "---\nsubject: os\nrisk_level: low\n" + kSecret +
                      "---\n# A\n\n## Steps\n\n### Step 1: b\n\n```yaml\ntype: recipe\nrecipe: r\n"
                      "variables: {password: \"" +
                      value + "\", name: \"{{ package }}\"}\n```\n";
    return bind(parse_flow(SourceText("plan.md", text)).flow.value(), {}, {});
  };
  const auto flow = calling("{{ key }}");
  ASSERT_TRUE(flow) << flow.error().message;
  const auto& recipe = std::get<Recipe>(flow->steps[0].body);
  EXPECT_THAT(recipe.held_in, ElementsAre(testing::Pair("password", "key")));
  EXPECT_EQ(recipe.variables.size(), 1U);
  EXPECT_THAT(flow->steps[0].secrets, ElementsAre("key"));
  EXPECT_THAT(codes(calling("user:{{ key }}")), ElementsAre("variable.secret"));
}

// --- the target itself ---------------------------------------------------------------------------

fleet::Target web1() { return {"web 1", {.name = "web1", .address = "192.0.2.7"}}; }

TEST(BindTo, FillsInTheTargetsNameAndAddressQuotedLikeAnyValue) {
  const auto flow =
      bind_to(plan("echo {{ target }} {{ target_address }}"), {{"package", "x"}}, web1());
  ASSERT_TRUE(flow) << flow.error().message;
  EXPECT_EQ(command(*flow), "echo 'web 1' 192.0.2.7");
  const auto declared =
      bind_to(plan("echo {{ target }}", "variables:\n  package: {default: x}\n"), {}, web1());
  ASSERT_TRUE(declared) << declared.error().message;
  EXPECT_EQ(command(*declared), "echo 'web 1'");
}

TEST(BindTo, TakesTheNameForTheAddressWhereThereIsNone) {
  const auto flow =
      bind_to(plan("ping {{ target_address }}"), {{"package", "x"}}, {"a", {.name = "a"}});
  EXPECT_EQ(command(*flow), "ping a");
}

TEST(BindTo, HasNoVariableOfTheTargetsNames) {
  EXPECT_THAT(
      codes(bind_to(plan("echo {{ target }}"), {{"package", "x"}, {"target", "y"}}, web1())),
      ElementsAre("variable.surplus"));
  EXPECT_TRUE(bind_to(plan("echo {{ target }}"), {{"package", "x"}},
                      {"a", {.name = "a", .variables = {{"target", "y"}}}}));
}

TEST(BindTo, LeavesTheNamesToAPlanOfTheFirstFormat) {
  auto flow = plan("echo {{ target }}");
  flow.format = 1;
  const auto bound = bind_to(flow, {{"package", "x"}, {"target", "mine"}}, web1());
  ASSERT_TRUE(bound) << bound.error().message;
  EXPECT_EQ(command(*bound), "echo mine");
  EXPECT_FALSE(varies_by_target(flow));
}

TEST(VariesByTarget, WhereAnyTextNamesTheTarget) {
  EXPECT_TRUE(varies_by_target(plan("echo {{ target }}")));
  EXPECT_TRUE(varies_by_target(plan("echo {{ target_address }}", "variables:\n  package: {}\n")));
}

TEST(Bind, CountsTheLinesOfACommandAsItWasWritten) {
  const auto flow = bind(plan("echo '{{ package }}'"), {{"package", "a\nb"}}, {});
  EXPECT_FALSE(std::get<CustomTool>(flow->steps[0].body).several_lines);
}

// Its values were matched when it was approved, by patterns that may no longer be taken.
TEST(Bind, OfWhatWasApprovedTakesValuesWhateverTheirPattern) {
  const SourceText text("plan.md",
                        "---\nsubject: x\nrisk_level: low\nvariables:\n"
                        "  v: {pattern: \"(?=a)[a-z]+\"}\n---\n# T\n\n## Steps\n\n### Step 1: a\n"
                        "```yaml\ntype: custom_tool\ncommand: echo {{ v }}\n```\n");
  EXPECT_FALSE(parse_flow(text).flow);
  const auto approved = parse_approved_flow(text, kFormat);
  ASSERT_TRUE(approved.flow);
  EXPECT_TRUE(bind(*approved.flow, {{"v", "abc"}}, {}));
}

}  // namespace
}  // namespace fettle::flow
