#include "usecases/windows/budgets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/batch_store.hpp"
#include "usecases/servers/servers.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const NewBudget kOneDb{{.name = "dbs", .max_hosts = 1, .max_percent = {}},
                       R"({"by":"role","value":"db"})"};

class Budgets : public ::testing::Test {
 protected:
  /// db1 was changed by a session that did not succeed.
  void let_db1_be_out() {
    store::NewBatch batch{.id = "b1", .name = "Patches", .created = teams.now};
    batch.origin.team_id = TestTeams::kNorth;
    batch.frozen.targets = {{"db1", {.name = "db1", .role = "db"}}};
    batch.waves = {0};
    batch.sessions = {"s1"};
    ASSERT_TRUE(store::create_batch(teams.database(), batch));
    ASSERT_TRUE(store::keep_host_out(teams.database(), "db1:22", "s1", teams.now));
  }
  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(Budgets, ABudgetShowsItsSelectorAsPlansHaveItAndHowManyAreOut) {
  let_db1_be_out();
  auto budget = kOneDb;
  budget.selector =
      R"({"all_of":[{"by":"role","value":"db"},{"not":{"any_of":[{"by":"tag","value":"a\"b"}]}}]})";
  const auto made = create_budget(north, budget);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->selector.text, budget.selector);
  EXPECT_EQ(made->allowed, 1);
  EXPECT_EQ(made->out, 1);
  EXPECT_THAT(*list_budgets(south), IsEmpty());
  EXPECT_EQ(get_budget(south, made->id).error().code, ErrorCode::kNotFound);
}

TEST_F(Budgets, ABudgetIsEitherACountOrAPercentage) {
  auto budget = kOneDb;
  budget.input.max_percent = 10;
  EXPECT_THAT(create_budget(north, budget).error().message, HasSubstr("either"));
  budget.input.max_hosts.reset();
  EXPECT_TRUE(create_budget(north, budget));
  budget.input.max_percent = 101;
  EXPECT_FALSE(create_budget(north, budget));
  budget.input.max_percent.reset();
  EXPECT_FALSE(create_budget(north, budget));
}

TEST_F(Budgets, ASelectorIsReadByTheRulesOfPlansAndNamesNoList) {
  for (const auto* selector :
       {"null", R"({"by":"colour","value":"red"})", R"({"by":"list","value":"RDS"})",
        R"({"not":{"by":"list","value":"RDS"}})"}) {
    auto budget = kOneDb;
    budget.selector = selector;
    EXPECT_EQ(create_budget(north, budget).error().code, ErrorCode::kInvalid) << selector;
  }
}

TEST_F(Budgets, AnOldVersionIsToldTheNewerState) {
  const auto made = create_budget(north, kOneDb);
  ASSERT_TRUE(made);
  ASSERT_TRUE(replace_budget(north, {made->id, 1, kOneDb}));
  const auto stale = replace_budget(north, {made->id, 1, kOneDb});
  EXPECT_EQ(stale.error().code, ErrorCode::kStale);
  EXPECT_THAT(stale.error().current, HasSubstr("\"version\":2"));
  EXPECT_TRUE(delete_budget(north, made->id));
}

TEST_F(Budgets, AHostIsTakenBackWithAReasonByItsOwnTeam) {
  let_db1_be_out();
  ASSERT_THAT(*list_hosts_out(north), SizeIs(1));
  EXPECT_THAT(*list_hosts_out(south), IsEmpty());
  EXPECT_EQ(take_host_back(south, {"db1:22", "mended"}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(take_host_back(north, {"db1:22", ""}).error().code, ErrorCode::kInvalid);
  EXPECT_TRUE(take_host_back(north, {"db1:22", "mended"}));
  EXPECT_THAT(*list_hosts_out(north), IsEmpty());
}

TEST_F(Budgets, AHostThatASessionWorksOnIsNotTakenBack) {
  let_db1_be_out();
  ASSERT_TRUE(
      teams.database().run("insert into host_sessions (session_id, host) values ('s1', 'db1:22')"));
  EXPECT_EQ(take_host_back(north, {"db1:22", "mended"}).error().code, ErrorCode::kConflict);
}

}  // namespace
}  // namespace fettle::usecases
