// Flows and recipes on each database.
#include "store/flow_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/recipe_store.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Instant kNow{1'774'747'800'000};

class FlowStore : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  FlowStore() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    for (const auto* team : {"north", "south"}) {
      EXPECT_TRUE(
          db->run("insert into teams (id, name, created_at) values (?, ?, ?)", team, team, kNow));
    }
  }

  FlowRow flow(const std::string& id, const std::string& name) const {
    FlowRow row;
    row.id = id;
    row.tree_type = "maintenance";
    row.name = name;
    row.markdown = "text of " + name;
    row.tags = "[]";
    row.created_at = row.updated_at = kNow;
    return row;
  }
  void insert(const FlowRow& row, std::string_view team = "north") {
    const auto done = insert_flow(*db, team, row);
    ASSERT_TRUE(done) << done.error().message << done.error().detail;
  }
  std::vector<std::string> names(const FlowFilter& filter,
                                 const PageQuery& page = {.sort = "name"}) {
    auto found = list_flows(*db, filter, page);
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

INSTANTIATE_TEST_SUITE_P(Databases, FlowStore, all_databases(), database_name);

TEST_P(FlowStore, ReadsBackWhatItWrote) {
  auto row = flow("f1", "Patch");
  row.tags = R"(["web"])";
  row.step_count = 3;
  row.is_builtin = true;
  row.builtin_name = "patch";
  row.builtin_hash = "abc";
  insert(row);
  const auto found = find_flow(*db, {"north", "f1"}).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->markdown, "text of Patch");
  EXPECT_EQ(found->step_count, 3);
  EXPECT_EQ(found->created_at, kNow);
  EXPECT_EQ(find_builtin_flow(*db, "north", "patch").value()->id, "f1");
  EXPECT_EQ(find_builtin_flow(*db, "south", "patch").value(), std::nullopt);
}

TEST_P(FlowStore, ListsByNameWhateverItsCaseAPageAtATime) {
  for (const auto* name : {"b", "A", "c", "D"}) insert(flow(name, name));
  EXPECT_THAT(names({.team = "north"}), ElementsAre("A", "b", "c", "D"));
  PageQuery page{.limit = 1, .sort = "name", .after = PageMark{"A", "A"}};
  EXPECT_THAT(names({.team = "north"}, page), ElementsAre("b", "c"));
  page.direction = Direction::kDescending;
  page.after = PageMark{"c", "c"};
  EXPECT_THAT(names({.team = "north"}, page), ElementsAre("b", "A"));
}

TEST_P(FlowStore, ListsByTimeThenById) {
  auto late = flow("f0", "late");
  late.updated_at = kNow + Milliseconds(1);
  insert(late);
  insert(flow("f2", "second"));
  insert(flow("f1", "first"));
  EXPECT_THAT(names({.team = "north"}, {.sort = "updated_at"}),
              ElementsAre("first", "second", "late"));
  EXPECT_THAT(names({.team = "north"},
                    {.sort = "updated_at", .after = PageMark{std::to_string(kNow.ms), "f1"}}),
              ElementsAre("second", "late"));
  EXPECT_THAT(names({.team = "north"}, {.sort = "updated_at", .direction = Direction::kDescending}),
              ElementsAre("late", "second", "first"));
}

TEST_P(FlowStore, RefusesAPlaceThatNoPageGave) {
  EXPECT_EQ(list_flows(*db, {.team = "north"}, {.sort = "size"}).error().code,
            ErrorCode::kMalformed);
  EXPECT_EQ(list_flows(*db, {.team = "north"}, {.sort = "updated_at", .after = PageMark{"x", "f"}})
                .error()
                .code,
            ErrorCode::kMalformed);
}

TEST_P(FlowStore, FiltersByTypeTagTextAndArchive) {
  auto one = flow("f1", "Patch 100%");
  one.tags = R"(["Web","db"])";
  auto two = flow("f2", "Reboot_all");
  two.tree_type = "procedural";
  two.description = "Needs a WINDOW";
  two.tags = R"(["webhook"])";
  insert(one);
  insert(two);
  EXPECT_THAT(names({.team = "north", .tree_type = "procedural"}), ElementsAre("Reboot_all"));
  EXPECT_THAT(names({.team = "north", .tag = "web"}), ElementsAre("Patch 100%"));
  EXPECT_THAT(names({.team = "north", .text = "window"}), ElementsAre("Reboot_all"));
  EXPECT_THAT(names({.team = "north", .text = "TEXT OF patch"}), ElementsAre("Patch 100%"));
  EXPECT_THAT(names({.team = "north", .text = "0%"}), ElementsAre("Patch 100%"));
  EXPECT_THAT(names({.team = "north", .text = "t_a"}), ElementsAre("Reboot_all"));
  EXPECT_THAT(names({.team = "north", .text = "t_x"}), IsEmpty());
  one.archived_at = kNow;
  one.version = 2;
  ASSERT_TRUE(archive_flow(*db, "north", one));
  EXPECT_THAT(names({.team = "north"}), ElementsAre("Reboot_all"));
  EXPECT_THAT(names({.team = "north", .archived = Archived::kOnly}), ElementsAre("Patch 100%"));
  const auto counts = count_flows_by_type(*db, "north").value();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].tree_type, "maintenance");
  EXPECT_TRUE(counts[0].is_archived);
}

TEST_P(FlowStore, CountsAllPages) {
  for (const auto* name : {"a", "b", "c"}) insert(flow(name, name));
  const auto page = list_flows(*db, {.team = "north"}, {.limit = 1, .sort = "name"}).value();
  EXPECT_EQ(page.rows.size(), 2U);
  EXPECT_EQ(page.total, 3);
}

