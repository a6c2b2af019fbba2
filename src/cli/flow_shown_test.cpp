#include "cli/flow_shown.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/source_text.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kFront = "subject: os\nrisk_level: low\n";

flow::Flow flow_of(const std::string& block, std::string_view front = kFront) {
  const auto text = fmt::format(
      "---\n{}---\n\n# Try\n\n## Steps\n\n### Step 1: one\n\n```yaml\n{}```\n", front, block);
  const SourceText source("plan.md", text);
  auto parsed = flow::parse_flow(source);
  EXPECT_TRUE(parsed.flow) << source.show(parsed.diagnostics.front());
  return *std::move(parsed.flow);
}

std::string steps_of(const std::string& block) {
  const auto flow = flow_of(block);
  return describe_steps(flow, flow.steps, "Steps");
}

TEST(FlowShown, TellsAPersonTheSettingsThatChangeSomething) {
  EXPECT_EQ(steps_of("type: custom_tool\ncommand: echo hi\n"),
            "Steps\n"
            "  1. one\n"
            "     custom_tool; waits for a person (type default)\n"
            "     timeout: 300\n"
            "       | echo hi\n");
  EXPECT_THAT(steps_of("type: custom_tool\ncommand: echo hi\nretries: 2\nsecrets: [A, B]\n"),
              HasSubstr("     timeout: 300, retries: 2, retry_delay: 10, secrets: A, B\n"));
  EXPECT_THAT(steps_of("type: notify\nmessage: hi\n"),
              HasSubstr("     severity: info, per: batch\n"));
}

TEST(FlowShown, SaysHowAScriptRunsAndWhenItIsSkipped) {
  const std::string script = "command: |\n  one\n  two\n";
  EXPECT_EQ(steps_of("type: custom_tool\nonly_if: test -e /x\nshell: bash\n" + script),
            "Steps\n"
            "  1. one\n"
            "     custom_tool; asks only_if, then waits for a person (type default)\n"
            "     timeout: 300, shell: bash, stops at the first line that fails\n"
            "     skipped where this exits with 1:\n"
            "       ? test -e /x\n"
            "       | one\n"
            "       | two\n");
  EXPECT_THAT(
      steps_of("type: custom_tool\nbecome: {user: app, method: doas}\nfail_fast: false\n" + script),
      HasSubstr("     timeout: 300, become: app by doas, goes on after a line that fails\n"));
}

TEST(FlowShown, SaysThatAPersonDoesWhatIsDoneByHand) {
  EXPECT_EQ(steps_of("type: task\nexpected_outcome: it works\n"),
            "Steps\n"
            "  1. one\n"
            "     task; is done by a person (type default)\n"
            "     kind: action\n"
            "       | it works\n");
}

TEST(FlowShown, DescribesTheRolloutOfAnyTargets) {
  const auto with = [](const std::string& strategy) {
    return describe_strategy(
        flow_of("type: validate\nchecks: [test -d /]\n", std::string(kFront) + strategy));
  };
  EXPECT_EQ(with(""),
            "\nWho goes when\n  one target after the other\n  halts after more than 0 failed\n");
  EXPECT_EQ(with("strategy: parallel\nstrategy_config: {max_concurrency: 9, max_failures: 5%}\n"),
            "\nWho goes when\n  all targets at once\n"
            "  at most 9 at a time; halts after more than 5 % of the targets failed\n");
  EXPECT_THAT(with("strategy: parallel\n"), HasSubstr("; goes on whatever fails\n"));
  EXPECT_THAT(with("strategy: parallel_batched\n"), HasSubstr("  batches of 5; "));
  EXPECT_EQ(with("strategy: rings\nstrategy_config:\n  rings:\n"
                 "  - {name: first, percent: 20, soak_minutes: 90, approval_between: true}\n"
                 "  - {name: rest, percent: 100}\n"),
            "\nWho goes when\n"
            "  1. first: the first 20 % of the targets\n"
            "     then soaks for 1 h 30 min\n"
            "     then its validate steps are run again\n"
            "     then a person approves the next\n"
            "  2. rest: up to 100 % of the targets\n"
            "  at most 64 at a time; halts after more than 0 failed\n");
}

TEST(FlowShown, NamesEachVariableWithWhatItTakes) {
  const auto text = describe_front(flow_of("type: custom_tool\ncommand: echo {{ a }} {{ b }}\n",
                                           "subject: os\nrisk_level: low\nvariables:\n"
                                           "  a: {help: which one, type: choice, options: [x, y]}\n"
                                           "  b: {default: z, per: target}\n"));
  EXPECT_THAT(text, HasSubstr("Variables\n  a: choice, required, one of x, y (which one)\n"
                              "  b: string, default \"z\", per target\n"));
  EXPECT_THAT(describe_front(flow_of("type: wait\nseconds: 1\n")), Not(HasSubstr("Variables")));
}

}  // namespace
}  // namespace fettle::cli
