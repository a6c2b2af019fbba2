// Triggers on each database.
#include "store/trigger_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/people_store.hpp"

namespace fettle::store {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Instant kNow{1'774'747'800'000};

class TriggerStore : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  TriggerStore() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    for (const std::string team : {"north", "south"}) {
      EXPECT_TRUE(add_team(*db, {.id = team, .name = team, .created_at = kNow}));
      EXPECT_TRUE(add_user(*db, {.id = "of-" + team,
                                 .team_id = team,
                                 .email = team + "@example.com",
                                 .name = team,
                                 .role = "owner",
                                 .created_at = kNow,
                                 .updated_at = kNow}));
    }
  }
  static TriggerRow row(const std::string& id, const std::string& team) {
    return {.id = id,
            .team_id = team,
            .name = "Releases",
            .name_key = "releases",
            .targets = R"(["web1"])",
            .manual_confirmed = true,
            .variables_override = R"({"place":"there"})",
            .allowed_variables = R"(["version"])",
            .sealed = "old:sealed",
            .owner_id = "of-" + team,
            .created_at = kNow,
            .updated_at = kNow};
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, TriggerStore, all_databases(), database_name);

TEST_P(TriggerStore, ReadsBackWhatItWroteForItsTeamAlone) {
  ASSERT_TRUE(add_trigger(*db, row("t1", "north")));
  const auto found = find_trigger(*db, {"north", "t1"}).value().value();
  EXPECT_EQ(found.allowed_variables, R"(["version"])");
  EXPECT_TRUE(found.manual_confirmed);
  EXPECT_FALSE(found.tree_id);
  EXPECT_FALSE(find_trigger(*db, {"south", "t1"}).value());
  EXPECT_EQ(find_called_trigger(*db, "t1").value()->team_id, "north");
  EXPECT_THAT(list_triggers(*db, "south", {.after = "", .rows = 9}).value(), IsEmpty());
  EXPECT_EQ(count_triggers(*db, "north").value(), 1);
  EXPECT_FALSE(remove_trigger(*db, {"south", "t1"}).value());
  EXPECT_TRUE(remove_trigger(*db, {"north", "t1"}).value());
}

TEST_P(TriggerStore, ANameIsThereOnceATeam) {
  ASSERT_TRUE(add_trigger(*db, row("t1", "north")));
  ASSERT_TRUE(add_trigger(*db, row("t2", "south")));
  EXPECT_EQ(add_trigger(*db, row("t3", "north")).error().code, ErrorCode::kConflict);
}

TEST_P(TriggerStore, CountsLaunchesWithinAMinute) {
  ASSERT_TRUE(add_trigger(*db, row("t1", "north")));
  EXPECT_EQ(count_firing(*db, "t1", kNow).value(), 1);
  EXPECT_EQ(count_firing(*db, "t1", kNow + Milliseconds(1)).value(), 2);
  EXPECT_EQ(count_firing(*db, "t1", kNow + std::chrono::minutes(1)).value(), 1);
  EXPECT_EQ(find_trigger(*db, {"north", "t1"}).value()->last_fired_at,
            kNow + std::chrono::minutes(1));
}

TEST_P(TriggerStore, AKeyIsReplacedOrSealedAnew) {
  ASSERT_TRUE(add_trigger(*db, row("t1", "north")));
  EXPECT_THAT(list_triggers_without(*db, "new:", {.after = "", .rows = 9}).value(), SizeIs(1));
  EXPECT_FALSE(
      reseal_trigger(*db, {"north", "t1"}, {.from = "another", .to = "new:sealed"}).value());
  EXPECT_TRUE(
      reseal_trigger(*db, {"north", "t1"}, {.from = "old:sealed", .to = "new:sealed"}).value());
  EXPECT_THAT(list_triggers_without(*db, "new:", {.after = "", .rows = 9}).value(), IsEmpty());
  auto rotated = row("t1", "north");
  rotated.sealed = "new:rotated";
  EXPECT_TRUE(rotate_trigger(*db, rotated).value());
  EXPECT_EQ(find_trigger(*db, {"north", "t1"}).value()->version, 2);
}

}  // namespace
}  // namespace fettle::store