TEST_P(FlowStore, UpdatesOnlyTheVersionThatWasRead) {
  auto row = flow("f1", "Patch");
  insert(row);
  row.version = 2;
  row.markdown = "new";
  EXPECT_TRUE(update_flow(*db, "north", row).value());
  EXPECT_FALSE(update_flow(*db, "north", row).value());
  EXPECT_EQ(find_flow_text(*db, {"north", "f1"}, 1).value(), "text of Patch");
  EXPECT_EQ(find_flow_text(*db, {"north", "f1"}, 2).value(), "new");
  EXPECT_EQ(find_flow_version_before(*db, {"north", "f1"}, 2).value(), 1);
  EXPECT_EQ(find_flow_version_before(*db, {"north", "f1"}, 1).value(), std::nullopt);
}

TEST_P(FlowStore, ListsVersionsNewestFirstAPageAtATime) {
  auto row = flow("f1", "Patch");
  insert(row);
  for (row.version = 2; row.version <= 3; ++row.version) {
    ASSERT_TRUE(update_flow(*db, "north", row).value());
  }
  const auto first = list_flow_versions(*db, {"north", "f1"}, {.limit = 1}).value();
  ASSERT_EQ(first.rows.size(), 2U);
  EXPECT_EQ(first.rows[0].version, 3);
  EXPECT_EQ(first.total, 3);
  const auto rest = list_flow_versions(*db, {"north", "f1"}, {.after = PageMark{"2", "2"}}).value();
  ASSERT_EQ(rest.rows.size(), 1U);
  EXPECT_EQ(rest.rows[0].version, 1);
  EXPECT_FALSE(list_flow_versions(*db, {"north", "f1"}, {.after = PageMark{"x", "x"}}));
}

TEST_P(FlowStore, KeepsTeamsApart) {
  auto row = flow("f1", "Patch");
  insert(row);
  row.version = 2;
  EXPECT_EQ(find_flow(*db, {"south", "f1"}).value(), std::nullopt);
  EXPECT_FALSE(update_flow(*db, "south", row).value());
  EXPECT_THAT(list_flow_versions(*db, {"south", "f1"}, {}).value().rows, IsEmpty());
  EXPECT_EQ(find_flow_version_before(*db, {"south", "f1"}, 9).value(), std::nullopt);
  EXPECT_EQ(find_flow_text(*db, {"south", "f1"}, 1).value(), std::nullopt);
  EXPECT_THAT(names({.team = "south"}), IsEmpty());
  ASSERT_TRUE(delete_flow(*db, {"south", "f1"}));
  EXPECT_TRUE(find_flow(*db, {"north", "f1"}).value());
}

TEST_P(FlowStore, DeletesAFlowWithItsVersionsAndSchedules) {
  insert(flow("f1", "Patch"));
  ASSERT_TRUE(
      db->run("insert into maintenance_schedules (id, team_id, tree_id, status, is_active, "
              "version, created_at, updated_at) values ('s', 'north', 'f1', 'approved', 1, "
              "1, 0, 0)"));
  EXPECT_EQ(count_schedules_of_flow(*db, {"north", "f1"}).value(), 1);
  ASSERT_TRUE(delete_flow(*db, {"north", "f1"}));
  EXPECT_EQ(db->one<std::int64_t>("select count(*) from maintenance_schedules").value(), 0);
  EXPECT_EQ(db->one<std::int64_t>("select count(*) from tree_versions").value(), 0);
}

TEST_P(FlowStore, GivesASlugToOneRecipeOfATeam) {
  RecipeRow recipe{.id = "r1",
                   .slug = "fix",
                   .text = "t",
                   .name = "Fix",
                   .document = "{}",
                   .diagnostics = "[]",
                   .created_at = kNow,
                   .updated_at = kNow};
  EXPECT_TRUE(insert_recipe(*db, "north", recipe).value());
  recipe.id = "r2";
  EXPECT_FALSE(insert_recipe(*db, "north", recipe).value());
  EXPECT_TRUE(insert_recipe(*db, "south", recipe).value());
  EXPECT_EQ(find_recipe_by_slug(*db, "north", "fix").value()->id, "r1");
  EXPECT_EQ(find_recipe(*db, {"north", "r2"}).value(), std::nullopt);
  EXPECT_THAT(list_recipe_slugs(*db, "north").value(), ElementsAre("fix"));
}

TEST_P(FlowStore, UpdatesARecipeOnceAVersionAndInItsTeam) {
  RecipeRow recipe{.id = "r1",
                   .slug = "fix",
                   .text = "t",
                   .name = "Fix",
                   .document = "{}",
                   .diagnostics = "[]",
                   .created_at = kNow,
                   .updated_at = kNow};
  ASSERT_TRUE(insert_recipe(*db, "north", recipe).value());
  recipe.version = 2;
  recipe.slug = "mend";
  EXPECT_FALSE(update_recipe(*db, "south", recipe).value());
  EXPECT_TRUE(update_recipe(*db, "north", recipe).value());
  EXPECT_FALSE(update_recipe(*db, "north", recipe).value());
  ASSERT_TRUE(delete_recipe(*db, {"south", "r1"}));
  EXPECT_EQ(list_recipes(*db, "north").value().front().slug, "mend");
  ASSERT_TRUE(delete_recipe(*db, {"north", "r1"}));
  EXPECT_THAT(list_recipes(*db, "north").value(), IsEmpty());
}

}  // namespace
}  // namespace fettle::store
