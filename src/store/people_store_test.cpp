// The chain of the audit log and what verify_audit finds, on each database; counts of failures and
// links that must hold when two ask at once.
#include "store/people_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "embedded/migrations.hpp"
#include "store/audit_store.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/link_store.hpp"
#include "store/throttle_store.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;

constexpr Instant kNow{1'774'747'800'000};

class PeopleStores : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  PeopleStores() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    for (const auto* action : {"a.made", "b.made", "c.made"}) {
      EXPECT_TRUE(add_audit(
          *db, {.team_id = "t1", .at = kNow, .actor = "{}", .action = action, .difference = "{}"}));
    }
  }
  AuditCheck check() { return verify_audit(*db).value(); }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, PeopleStores, all_databases(), database_name);

TEST_P(PeopleStores, HoldsAsItWasWritten) {
  EXPECT_EQ(check().broken_at, 0);
  EXPECT_EQ(check().rows, 3);
}

TEST_P(PeopleStores, ShowsAChangedEntry) {
  ASSERT_TRUE(db->run("update audit_log set address = '192.0.2.9' where sequence = 2"));
  EXPECT_EQ(check().broken_at, 2);
  EXPECT_EQ(check().rows, 1);
}

TEST_P(PeopleStores, ShowsAnEntryThatWasTakenOut) {
  ASSERT_TRUE(db->run("delete from audit_log where sequence = 2"));
  EXPECT_EQ(check().broken_at, 3);
}

TEST_P(PeopleStores, ShowsThatTheFirstOrLastEntriesAreMissing) {
  ASSERT_TRUE(db->run("delete from audit_log where sequence = 3"));
  EXPECT_EQ(check().broken_at, 3);
  ASSERT_TRUE(db->run("delete from audit_log where sequence = 1"));
  EXPECT_EQ(check().broken_at, 2);
}

TEST_P(PeopleStores, ShowsEntriesThatChangedPlaces) {
  ASSERT_TRUE(db->run("update audit_log set sequence = -2 where sequence = 2"));
  ASSERT_TRUE(db->run("update audit_log set sequence = 2 where sequence = 3"));
  ASSERT_TRUE(db->run("update audit_log set sequence = 3 where sequence = -2"));
  EXPECT_EQ(check().broken_at, 2);
}

TEST_P(PeopleStores, ShowsAChainThatWasWrittenAnew) {
  const auto noted = check().hash;
  EXPECT_EQ(verify_audit(*db, NotedHash{3, noted})->broken_at, 0);
  ASSERT_TRUE(db->run("delete from audit_log"));
  ASSERT_TRUE(db->run("update counters set value = 0 where name = 'audit'"));
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(add_audit(*db, {.team_id = "t1", .action = "a.made"}));
  EXPECT_EQ(check().broken_at, 0);
  EXPECT_EQ(verify_audit(*db, NotedHash{3, noted})->broken_at, 3);
}

TEST_P(PeopleStores, FiltersWithTheWordsOfItsActions) {
  EXPECT_EQ(count_audit(*db, "t1", {.action = "a"}).value(), 1);
  EXPECT_EQ(count_audit(*db, "t1", {.action = "a.made"}).value(), 1);
  EXPECT_EQ(count_audit(*db, "t1", {.action = "a.m"}).value(), 0);
  EXPECT_EQ(count_audit(*db, "t2", {}).value(), 0);
  EXPECT_EQ(list_audit(*db, "t1", {.from = kNow, .to = kNow}, {.rows = 9})->size(), 0U);
}

