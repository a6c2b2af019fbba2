#include "usecases/targets/target_lists.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/flows/flows.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class TargetLists : public testing::Test {
 protected:
  ShownTargetList create(const TargetListInput& input) {
    auto made = create_target_list(north, input);
    EXPECT_TRUE(made) << made.error().message << made.error().detail;
    return made ? *std::move(made) : ShownTargetList{};
  }
  /// A schedule of a new flow that uses the list.
  void schedule(std::string_view id, std::string_view list) {
    const auto flow = create_flow(north, {.tree_type = "maintenance", .name = "Monthly"}).value();
    ASSERT_TRUE(teams.database().run(
        "insert into maintenance_schedules (id, team_id, tree_id, status, is_active, "
        "target_list_id, version, created_at, updated_at) values (?, ?, ?, 'approved', 1, ?, 1, 0, "
        "0)",
        id, TestTeams::kNorth, flow.id, list));
  }
  std::vector<std::string> labels(const ShownTargetList& list) {
    std::vector<std::string> labels;
    for (const auto& target : list.targets) labels.push_back(target.label);
    return labels;
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(TargetLists, KeepNameDescriptionTargetsAndMaker) {
  const auto list =
      create({.name = "RDS",
              .description = "Oslo",
              .targets = {{{.label = "RDS-01", .notes = "first"}, {.label = "RDS-02"}}}});
  const auto found = get_target_list(north, list.id).value();
  EXPECT_EQ(found.name, "RDS");
  EXPECT_EQ(found.description, "Oslo");
  EXPECT_THAT(labels(found), ElementsAre("RDS-01", "RDS-02"));
  EXPECT_EQ(found.targets[0].notes, "first");
  EXPECT_EQ(found.target_count, 2);
  EXPECT_EQ(found.created_by, TestTeams::kAnn);
  EXPECT_EQ(found.created_at, teams.now);
  EXPECT_EQ(found.last_used_at, std::nullopt);
}

TEST_F(TargetLists, LabelsAreUniqueIgnoringCase) {
  const auto refused =
      create_target_list(north, {.name = "RDS", .targets = {{{.label = "a"}, {.label = "A"}}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(refused.error().message, "targets[1].label: `A` is the label of targets[0] already");
  EXPECT_EQ(refused.error().diagnostics[0].pointer, "/targets/1/label");
}

TEST_F(TargetLists, TellEveryFieldThatIsWrongAtOnce) {
  const auto refused = create_target_list(
      north, {.name = "",
              .targets = {{{.label = ""}, {.label = std::string(256, 'x')}, {.label = "a\nb"}}}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().diagnostics, SizeIs(4));
}

TEST_F(TargetLists, HoldAsMuchAsTheyShould) {
  std::vector<NewTarget> targets(10'000);
  for (std::size_t i = 0; i < targets.size(); ++i) targets[i].label = fmt::format("host-{}", i);
  EXPECT_EQ(create({.name = std::string(255, 'x'), .targets = targets}).target_count, 10'000);
  EXPECT_FALSE(create_target_list(north, {.name = std::string(256, 'x')}));
  targets.push_back({.label = "one more"});
  EXPECT_FALSE(create_target_list(north, {.name = "y", .targets = targets}));
}

TEST_F(TargetLists, TakePastedTextAndTellWhatWasThereAlready) {
  const auto list = create({.name = "RDS", .text = "RDS-01\r\n\n  RDS-02  \nrds-01\n"});
  EXPECT_THAT(labels(list), ElementsAre("RDS-01", "RDS-02"));
  ASSERT_THAT(list.duplicates, SizeIs(1));
  EXPECT_EQ(list.duplicates[0].line, 4);
  EXPECT_EQ(list.duplicates[0].label, "rds-01");
  EXPECT_EQ(list.duplicates[0].first_line, 1);
  EXPECT_EQ(create_target_list(north, {.name = "x", .targets = {{}}, .text = "a"}).error().code,
            ErrorCode::kMalformed);
}

TEST_F(TargetLists, KeepWhatAChangeLeavesOut) {
  const auto list = create({.name = "RDS", .description = "Oslo", .text = "a\n"});
  const auto renamed = replace_target_list(north, {list.id, {}, {.name = "RDS 2"}}).value();
  EXPECT_EQ(renamed.description, "Oslo");
  EXPECT_THAT(labels(renamed), ElementsAre("a"));
  EXPECT_THAT(labels(replace_target_list(north, {list.id, {}, {.name = "x", .text = ""}}).value()),
              IsEmpty());
}

TEST_F(TargetLists, AreReplacedAsAWholeByTheNewestVersion) {
  const auto list = create({.name = "RDS", .text = "a\nb\n"});
  const auto changed =
      replace_target_list(north, {list.id, 1, {.name = "RDS 2", .text = "b\nc\n"}});
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_THAT(labels(*changed), ElementsAre("b", "c"));
  EXPECT_EQ(changed->version, 2);
  const auto stale = replace_target_list(north, {list.id, 1, {.name = "x"}});
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, ErrorCode::kStale);
  EXPECT_THAT(stale.error().current, HasSubstr("\"name\":\"RDS 2\""));
}

TEST_F(TargetLists, ShowTheirLastUseAndTheSchedulesThatUseThem) {
  const auto list = create({.name = "RDS"});
  create({.name = "Unused"});
  schedule("s1", list.id);
  ASSERT_TRUE(
      store::mark_target_list_used(teams.database(), {TestTeams::kNorth, list.id}, teams.now));
  const auto page = list_target_lists(north, {.page = {.sort = "name"}}).value();
  ASSERT_THAT(page.rows, SizeIs(2));
  EXPECT_EQ(page.rows[0].last_used_at, teams.now);
  ASSERT_THAT(page.rows[0].used_by, SizeIs(1));
  EXPECT_EQ(page.rows[0].used_by[0].schedule_id, "s1");
  EXPECT_EQ(page.rows[0].used_by[0].tree_name, "Monthly");
  EXPECT_THAT(page.rows[1].used_by, IsEmpty());
}

TEST_F(TargetLists, ThatSchedulesUseAreDeletedOnlyWhenConfirmed) {
  const auto list = create({.name = "RDS"});
  schedule("s1", list.id);
  const auto refused = delete_target_list(north, {.id = list.id});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_THAT(refused.error().message, HasSubstr("\"Monthly\" (approved)"));
  const auto deleted = delete_target_list(north, {list.id, Confirmation::kGiven});
  ASSERT_TRUE(deleted) << deleted.error().message;
  ASSERT_THAT(deleted->schedules_without_list, SizeIs(1));
  EXPECT_EQ(teams.database()
                .one<std::optional<std::string>>(
                    "select target_list_id from maintenance_schedules where id = 's1'")
                .value(),
            std::nullopt);
}

TEST_F(TargetLists, ThatNobodyUsesAreDeletedAtOnce) {
  const auto list = create({.name = "RDS"});
  EXPECT_TRUE(delete_target_list(north, {.id = list.id}));
  EXPECT_EQ(get_target_list(north, list.id).error().code, ErrorCode::kNotFound);
}

TEST_F(TargetLists, OutliveTheirMakerButNotTheirTeam) {
  const auto list = create({.name = "RDS"});
  ASSERT_TRUE(teams.database().run("delete from users where id = ?", TestTeams::kAnn));
  EXPECT_EQ(get_target_list(north, list.id)->created_by, std::nullopt);
  ASSERT_TRUE(teams.database().run("delete from teams where id = ?", TestTeams::kNorth));
  EXPECT_EQ(teams.database().one<std::int64_t>("select count(*) from target_lists").value(), 0);
}

TEST_F(TargetLists, OfAnotherTeamAreNotFound) {
  const auto list = create({.name = "RDS"});
  const auto not_found = [](const auto& answer) {
    return !answer && answer.error().code == ErrorCode::kNotFound;
  };
  EXPECT_TRUE(not_found(get_target_list(south, list.id)));
  EXPECT_TRUE(not_found(replace_target_list(south, {list.id, {}, {.name = "x"}})));
  EXPECT_TRUE(not_found(delete_target_list(south, {list.id, Confirmation::kGiven})));
  EXPECT_THAT(list_target_lists(south, {.page = {.sort = "name"}})->rows, IsEmpty());
}

}  // namespace
}  // namespace fettle::usecases
