#include "core/gate/decide.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace fettle::gate {

void PrintTo(const Verdict& verdict, std::ostream* out) {
  const auto* words = verdict.action == Verdict::Action::kRun    ? "run"
                      : verdict.action == Verdict::Action::kWait ? "wait"
                                                                 : "record";
  *out << words << " (" << verdict.reason << ")";
}

namespace {

using enum Verdict::Action;
using fleet::Mode;
using flow::ApprovalRule;
using flow::Risk;

flow::Step step_of(flow::StepBody body) {
  flow::Step step;
  step.body = std::move(body);
  return step;
}

flow::Step recipe(const std::string& slug, Risk risk) {
  flow::Recipe body;
  body.slug.value = slug;
  body.resolved = {.version = "1", .risk = risk, .script = "true"};
  return step_of(body);
}

flow::Step saying(flow::Step step, bool requires_approval) {
  step.requires_approval.emplace(requires_approval, Span{});
  return step;
}

flow::Step tool() { return step_of(flow::CustomTool{}); }
flow::Step check() { return step_of(flow::Validate{}); }
flow::Step human_gate() { return step_of(flow::HumanGate{}); }

struct Case {
  const char* name;
  flow::Step step;
  Mode mode = Mode::kLive;
  std::vector<ApprovalRule> rules;
  Verdict expected;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

class Gate : public testing::TestWithParam<Case> {};

TEST_P(Gate, DecidesByTheFirstRuleThatApplies) {
  const auto& [name, step, mode, rules, expected] = GetParam();
  flow::Flow flow;
  for (const auto& rule : rules) flow.auto_approve_rules.emplace_back(rule, Span{});
  EXPECT_EQ(decide(step, flow, mode), expected);
}

const ApprovalRule kAnyToolGoes{"custom_tool", {}, true};
const ApprovalRule kAnyToolWaits{"custom_tool", {}, false};
const ApprovalRule kAnyRecipeGoes{"recipe", {}, true};
const ApprovalRule kKernelGoes{"recipe", "kernel", true};
const ApprovalRule kKernelWaits{"recipe", "kernel", false};
const ApprovalRule kChecksWait{"validate", {}, false};

const std::vector<Case> kCases{
    // 1. A human gate always waits.
    {"HumanGateWaits", human_gate(), Mode::kLive, {}, {kWait, "human gate"}},
    {"HumanGateWaitsWhateverItSays",
     saying(human_gate(), false),
     Mode::kLive,
     {},
     {kWait, "human gate"}},
    {"HumanGateWaitsWhateverTheRules",
     human_gate(),
     Mode::kLive,
     {{"human_gate", {}, true}},
     {kWait, "human gate"}},
    {"HumanGateWaitsInShadow", human_gate(), Mode::kShadow, {}, {kWait, "human gate"}},
    // 2. The server's mode.
    {"AuditRecordsAChange", tool(), Mode::kAudit, {kAnyToolGoes}, {kRecord, "mode"}},
    {"AuditRecordsACheck", check(), Mode::kAudit, {}, {kRecord, "mode"}},
    {"AuditAsksNobodyAtAHumanGate", human_gate(), Mode::kAudit, {}, {kRecord, "mode"}},
    {"ShadowWaitsBeforeATool", tool(), Mode::kShadow, {kAnyToolGoes}, {kWait, "mode"}},
    {"ShadowWaitsBeforeARecipe",
     recipe("kernel", Risk::kLow),
     Mode::kShadow,
     {kKernelGoes},
     {kWait, "mode"}},
    {"ShadowLetsAToolWaitThatNeedsNoApproval",
     saying(tool(), false),
     Mode::kShadow,
     {},
     {kWait, "mode"}},
    {"ShadowRunsACheck", check(), Mode::kShadow, {}, {kRun, "type default"}},
    // 3. The recipe's risk.
    {"HighRiskWaits", recipe("kernel", Risk::kHigh), Mode::kLive, {}, {kWait, "recipe risk"}},
    {"CriticalRiskWaits",
     recipe("kernel", Risk::kCritical),
     Mode::kLive,
     {},
     {kWait, "recipe risk"}},
    {"HighRiskWaitsAlsoWhenAnyRecipeGoes",
     recipe("kernel", Risk::kHigh),
     Mode::kLive,
     {kAnyRecipeGoes},
     {kWait, "recipe risk"}},
    {"HighRiskWaitsAlsoWhenItNeedsNoApproval",
     saying(recipe("kernel", Risk::kHigh), false),
     Mode::kLive,
     {},
     {kWait, "recipe risk"}},
    {"HighRiskGoesByARuleThatNamesIt",
     recipe("kernel", Risk::kHigh),
     Mode::kLive,
     {kKernelGoes},
     {kRun, "rule 1"}},
    {"CriticalRiskGoesByARuleThatNamesIt",
     recipe("kernel", Risk::kCritical),
     Mode::kLive,
     {kAnyToolGoes, kKernelGoes},
     {kRun, "rule 2"}},
    {"HighRiskWaitsByARuleThatNamesIt",
     recipe("kernel", Risk::kHigh),
     Mode::kLive,
     {kKernelWaits},
     {kWait, "rule 1"}},
    {"HighRiskWaitsWhenTheRuleNamesAnother",
     recipe("mysql", Risk::kHigh),
     Mode::kLive,
     {kKernelGoes},
     {kWait, "recipe risk"}},
    {"MediumRiskHasNoSay",
     recipe("kernel", Risk::kMedium),
     Mode::kLive,
     {kAnyRecipeGoes},
     {kRun, "rule 1"}},
    // 4. Rules: a matching false wins over any matching true.
    {"ARuleLetsItGo", tool(), Mode::kLive, {kAnyToolGoes}, {kRun, "rule 1"}},
    {"ARuleMakesItWait", check(), Mode::kLive, {kAnyToolGoes, kChecksWait}, {kWait, "rule 2"}},
    {"FalseAfterTrueWins", tool(), Mode::kLive, {kAnyToolGoes, kAnyToolWaits}, {kWait, "rule 2"}},
    {"FalseBeforeTrueWins", tool(), Mode::kLive, {kAnyToolWaits, kAnyToolGoes}, {kWait, "rule 1"}},
    {"FalseWinsOverTheSlugOfARiskyRecipe",
     recipe("kernel", Risk::kHigh),
     Mode::kLive,
     {kKernelGoes, kKernelWaits},
     {kWait, "rule 2"}},
    {"TheFirstOfTwoTrueIsTheReason",
     recipe("kernel", Risk::kLow),
     Mode::kLive,
     {kAnyRecipeGoes, kKernelGoes},
     {kRun, "rule 1"}},
    {"ARuleOfAnotherTypeDoesNotMatch", tool(), Mode::kLive, {kKernelGoes}, {kWait, "type default"}},
    {"ARuleOfAnotherSlugDoesNotMatch",
     recipe("mysql", Risk::kLow),
     Mode::kLive,
     {kKernelGoes},
     {kWait, "type default"}},
    {"ARuleGoesBeforeTheStepsOwnWord",
     saying(tool(), true),
     Mode::kLive,
     {kAnyToolGoes},
     {kRun, "rule 1"}},
    // 5. The step's own word, or its type's default.
    {"TheStepSaysWait", saying(check(), true), Mode::kLive, {}, {kWait, "step"}},
    {"TheStepSaysGo", saying(tool(), false), Mode::kLive, {}, {kRun, "step"}},
    {"AToolWaitsByDefault", tool(), Mode::kLive, {}, {kWait, "type default"}},
    {"ACheckGoesByDefault", check(), Mode::kLive, {}, {kRun, "type default"}},
    {"ALowRiskRecipeWaitsByDefault",
     recipe("kernel", Risk::kLow),
     Mode::kLive,
     {},
     {kWait, "type default"}},
};

INSTANTIATE_TEST_SUITE_P(Spec, Gate, testing::ValuesIn(kCases),
                         [](const auto& one) { return one.param.name; });

TEST(Gate, ALabelledToolIsMatchedByItsSlug) {
  flow::CustomTool body;
  body.recipe_slug = "cleanup";
  flow::Flow flow;
  flow.auto_approve_rules.emplace_back(ApprovalRule{"custom_tool", "cleanup", true}, Span{});
  EXPECT_EQ(decide(step_of(body), flow, Mode::kLive), (Verdict{kRun, "rule 1"}));
}

}  // namespace
}  // namespace fettle::gate
