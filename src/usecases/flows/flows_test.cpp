#include "usecases/flows/flows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/flows/flow_library.hpp"
#include "usecases/flows/seed_catalogue.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kPlan = R"(---
subject: nginx
risk_level: low
strategy: parallel_batched
strategy_config: {batch_size: 2}
tags: [web]
snapshot_dimensions: [packages]
auto_approve_rules:
  - {step_type: custom_tool, auto_approve: true}
target_selector: {by: role, value: web}
variables:
  patch: {label: Patch version}
---

# Maintenance: Restart nginx

## Steps

### Step 1: Restart

```yaml
type: custom_tool
command: systemctl restart nginx-{{ patch }}
```

## Rollback

### Step 1: Start

```yaml
type: custom_tool
command: systemctl start nginx
```
)";

class Flows : public testing::Test {
 protected:
  ShownFlow create(std::string_view markdown = kPlan) {
    auto made = create_flow(north, {.markdown = std::string(markdown)});
    EXPECT_TRUE(made) << made.error().message << made.error().detail;
    return made ? *std::move(made) : ShownFlow{};
  }
  std::int64_t count(std::string_view table) {
    return teams.database().one<std::int64_t>("select count(*) from " + std::string(table)).value();
  }
  /// Makes the flow the one that a shipped file gave.
  ShownFlow shipped() {
    EXPECT_TRUE(
        seed_catalogue(teams.database(), std::string(TestTeams::kNorth), teams.now, teams.random));
    auto found = list_flows(north, {.page = {.limit = 1, .sort = "name"}});
    EXPECT_TRUE(found);
    return get_flow(north, found->rows.front().id).value();
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(Flows, ServeEveryFieldOfTheText) {
  const auto flow = create();
  EXPECT_EQ(flow.name, "Restart nginx");
  EXPECT_EQ(flow.tree_type, "maintenance");
  EXPECT_EQ(flow.subject, "nginx");
  EXPECT_EQ(flow.risk_level, "low");
  EXPECT_EQ(flow.strategy, "parallel_batched");
  EXPECT_THAT(flow.strategy_config.text, HasSubstr("\"batch_size\":2"));
  EXPECT_EQ(flow.snapshot_dimensions.text, R"(["packages"])");
  EXPECT_EQ(flow.auto_approve_rules.text, R"([{"step_type":"custom_tool","auto_approve":true}])");
  EXPECT_EQ(flow.target_selector.text, R"({"by":"role","value":"web"})");
  EXPECT_EQ(flow.tags.text, R"(["web"])");
  EXPECT_EQ(flow.step_count, 1);
  EXPECT_EQ(flow.version, 1);
  EXPECT_EQ(flow.markdown, kPlan);
  EXPECT_EQ(flow.created_by, TestTeams::kAnn);
  EXPECT_THAT(flow.parsed_steps.text, HasSubstr(R"("title":"Restart","prose":"","gate":"runs")"));
  EXPECT_THAT(flow.tree_structure.text, HasSubstr(R"("rollback":[{"number":1)"));
  EXPECT_THAT(flow.intake_form.text, HasSubstr(R"("name":"patch","label":"Patch version")"));
  EXPECT_EQ(flow.diagnostics.text, "[]");
}

TEST_F(Flows, BeginFromABlankTemplateOfEachTypeWithoutAWarning) {
  for (const auto* type : {"maintenance", "procedural", "troubleshooting"}) {
    const auto flow = create_flow(north, {.tree_type = type, .name = "Mine"});
    ASSERT_TRUE(flow) << type << flow.error().message;
    EXPECT_EQ(flow->tree_type, type);
    EXPECT_EQ(flow->name, "Mine");
    EXPECT_EQ(flow->diagnostics.text, "[]") << type;
  }
}

TEST_F(Flows, RefuseATypeThatIsNoneOfThree) {
  const auto refused = create_flow(north, {.tree_type = "project"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(refused.error().message, HasSubstr("maintenance, procedural, troubleshooting"));
}

TEST_F(Flows, AreNotMadeFromATextWithErrorsAndNameAllOfThem) {
  const auto refused = create_flow(
      north, {.markdown = "---\nrisk_level: none\nsubjct: x\n---\n# A\n## Steps\n### Step 1: "
                          "a\n```yaml\ntype: frobnicate\n```\n"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(refused.error().diagnostics, SizeIs(testing::Ge(3U)));
  EXPECT_EQ(count("trees") + count("audit_log") + count("team_events"), 0);
}

TEST_F(Flows, KeepEachSavedTextAsAVersion) {
  const auto first = create();
  auto text = first.markdown;
  text.replace(text.find("Restart nginx"), 13, "Reload nginx");
  const auto saved = save_flow(north, {.id = first.id, .markdown = text});
  ASSERT_TRUE(saved) << saved.error().message;
  EXPECT_EQ(saved->version, 2);
  EXPECT_EQ(saved->name, "Reload nginx");
  EXPECT_EQ(get_flow_version(north, {first.id, 1})->markdown, kPlan);
  EXPECT_EQ(compare_flow_versions(north, {.id = first.id, .after = 2})->difference,
            "@@ -12,7 +12,7 @@\n   patch: {label: Patch version}\n ---\n \n-# Maintenance: Restart "
            "nginx\n+# Maintenance: Reload nginx\n \n ## Steps\n \n");
}

TEST_F(Flows, FollowTheTypeOfTheirText) {
  const auto flow = create();
  const auto blank = create_flow(north, {.tree_type = "procedural"}).value();
  EXPECT_EQ(save_flow(north, {.id = flow.id, .markdown = blank.markdown})->tree_type, "procedural");
}

TEST_F(Flows, StayAsTheyAreWhenANewTextHasErrors) {
  const auto flow = create();
  EXPECT_EQ(save_flow(north, {.id = flow.id, .markdown = "no flow"}).error().code,
            ErrorCode::kInvalid);
  const auto now = get_flow(north, flow.id).value();
  EXPECT_EQ(now.markdown, kPlan);
  EXPECT_EQ(now.version, 1);
  EXPECT_EQ(list_flow_versions(north, {flow.id, {}})->total, 1);
}

TEST_F(Flows, SavedWithoutAChangeKeepTheirVersion) {
  const auto flow = create();
  EXPECT_EQ(save_flow(north, {.id = flow.id, .markdown = flow.markdown})->version, 1);
}

TEST_F(Flows, RefuseAStaleSaveWithTheNewerState) {
  const auto flow = create();
  ASSERT_TRUE(save_flow(north, {.id = flow.id, .markdown = flow.markdown + "\nmore\n"}));
  const auto stale = save_flow(north, {.id = flow.id, .markdown = "x", .version = 1});
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, ErrorCode::kStale);
  EXPECT_THAT(stale.error().current, HasSubstr("\"version\":2"));
}

TEST_F(Flows, WarnOfARecipeThatTheTeamDoesNotHave) {
  const auto flow = create(
      "---\nsubject: os\nrisk_level: low\n---\n# A\n## Steps\n### Step 1: "
      "a\n```yaml\ntype: recipe\nrecipe: install-package\n```\n");
  EXPECT_THAT(flow.diagnostics.text, HasSubstr("recipe.unknown"));
}

TEST_F(Flows, AreDuplicatedUnderAnotherName) {
  const auto flow = create();
  const auto copy = duplicate_flow(north, {.id = flow.id});
  ASSERT_TRUE(copy) << copy.error().message;
  EXPECT_EQ(copy->name, "Copy of Restart nginx");
  EXPECT_NE(copy->id, flow.id);
  EXPECT_EQ(copy->parsed_steps.text, flow.parsed_steps.text);
  EXPECT_EQ(duplicate_flow(north, {.id = flow.id, .name = "Other"})->name, "Other");
}

TEST_F(Flows, TakeNoNameThatAHeadingCanNotHold) {
  for (const auto* name : {"", " a", "two\nlines", "ends with #", "\u202eevil"}) {
    const auto refused = create_flow(north, {.tree_type = "procedural", .name = name});
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalid) << name;
  }
  EXPECT_FALSE(create_flow(north, {.tree_type = "procedural", .name = std::string(256, 'x')}));
  EXPECT_TRUE(create_flow(north, {.tree_type = "procedural", .name = std::string(255, 'x')}));
}

TEST_F(Flows, ThatAreShippedAreReadOnlyAndDuplicatedToBeChanged) {
  const auto flow = shipped();
  EXPECT_TRUE(flow.is_builtin);
  const auto refused = save_flow(north, {.id = flow.id, .markdown = std::string(kPlan)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_THAT(refused.error().message, HasSubstr("duplicate it to change it"));
  EXPECT_EQ(delete_flow(north, {.id = flow.id}).error().code, ErrorCode::kConflict);
  const auto copy = duplicate_flow(north, {.id = flow.id}).value();
  EXPECT_FALSE(copy.is_builtin);
  EXPECT_TRUE(save_flow(north, {.id = copy.id, .markdown = std::string(kPlan)}));
}

TEST_F(Flows, LeaveTheLibraryWhenArchivedAndComeBack) {
  const auto flow = create();
  ASSERT_TRUE(archive_flow(north, {.id = flow.id}));
  EXPECT_THAT(list_flows(north, {.page = {.sort = "name"}})->rows, IsEmpty());
  EXPECT_EQ(count_flows(north)->archived, 1);
  EXPECT_EQ(count_flows(north)->all, 0);
  ASSERT_TRUE(archive_flow(north, {.id = flow.id, .state = ArchiveState::kInUse}));
  EXPECT_THAT(list_flows(north, {.page = {.sort = "name"}})->rows, SizeIs(1));
}

TEST_F(Flows, TakeTheirSchedulesAlongWhenDeleted) {
  const auto flow = create();
  for (const auto* id : {"s1", "s2"}) {
    ASSERT_TRUE(teams.database().run(
        "insert into maintenance_schedules (id, team_id, tree_id, status, is_active, version, "
        "created_at, updated_at) values (?, ?, ?, 'approved', 1, 1, 0, 0)",
        id, TestTeams::kNorth, flow.id));
  }
  EXPECT_EQ(delete_flow(north, {.id = flow.id})->schedules_deleted, 2);
  EXPECT_EQ(count("maintenance_schedules") + count("trees") + count("tree_versions"), 0);
}

TEST_F(Flows, OfAnotherTeamAreNotFound) {
  const auto flow = create();
  const auto not_found = [](const auto& answer) {
    return !answer && answer.error().code == ErrorCode::kNotFound;
  };
  EXPECT_TRUE(not_found(get_flow(south, flow.id)));
  EXPECT_TRUE(not_found(save_flow(south, {.id = flow.id, .markdown = std::string(kPlan)})));
  EXPECT_TRUE(not_found(duplicate_flow(south, {.id = flow.id})));
  EXPECT_TRUE(not_found(archive_flow(south, {.id = flow.id})));
  EXPECT_TRUE(not_found(delete_flow(south, {.id = flow.id})));
  EXPECT_TRUE(not_found(list_flow_versions(south, {flow.id, {}})));
  EXPECT_TRUE(not_found(get_flow_version(south, {flow.id, 1})));
  EXPECT_TRUE(not_found(compare_flow_versions(south, {.id = flow.id, .after = 1})));
  EXPECT_THAT(list_flows(south, {.page = {.sort = "name"}})->rows, IsEmpty());
  EXPECT_EQ(count_flows(south)->all, 0);
}

TEST_F(Flows, AreAuditedAndAnnouncedWithEachChange) {
  const auto flow = create();
  ASSERT_TRUE(save_flow(north, {.id = flow.id, .markdown = flow.markdown + "\nmore\n"}));
  ASSERT_TRUE(delete_flow(north, {.id = flow.id}));
  EXPECT_THAT(
      teams.database().all<std::string>("select action from audit_log order by sequence").value(),
      ElementsAre("tree.created", "tree.updated", "tree.deleted"));
  EXPECT_THAT(
      teams.database().all<std::string>("select kind from team_events order by sequence").value(),
      ElementsAre("created", "updated", "deleted"));
}

}  // namespace
}  // namespace fettle::usecases