TEST_P(PeopleStores, KeepsAndFindsWhatEarlierVersionsCalledOtherwise) {
  for (const auto* action : {"schedule paused", "schedule.paused", "schedule_text.saved",
                             "server.mode-changed", "server.mode_changed"}) {
    ASSERT_TRUE(add_audit(*db, {.team_id = "t1", .action = action}));
  }
  const auto found = [&](std::string action) {
    std::vector<std::string> names;
    for (const auto& row : list_audit(*db, "t1", {.action = action}, {.rows = 9}).value()) {
      names.push_back(row.action);
    }
    EXPECT_EQ(count_audit(*db, "t1", {.action = action}).value(), std::ssize(names));
    return names;
  };
  EXPECT_THAT(found("schedule.paused"), ElementsAre("schedule.paused", "schedule paused"));
  EXPECT_THAT(found("schedule paused"), ElementsAre("schedule.paused", "schedule paused"));
  EXPECT_THAT(found("schedule"), ElementsAre("schedule.paused", "schedule paused"));
  EXPECT_THAT(found("server.mode_changed"),
              ElementsAre("server.mode_changed", "server.mode-changed"));
  EXPECT_EQ(check().broken_at, 0);
}

TEST_P(PeopleStores, FailuresAreCountedAndBeginAgain) {
  const FailureCount count{.key = "account:a", .now = kNow, .forgotten = kNow - Milliseconds(10)};
  EXPECT_EQ(count_failure(*db, count)->failures, 1);
  EXPECT_EQ(count_failure(*db, count)->failures, 2);
  ASSERT_TRUE(set_retry_at(*db, count.key, kNow));
  ASSERT_TRUE(take_failure_back(*db, count.key));
  const auto row = count_failure(*db, count).value();
  EXPECT_EQ(row.failures, 2);
  EXPECT_EQ(row.retry_at.ms, 0);
  EXPECT_EQ(count_failure(*db, {count.key, kNow, kNow + Milliseconds(1)})->failures, 1);
}

TEST_P(PeopleStores, ALinkIsUsedOnce) {
  ASSERT_TRUE(add_link(*db, {.id = "l1",
                             .hash = "h",
                             .kind = "setup",
                             .created_at = kNow,
                             .expires_at = kNow + Milliseconds(1)}));
  EXPECT_FALSE(use_link(*db, {.kind = "invitation", .hash = "h", .now = kNow}).value());
  EXPECT_TRUE(use_link(*db, {.kind = "setup", .hash = "h", .now = kNow}).value());
  EXPECT_FALSE(use_link(*db, {.kind = "setup", .hash = "h", .now = kNow}).value());
}

TEST_P(PeopleStores, LinksThatAreOverAreRemoved) {
  for (const auto end : {kNow, kNow + Milliseconds(1)}) {
    const auto id = std::to_string(end.ms);
    ASSERT_TRUE(add_link(
        *db, {.id = id, .hash = id, .kind = "setup", .created_at = kNow, .expires_at = end}));
  }
  ASSERT_TRUE(remove_ended_links(*db, kNow));
  EXPECT_EQ(db->one<int>("select count(*) from links").value(), 1);
}

TEST_P(PeopleStores, PeopleComeBackAsTheyWereStored) {
  ASSERT_TRUE(add_team(*db, {.id = "t1", .name = "North", .created_at = kNow}));
  UserRow user{.id = "u1",
               .team_id = "t1",
               .email = "ann@example.com",
               .name = "Ann",
               .role = "owner",
               .created_at = kNow,
               .updated_at = kNow};
  ASSERT_TRUE(add_user(*db, user));
  auto other = user;
  other.id = "u2";
  EXPECT_EQ(add_user(*db, other).error().code, ErrorCode::kConflict);
  EXPECT_TRUE(save_user(*db, user).value());
  EXPECT_FALSE(save_user(*db, user).value()) << "that version is over";
  EXPECT_EQ(count_other_owners(*db, {"t1", "u2"}).value(), 1);
  EXPECT_TRUE(use_totp_counter(*db, {"t1", "u1"}, 7).value());
  EXPECT_FALSE(use_totp_counter(*db, {"t1", "u1"}, 7).value());
  EXPECT_EQ(find_user(*db, {"t1", "u1"})->value().totp_counter, 7);
  EXPECT_FALSE(find_user(*db, {"t2", "u1"}).value());
}

}  // namespace
}  // namespace fettle::store
