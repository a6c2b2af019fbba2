#include "usecases/flows/flow_json.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/source_text.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::usecases {
namespace {

flow::Flow flow_of(const std::string& block, std::string_view front = {}) {
  const auto text = fmt::format(
      "---\nsubject: os\nrisk_level: low\n{}---\n\n# Try\n\n## Steps\n\n### Step 1: "
      "one\n\n```yaml\n{}```\n",
      front, block);
  const SourceText source("plan.md", text);
  auto parsed = flow::parse_flow(source);
  EXPECT_TRUE(parsed.flow) << source.show(parsed.diagnostics.front());
  return *std::move(parsed.flow);
}

TEST(FlowJson, TellsAProgramEveryDefaultThatHolds) {
  const auto json =
      flow_json(flow_of("type: wait_until\ncondition: test -e /\ntimeout_seconds: 9\n"));
  EXPECT_EQ(
      json.text,
      R"({"name":"Try","description":"","subject":"os","risk_level":"low",)"
      R"("type":"maintenance","strategy":"rolling",)"
      R"("strategy_config":{"max_failures":0,"max_concurrency":64},)"
      R"("snapshot_dimensions":[],"auto_approve_rules":[],"variables":{},"tags":[],)"
      R"("estimated_minutes":0,"on_failure":"offer","shell":"sh","fail_fast":true,)"
      R"("steps":[{"number":1,"title":"one",)"
      R"("prose":"","gate":"runs","gate_reason":"type default","type":"wait_until",)"
      R"("requires_approval":false,"condition":"test -e /","timeout_seconds":9,)"
      R"("interval_seconds":15,"retries":0,"retry_delay":10,"continue_on_error":false,)"
      R"("idempotent":false,"secrets":[],"expect_reboot":false,"shell":"sh"}],"rollback":[]})");
}

TEST(FlowJson, AsksForEveryPlaceholderOfAFlowThatDeclaresNoVariable) {
  EXPECT_EQ(intake_form_json(flow_of("type: custom_tool\ncommand: echo {{ patch }}\n")).text,
            R"([{"name":"patch","label":"","help":"","type":"text","required":true,)"
            R"("pattern":"","options":[],"per":"batch"}])");
}

TEST(FlowJson, AsksForDeclaredVariablesInTheirOrder) {
  const auto form =
      intake_form_json(flow_of("type: custom_tool\ncommand: echo {{ b }} {{ a }}\n",
                               "variables:\n  b: {label: Patch version}\n  a: {default: x}\n"));
  const auto first = form.text.find(R"("name":"b","label":"Patch version")");
  const auto second = form.text.find(R"("name":"a")");
  EXPECT_LT(first, second);
  EXPECT_NE(second, std::string::npos) << form.text;
}

}  // namespace
}  // namespace fettle::usecases
