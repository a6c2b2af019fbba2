// Target lists on each database.
#include "store/target_list_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Instant kNow{1'774'747'800'000};

class TargetListStore : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  TargetListStore() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    for (const auto* team : {"north", "south"}) {
      EXPECT_TRUE(
          db->run("insert into teams (id, name, created_at) values (?, ?, ?)", team, team, kNow));
    }
  }

  TargetListRow insert(const std::string& id, const std::string& name) {
    TargetListRow row;
    row.id = id;
    row.name = name;
    row.targets = R"([{"label":"web1","notes":"","vanished_at":null}])";
    row.target_count = 1;
    row.created_at = row.updated_at = kNow;
    const auto done = insert_target_list(*db, "north", row);
    EXPECT_TRUE(done) << done.error().message << done.error().detail;
    return row;
  }
  std::vector<std::string> names(const TargetListFilter& filter, const PageQuery& page) {
    auto found = list_target_lists(*db, filter, page);
    EXPECT_TRUE(found) << found.error().message << found.error().detail;
    std::vector<std::string> names;
    if (found) {
      for (const auto& row : found->rows) names.push_back(row.name);
    }
    return names;
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, TargetListStore, all_databases(), database_name);

TEST_P(TargetListStore, ReadsBackWhatItWrote) {
  auto row = insert("l1", "RDS");
  row.name = "RDS Oslo";
  row.version = 2;
  EXPECT_TRUE(update_target_list(*db, "north", row).value());
  EXPECT_FALSE(update_target_list(*db, "north", row).value());
  const auto found = find_target_list(*db, {"north", "l1"}).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "RDS Oslo");
  EXPECT_EQ(found->targets, row.targets);
  EXPECT_EQ(find_target_list_by_name(*db, "north", "rds OSLO").value()->id, "l1");
}

TEST_P(TargetListStore, ListsBySeveralColumns) {
  insert("l1", "b");
  insert("l2", "A");
  ASSERT_TRUE(mark_target_list_used(*db, {"north", "l1"}, kNow));
  EXPECT_THAT(names({"north", ""}, {.sort = "name"}), ElementsAre("A", "b"));
  EXPECT_THAT(names({"north", ""}, {.sort = "last_used_at"}), ElementsAre("A", "b"));
  EXPECT_THAT(names({"north", ""}, {.sort = "last_used_at", .after = PageMark{"0", "l2"}}),
              ElementsAre("b"));
  EXPECT_THAT(names({"north", "WEB1"}, {.sort = "name"}), ElementsAre("A", "b"));
  EXPECT_THAT(names({"north", "web2"}, {.sort = "name"}), IsEmpty());
}

TEST_P(TargetListStore, NamesSchedulesThatUseAListAndLetsGoOfThem) {
  insert("l1", "RDS");
  ASSERT_TRUE(db->run(
      "insert into trees (id, team_id, tree_type, name, description, markdown, tree_structure, "
      "intake_form, front, diagnostics, subject, risk_level, strategy, tags, step_count, version, "
      "created_at, updated_at) values ('t1', 'north', 'maintenance', 'Patch', '', '', '', '', '', "
      "'', '', '', '', '[]', 0, 1, 0, 0)"));
  ASSERT_TRUE(db->run(
      "insert into maintenance_schedules (id, team_id, tree_id, status, is_active, target_list_id, "
      "version, created_at, updated_at) values ('s1', 'north', 't1', 'paused', 0, 'l1', 1, 0, 0)"));
  const auto uses = list_uses(*db, {"north", ""}).value();
  ASSERT_EQ(uses.size(), 1U);
  EXPECT_EQ(uses[0].schedule_id, "s1");
  EXPECT_EQ(uses[0].tree_name, "Patch");
  EXPECT_EQ(list_uses(*db, {"north", "l1"}).value().size(), 1U);
  EXPECT_THAT(list_uses(*db, {"north", "l2"}).value(), IsEmpty());
  EXPECT_THAT(list_uses(*db, {"south", ""}).value(), IsEmpty());
  ASSERT_TRUE(delete_target_list(*db, {"north", "l1"}));
  EXPECT_THAT(list_uses(*db, {"north", ""}).value(), IsEmpty());
}

TEST_P(TargetListStore, KeepsTeamsApart) {
  auto row = insert("l1", "RDS");
  row.version = 2;
  EXPECT_EQ(find_target_list(*db, {"south", "l1"}).value(), std::nullopt);
  EXPECT_EQ(find_target_list_by_name(*db, "south", "RDS").value(), std::nullopt);
  EXPECT_FALSE(update_target_list(*db, "south", row).value());
  ASSERT_TRUE(delete_target_list(*db, {"south", "l1"}));
  ASSERT_TRUE(mark_target_list_used(*db, {"south", "l1"}, kNow));
  EXPECT_EQ(find_target_list(*db, {"north", "l1"}).value()->last_used_at, std::nullopt);
  EXPECT_THAT(names({"south", ""}, {.sort = "name"}), IsEmpty());
}

}  // namespace
}  // namespace fettle::store
