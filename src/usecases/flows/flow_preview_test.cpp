#include "usecases/flows/flow_preview.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/flows/flows.hpp"
#include "usecases/flows/seed_catalogue.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kPlan = R"(---
subject: os
risk_level: medium
strategy: parallel_batched
strategy_config: {batch_size: 2}
variables:
  package: {}
---

# Install

## Steps

### Step 1: Install {{ package }}

```yaml
type: recipe
recipe: install-package
variables: {package_name: "{{ package }}"}
```

### Step 2: Look

```yaml
type: human_gate
message: Look at {{ package }}
```
)";

class FlowPreview : public testing::Test {
 protected:
  FlowPreview() {
    EXPECT_TRUE(
        seed_catalogue(teams.database(), std::string(TestTeams::kNorth), teams.now, teams.random));
  }
  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(FlowPreview, ShowsStepsWithValuesGatesWithReasonsAndWaves) {
  const auto shown = preview_flow(
      north, {.markdown = std::string(kPlan), .variables = {{{"package", "htop"}}}, .targets = 5});
  ASSERT_TRUE(shown) << shown.error().message;
  EXPECT_THAT(shown->flow.text, HasSubstr("\"title\":\"Install htop\""));
  EXPECT_THAT(shown->flow.text, HasSubstr("\"script\":\""));
  ASSERT_THAT(shown->gates, SizeIs(2));
  EXPECT_EQ(shown->gates[0].reason, "type default");
  EXPECT_EQ(shown->gates[1].reason, "human gate");
  ASSERT_THAT(shown->waves, SizeIs(3));
  EXPECT_EQ(shown->waves[2].first, 5);
  EXPECT_EQ(shown->waves[2].count, 1);
  EXPECT_EQ(shown->max_failures, 0);
}

TEST_F(FlowPreview, NamesEachValueThatIsMissingOrSurplus) {
  const auto refused =
      preview_flow(north, {.markdown = std::string(kPlan), .variables = {{{"pakage", "x"}}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(refused.error().diagnostics, SizeIs(2));
}

TEST_F(FlowPreview, TakesAStoredFlowOfTheTeamAlone) {
  const auto flow = create_flow(north, {.tree_type = "maintenance"}).value();
  EXPECT_TRUE(preview_flow(north, {.tree_id = flow.id}));
  EXPECT_EQ(preview_flow(south, {.tree_id = flow.id}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(preview_flow(north, {}).error().code, ErrorCode::kMalformed);
}

TEST_F(FlowPreview, OfAProjectHasNoWaves) {
  const auto flow = create_flow(north, {.tree_type = "procedural"}).value();
  const auto shown = preview_flow(north, {.tree_id = flow.id});
  ASSERT_TRUE(shown);
  EXPECT_THAT(shown->waves, IsEmpty());
  ASSERT_THAT(shown->gates, SizeIs(1));
  EXPECT_EQ(shown->gates[0].gate, "by hand");
}

TEST_F(FlowPreview, BoundsTheNumberOfTargets) {
  EXPECT_FALSE(preview_flow(north, {.markdown = std::string(kPlan), .targets = 0}));
  EXPECT_FALSE(preview_flow(north, {.markdown = std::string(kPlan), .targets = 10'001}));
}

TEST_F(FlowPreview, LintsATextAndStoresNothing) {
  const auto before = teams.database().one<std::int64_t>("select count(*) from trees").value();
  const auto good = lint_flow(north, {.markdown = std::string(kPlan)});
  ASSERT_TRUE(good);
  EXPECT_TRUE(good->is_valid);
  EXPECT_THAT(good->diagnostics, IsEmpty());
  EXPECT_EQ(good->tree_type, "maintenance");
  EXPECT_THAT(good->gates.value(), SizeIs(2));
  const auto bad = lint_flow(north, {.markdown = "---\ntype: x\n---\n"});
  ASSERT_TRUE(bad);
  EXPECT_FALSE(bad->is_valid);
  EXPECT_THAT(bad->diagnostics, SizeIs(testing::Ge(2U)));
  EXPECT_FALSE(bad->parsed_steps);
  EXPECT_EQ(teams.database().one<std::int64_t>("select count(*) from trees").value(), before);
}

TEST_F(FlowPreview, LintKnowsTheRecipesOfTheTeam) {
  const auto elsewhere = lint_flow(south, {.markdown = std::string(kPlan)});
  ASSERT_TRUE(elsewhere);
  ASSERT_THAT(elsewhere->diagnostics, SizeIs(1));
  EXPECT_EQ(elsewhere->diagnostics[0].code, "recipe.unknown");
}

}  // namespace
}  // namespace fettle::usecases
