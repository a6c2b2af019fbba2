// What a team is told, and what becomes of it on the way to its channels, on each database.
#include "store/team_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/channel_store.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/delivery_store.hpp"

namespace fettle::store {
namespace {

using std::chrono::seconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr Instant kNow{1'774'747'800'000};

class TeamMessages : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  TeamMessages() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    for (const auto* team : {"north", "south"}) {
      EXPECT_TRUE(
          db->run("insert into teams (id, name, created_at) values (?, ?, ?)", team, team, kNow));
    }
    launch("b1", "north");
  }

  template <class T>
  T must(Result<T> result) {
    EXPECT_TRUE(result) << result.error().message << result.error().detail;
    return result ? *std::move(result) : T{};
  }

  void launch(const std::string& id, std::optional<std::string> team,
              flow::StrategyKind kind = flow::StrategyKind::kRings) {
    NewBatch batch{.id = id, .name = "Patches", .created = kNow, .waves = {0, 0}};
    batch.frozen.strategy.kind = kind;
    for (const std::string target : {"web1", "web2"}) {
      batch.frozen.targets.push_back({target, {.name = target}});
      batch.sessions.push_back(id + "-" + target);
    }
    batch.origin.team_id = std::move(team);
    const auto made = create_batch(*db, batch);
    EXPECT_TRUE(made) << made.error().detail;
  }

  void add(const std::string& name, const std::string& events, const std::string& team = "north",
           bool is_enabled = true) {
    const auto added = add_channel(*db, {.id = name,
                                         .team_id = team,
                                         .name = name,
                                         .name_key = name,
                                         .events = events,
                                         .is_enabled = is_enabled,
                                         .created_at = kNow,
                                         .updated_at = kNow});
    EXPECT_TRUE(added) << added.error().detail;
  }

  void store(std::vector<ports::Write> writes, const std::string& batch = "b1") {
    const auto stored = apply_writes(*db, batch, std::move(writes));
    EXPECT_TRUE(stored) << stored.error().message << stored.error().detail;
  }
  ports::EventAdded event(engine::EventBody body, std::string status = {},
                          const std::string& batch = "b1") {
    return {
        batch, ++number, {}, {.body = std::move(body), .at = kNow, .status = std::move(status)}};
  }
  ports::EventAdded at_step(engine::EventBody body, const std::string& session, Instant at = kNow) {
    return {
        "b1", ++number, session, {.body = std::move(body), .at = at, .stage = "steps", .step = 2}};
  }
  /// A gate with its prompt, as the runner stores them.
  std::vector<ports::Write> gate(const std::string& session, Instant at = kNow) {
    return {ports::PromptOpened{"b1", session, ports::PromptKind::kGate, "steps", 2, "step", at},
            at_step(engine::GateOpened{"step"}, session, at)};
  }

