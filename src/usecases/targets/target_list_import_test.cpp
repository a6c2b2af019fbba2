#include "usecases/targets/target_list_import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/targets/target_lists.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

class TargetListImport : public testing::Test {
 protected:
  TargetListImport()
      : list(create_target_list(
                 north, {.name = "RDS",
                         .targets = {{{.label = "RDS-01", .notes = "first"}, {.label = "RDS-02"}}}})
                 .value()
                 .id) {}

  ImportDifference look(const std::string& format, const std::string& text) {
    auto seen = import_targets(north, {list, {.format = format, .text = text}});
    EXPECT_TRUE(seen) << seen.error().message;
    return seen ? *std::move(seen) : ImportDifference{};
  }
  std::vector<std::string> added(const std::string& format, const std::string& text) {
    std::vector<std::string> labels;
    for (const auto& change : look(format, text).added) labels.push_back(change.name);
    return labels;
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
  std::string list;
};

TEST_F(TargetListImport, ShowsTheDifferenceThenAppliesIt) {
  const std::string text = "label,notes\nrds-01,\nRDS-03,new\n";
  const auto seen = look("csv", text);
  ASSERT_THAT(seen.added, SizeIs(1));
  EXPECT_EQ(seen.added[0].name, "RDS-03");
  EXPECT_THAT(seen.vanished, ElementsAre("RDS-02"));
  EXPECT_EQ(seen.unchanged, 1);
  EXPECT_EQ(get_target_list(north, list)->target_count, 2);
  const auto done = import_targets(north, {list, {"csv", text, true, seen.digest}});
  ASSERT_TRUE(done) << done.error().message;
  const auto targets = get_target_list(north, list)->targets;
  ASSERT_THAT(targets, SizeIs(3));
  EXPECT_EQ(targets[0].notes, "first");
  EXPECT_EQ(targets[1].vanished_at, teams.now);
  EXPECT_EQ(targets[2].notes, "new");
}

TEST_F(TargetListImport, TakesAMarkAndAnyEndOfALine) {
  for (const std::string text :
       {"\xEF\xBB\xBFlabel\rRDS-09\rRDS-10", "\xEF\xBB\xBFlabel\r\nRDS-09\r\nRDS-10\r\n"}) {
    EXPECT_THAT(added("csv", text), ElementsAre("RDS-09", "RDS-10"));
  }
  EXPECT_THAT(added("text", "\xEF\xBB\xBFRDS-09\rRDS-10"), ElementsAre("RDS-09", "RDS-10"));
  EXPECT_THAT(added("json", "\xEF\xBB\xBF[{\"label\": \"RDS-09\"}]"), ElementsAre("RDS-09"));
}

TEST_F(TargetListImport, ReadsEveryFormat) {
  EXPECT_THAT(added("text", "RDS-09\n"), ElementsAre("RDS-09"));
  EXPECT_THAT(added("csv", "Name,Role\nRDS 09,x\n"), ElementsAre("RDS 09"));
  EXPECT_THAT(added("json", R"([{"label":"RDS 09","notes":"x"}])"), ElementsAre("RDS 09"));
  EXPECT_THAT(added("ansible", "[rds]\nrds-09 ansible_connection=winrm\n"), ElementsAre("rds-09"));
  EXPECT_THAT(added("ssh_config", "Host rds-09\n"), ElementsAre("rds-09"));
  EXPECT_EQ(import_targets(north, {list, {.format = "xml"}}).error().code, ErrorCode::kMalformed);
}

TEST_F(TargetListImport, AppliesOnlyTheDifferenceThatWasSeen) {
  EXPECT_EQ(import_targets(north, {list, {"text", "RDS-09\n", true, "other"}}).error().code,
            ErrorCode::kConflict);
  EXPECT_EQ(import_targets(north, {list, {"text", "RDS-09\n", true, {}}}).error().code,
            ErrorCode::kInvalid);
}

TEST_F(TargetListImport, OfAnotherTeamsListIsNotFound) {
  EXPECT_EQ(import_targets(south, {list, {.format = "text", .text = "a\n"}}).error().code,
            ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
