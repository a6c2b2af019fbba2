#include "store/event_feed.hpp"

#include <gmock/gmock.h>

#include "embedded/migrations.hpp"
#include "store/database_test_support.hpp"
#include "store/migrate.hpp"
#include "store/team_events.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

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
        db->run("insert into batches (id, name, created_at, frozen_markdown, variables, "
                "strategy, recipes, digest, status, state, team_id) "
                "values (?, 'plan', 0, '', '', '', '', '', '', '', ?)",
                id, team));
  }

  /// As the journal numbers them.
  void add_event(std::string_view batch, std::string_view kind) {
    const auto sequence = db->one<std::int64_t>(
        "update counters set value = value + 1 where name = 'events' returning value");
    ASSERT_TRUE(sequence);
    EXPECT_TRUE(
        db->run("insert into events (batch_id, number, session_id, at, kind, body, "
                "sequence) values (?, ?, 'session', 0, ?, '{}', ?)",
                batch, *sequence, kind, *sequence));
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

INSTANTIATE_TEST_SUITE_P(Databases, EventFeed, all_databases(), database_name);

}  // namespace
}  // namespace fettle::store