  std::vector<std::string> told(std::string_view team = "north") {
    std::vector<std::string> texts;
    for (const auto& one : must(list_notifications(*db, {team, "ann"}, 100))) {
      texts.push_back(one.kind + "|" + one.text);
    }
    return texts;
  }
  std::vector<DeliveryRow> deliveries(std::string_view team = "north") {
    return must(list_deliveries(*db, {.team = team},
                                {.sort = "created_at", .direction = Direction::kAscending}))
        .rows;
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
  std::int64_t number = 0;
};

INSTANTIATE_TEST_SUITE_P(Databases, TeamMessages, all_databases(), database_name);

TEST_P(TeamMessages, TellOfABatchInTheTransactionOfItsEvents) {
  store({event(engine::BatchStarted{}, "running"),
         event(engine::WaveStarted{0, 2, "canary", 1}, "running"),
         event(engine::WaveStarted{1, 2, "broad", 9}, "running"),
         event(engine::BatchGateOpened{"canary"}, "awaiting_approval"),
         event(engine::BatchGateReminder{"canary"}, "awaiting_approval"),
         event(engine::BatchHalted{"1 of 1 failed"}, "halted"),
         event(engine::BatchEnded{"1 failed"}, "failed"),
         event(engine::BatchEnded{}, "completed")});
  EXPECT_THAT(told(),
              UnorderedElementsAre(
                  "run_started|Patches: has started",
                  "ring_finished|Patches: ring 1 of 2 is finished; broad begins with 9 targets",
                  "approval_needed|Patches: ring canary is done; the next waits for an approval",
                  "approval_expiring|Patches: the ring after canary still waits for an approval; "
                  "half of its time is over",
                  "halted|Patches: halted: 1 of 1 failed", "failed|Patches: failed: 1 failed",
                  "completed|Patches: completed"));
}

TEST_P(TeamMessages, OnlyRingsAreRings) {
  launch("b2", "north", flow::StrategyKind::kParallelBatched);
  store({event(engine::WaveStarted{1, 2, "batch 2", 9}, "running", "b2")}, "b2");
  EXPECT_THAT(told(), IsEmpty());
}

TEST_P(TeamMessages, OneGateOfAStepIsToldOfAndLeadsToIt) {
  store(gate("b1-web1"));
  store(gate("b1-web2", kNow + seconds(1)));
  EXPECT_THAT(told(), ElementsAre(AllOf(HasSubstr("web1 waits for an approval at step 3"),
                                        Not(HasSubstr("(step)")))));
  const auto seen = must(list_notifications(*db, {"north", "ann"}, 10));
  EXPECT_EQ(seen[0].link, "/flows//batches/b1?h=b1-web1&s=2");
  store({ports::PromptClosed{"b1", "b1-web1"}, ports::PromptClosed{"b1", "b1-web2"}});
  store(gate("b1-web2", kNow + seconds(9)));
  EXPECT_THAT(told(), SizeIs(2)) << "the next gate is another decision";
}

TEST_P(TeamMessages, OneReminderOfAStepIsEnough) {
  store(gate("b1-web1"));
  store(gate("b1-web2", kNow + seconds(1)));
  store({at_step(engine::GateReminder{"step"}, "b1-web1", kNow + seconds(2)),
         at_step(engine::GateReminder{"step"}, "b1-web2", kNow + seconds(3))});
  EXPECT_THAT(told(), ElementsAre(HasSubstr("approval_expiring|Patches: web1 still waits"),
                                  HasSubstr("approval_needed|")));
}

TEST_P(TeamMessages, AnInterruptedSessionIsToldOfAnEndedOneIsNot) {
  store(
      {ports::EventAdded{"b1",
                         1,
                         "b1-web1",
                         {.body = engine::SessionEnded{"the outcome is unknown"},
                          .at = kNow,
                          .status = "interrupted"}},
       ports::EventAdded{"b1",
                         2,
                         "b1-web2",
                         {.body = engine::SessionEnded{"boom"}, .at = kNow, .status = "failed"}}});
  EXPECT_THAT(told(),
              ElementsAre("interrupted|Patches: web1 was interrupted: the outcome is unknown"));
}

TEST_P(TeamMessages, OneInterruptedSessionIsToldOfWhileOthersAre) {
  const auto interrupted = [&](const std::string& session) {
    store({ports::SessionSaved{session, {.status = engine::SessionStatus::kInterrupted}, kNow},
           ports::EventAdded{
               "b1",
               ++number,
               session,
               {.body = engine::SessionEnded{"cut"}, .at = kNow, .status = "interrupted"}}});
  };
  interrupted("b1-web1");
  interrupted("b1-web2");
  EXPECT_THAT(told(), ElementsAre("interrupted|Patches: web1 was interrupted: cut"));
  store({ports::SessionSaved{"b1-web1", {.status = engine::SessionStatus::kCompleted}, kNow}});
  interrupted("b1-web2");
  EXPECT_THAT(told(), SizeIs(2));
}

TEST_P(TeamMessages, BatchesOfTheCommandLineTellNobody) {
  add("ops", R"(["run_started","message"])");
  launch("b2", {});
  store({event(engine::BatchStarted{}, "running", "b2"),
         ports::MessageQueued{"m1", "b2", "", "hello", "ops", "info", kNow}},
        "b2");
  EXPECT_THAT(told(), IsEmpty());
  EXPECT_THAT(deliveries(), IsEmpty());
  EXPECT_EQ(must(db->one<std::int64_t>("select count(*) from team_events")), 0);
}

TEST_P(TeamMessages, GoToTheChannelsThatChoseTheEvent) {
  add("ops", R"(["halted","failed"])");
  add("boss", R"(["failed"])");
  add("asleep", R"(["halted"])", "north", false);
  add("theirs", R"(["halted"])", "south");
  store({event(engine::BatchHalted{"1 of 1 failed"}, "halted")});
  const auto made = deliveries();
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_EQ(made[0].id, "b1-1-ops");
  EXPECT_EQ(made[0].channel_name, "ops");
  EXPECT_EQ(made[0].event, ports::TeamEvent::kHalted);
  EXPECT_EQ(made[0].severity, ports::MessageSeverity::kError);
  EXPECT_EQ(made[0].text, "Patches: halted: 1 of 1 failed");
  EXPECT_EQ(made[0].status, "pending");
  EXPECT_THAT(deliveries("south"), IsEmpty());
}

TEST_P(TeamMessages, ANotifyStepReachesTheChannelThatItNames) {
  add("ops", R"([])");
  add("all", R"(["message"])");
  store({ports::MessageQueued{"m1", "b1", "b1-web1", "hello", "OPS", "warning", kNow},
         ports::MessageQueued{"m2", "b1", "", "hello all", "", "info", kNow},
         ports::MessageQueued{"m3", "b1", "", "lost", "nowhere", "info", kNow}});
  std::vector<std::tuple<std::string, std::string, std::string>> made;
  for (const auto& one : deliveries()) made.emplace_back(one.channel_name, one.text, one.status);
  EXPECT_THAT(made, UnorderedElementsAre(std::tuple("ops", "Patches: web1: hello", "pending"),
                                         std::tuple("all", "Patches: hello all", "pending"),
                                         std::tuple("nowhere", "Patches: lost", "failed")));
}

TEST_P(TeamMessages, ReachOpenBrowsersAndKeepTheOrderOfEvents) {
  store({event(engine::BatchStarted{}, "running"), event(engine::BatchPaused{}, "paused")});
  EXPECT_EQ(must(db->all<std::int64_t>("select sequence from events union all select sequence from "
                                       "team_events order by 1")),
            (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(must(db->one<std::string>("select topic from team_events where subject = 'b1-1'")),
            "notifications");
}

// --- on their way -----------------------------------------------------------------------------

TEST_P(TeamMessages, ADeliveryIsClaimedByOneAndAgainOnceTheClaimRanOut) {
  add("ops", R"(["halted"])");
  store({event(engine::BatchHalted{"x"}, "halted")});
  const auto other = database.open();
  const auto claimed = must(claim_delivery(*db, kNow, kNow + seconds(60)));
  ASSERT_TRUE(claimed);
  EXPECT_EQ(claimed->attempts, 1);
  EXPECT_FALSE(must(claim_delivery(*other, kNow + seconds(59), kNow + seconds(120))));
  const auto again = must(claim_delivery(*other, kNow + seconds(60), kNow + seconds(120)));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->attempts, 2);
  const DeliveryEnd end{.id = claimed->id,
                        .attempts = 1,
                        .status = "delivered",
                        .result = "late",
                        .next_at = kNow,
                        .ended_at = kNow};
  EXPECT_FALSE(must(end_delivery(*db, end))) << "it is another's by now";
}

TEST_P(TeamMessages, AChannelThatDoesNotAnswerIsLeftAloneForAWhile) {
  add("ops", R"(["halted"])");
  add("boss", R"(["halted"])");
  store({event(engine::BatchHalted{"x"}, "halted"), event(engine::BatchHalted{"y"}, "halted")});
  EXPECT_TRUE(postpone_channel(*db, "ops", kNow + seconds(30)));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(must(claim_delivery(*db, kNow, kNow + seconds(60)))->channel_id, "boss");
  }
  EXPECT_FALSE(must(claim_delivery(*db, kNow, kNow + seconds(60))));
  EXPECT_EQ(must(claim_delivery(*db, kNow + seconds(30), kNow + seconds(90)))->channel_id, "ops");
}

TEST_P(TeamMessages, DeliveriesOutliveTheirChannelAndAreForgottenInTime) {
  add("ops", R"(["halted"])");
  store({event(engine::BatchHalted{"x"}, "halted")});
  EXPECT_TRUE(must(remove_channel(*db, {"north", "ops"})));
  EXPECT_EQ(deliveries()[0].channel_id, std::nullopt);
  EXPECT_FALSE(must(retry_delivery(*db, {"north", "b1-1-ops"}, kNow)));
  EXPECT_EQ(must(remove_deliveries(*db, kNow + std::chrono::days(1))), 0) << "it is not over";
  EXPECT_TRUE(db->run("update deliveries set status = 'failed', ended_at = ?", kNow));
  EXPECT_EQ(must(remove_deliveries(*db, kNow)), 0);
  EXPECT_EQ(must(remove_deliveries(*db, kNow + seconds(1))), 1);
}

TEST_P(TeamMessages, ListsOfDeliveriesAreATeamsAndFiltered) {
  add("ops", R"(["halted"])");
  add("boss", R"(["halted"])");
  store({event(engine::BatchHalted{"x"}, "halted")});
  const auto count = [&](std::string_view team, std::string_view channel, std::string_view status) {
    return must(list_deliveries(*db, {.team = team, .channel = channel, .status = status},
                                {.sort = "created_at"}))
        .total;
  };
  EXPECT_EQ(count("north", "", ""), 2);
  EXPECT_EQ(count("north", "ops", ""), 1);
  EXPECT_EQ(count("north", "", "failed"), 0);
  EXPECT_EQ(count("north", "", "pending"), 2);
  EXPECT_EQ(count("south", "", ""), 0);
  EXPECT_FALSE(must(find_delivery(*db, {"south", "b1-1-ops"})));
  EXPECT_FALSE(must(retry_delivery(*db, {"south", "b1-1-ops"}, kNow)));
}

}  // namespace
}  // namespace fettle::store
