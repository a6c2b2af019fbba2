#include "store/event_feed.hpp"

#include <gmock/gmock.h>

#include "embedded/migrations.hpp"
#include "store/batch_store.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/team_events.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class EventFeed : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  EventFeed() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), {0}));
    for (const auto* team : {"north", "south"}) {
      EXPECT_TRUE(db->run("insert into teams (id, name, created_at) values (?, ?, 0)", team, team));
    }
    add_batch("batch-1", "north");
    add_batch("batch-2", "south");
    add_batch("batch-3", std::nullopt);
  }

  void add_batch(std::string_view id, std::optional<std::string> team) {
    EXPECT_TRUE(
        db->run("insert into batches (id, name, created_at, digest, status, state, team_id) "
                "values (?, 'plan', 0, '', '', '', ?)",
                id, team));
  }

  void add_batch_of(std::string_view team, std::string id, std::vector<std::string> sessions) {
    NewBatch batch{.id = std::move(id), .name = "plan"};
    batch.sessions = std::move(sessions);
    batch.waves.resize(batch.sessions.size());
    for (const auto& one : batch.sessions) batch.frozen.targets.push_back({one, {.name = one}});
    batch.origin.team_id = team;
    EXPECT_TRUE(create_batch(*db, batch));
  }

  /// As the journal numbers them.
  void add_event(std::string_view batch, std::string_view kind,
                 std::string_view session = "session") {
    const auto sequence = db->one<std::int64_t>(
        "update counters set value = value + 1 where name = 'events' returning value");
    ASSERT_TRUE(sequence);
    EXPECT_TRUE(
        db->run("insert into events (batch_id, number, session_id, at, kind, body, "
                "sequence) values (?, ?, ?, 0, ?, '{}', ?)",
                batch, *sequence, session, kind, *sequence));
  }

  void add_change(std::string_view team, std::string_view topic) {
    EXPECT_TRUE(add_team_event(*db, {.team = std::string(team),
                                     .at = {7},
                                     .topic = std::string(topic),
                                     .kind = "updated",
                                     .subject = "1"}));
  }

  std::vector<std::string> read(std::string_view team, FeedRange range) {
    const auto events = read_feed(*db, team, range);
    EXPECT_TRUE(events) << events.error().detail;
    std::vector<std::string> told;
    for (const auto& event : *events) told.push_back(event.topic + " " + event.kind);
    return told;
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

TEST_P(EventFeed, HasBatchesAndEverythingElseInOneOrder) {
  add_change("north", "trees");
  add_event("batch-1", "batch_started");
  add_change("north", "servers");
  EXPECT_EQ(last_sequence(*db), 3);
  EXPECT_THAT(read("north", {.after = 0, .through = 3}),
              ElementsAre("trees updated", "batches batch_started", "servers updated"));
}

TEST_P(EventFeed, HasNothingOfOtherTeamsAndOfNobodysBatches) {
  add_change("south", "trees");
  add_event("batch-2", "batch_started");
  add_event("batch-3", "batch_started");
  EXPECT_THAT(read("north", {.after = 0, .through = 9}), IsEmpty());
  EXPECT_THAT(read("south", {.after = 0, .through = 9}),
              ElementsAre("trees updated", "batches batch_started"));
}

TEST_P(EventFeed, GoesOnWhereItWasLeft) {
  for (const auto* topic : {"a", "b", "c", "d"}) add_change("north", topic);
  EXPECT_THAT(read("north", {.after = 1, .through = 3}), ElementsAre("b updated", "c updated"));
  EXPECT_THAT(read("north", {.after = 1, .through = 4, .limit = 1}), ElementsAre("b updated"));
}

TEST_P(EventFeed, SaysWhereTheSessionsStandThatMoved) {
  add_batch_of("north", "run", {"s1", "s2", "s3"});
  add_event("run", "session_started", "s2");
  add_event("run", "step_started", "s2");
  add_event("run", "step_started", "s1");
  EXPECT_TRUE(
      db->run("update sessions set status = 'running', stage = 'rollback', step = 3, "
              "started_at = 7 where id = 's2'"));
  const auto moved = read_moved_sessions(*db, "north", {.after = 0, .through = 9});
  ASSERT_TRUE(moved) << moved.error().detail;
  ASSERT_THAT(*moved, SizeIs(2));
  EXPECT_EQ(moved->at(0).session_id, "s1") << "in the order of the rollout";
  EXPECT_FALSE(moved->at(0).is_listed);
  EXPECT_EQ(moved->at(0).status, "pending");
  const auto& second = moved->at(1);
  EXPECT_EQ(std::tuple(second.batch_id, second.session_id, second.sequence, second.is_listed),
            std::tuple("run", "s2", 2, true));
  EXPECT_EQ(std::tuple(second.status, second.stage, second.step, second.started_at,
                       second.ended_at.has_value()),
            std::tuple("running", "rollback", 3, std::optional<std::int64_t>(7), false));
  EXPECT_THAT(*read_moved_sessions(*db, "north", {.after = 2, .through = 9}), SizeIs(1));
  EXPECT_THAT(*read_moved_sessions(*db, "south", {.after = 0, .through = 9}), IsEmpty());
}

TEST_P(EventFeed, BesideSessionsIsEverythingElseAndWhatPeopleAreAsked) {
  add_change("north", "trees");
  add_event("batch-1", "batch_started", "");
  for (const auto* kind : {"step_started", "gate_opened", "session_ended"}) {
    add_event("batch-1", kind, "session");
  }
  const auto events = read_feed_beside_sessions(*db, "north", {.after = 0, .through = 9});
  ASSERT_TRUE(events) << events.error().detail;
  std::vector<std::string> kinds;
  for (const auto& event : *events) kinds.push_back(event.kind);
  EXPECT_THAT(kinds, ElementsAre("updated", "batch_started", "gate_opened"));
}

INSTANTIATE_TEST_SUITE_P(Databases, EventFeed, all_databases(), database_name);

}  // namespace
}  // namespace fettle::store
