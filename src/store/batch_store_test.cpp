#include "store/batch_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <tuple>
#include <vector>

#include "base/json.hpp"
#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"

namespace fettle::store {
namespace {

using engine::SessionStatus;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

constexpr Instant kNow{1'774'747'800'000};
constexpr Instant kLater{1'774'747'860'000};

engine::ApprovedPlan frozen() {
  engine::ApprovedPlan frozen;
  frozen.markdown = "# A plan\n";
  frozen.variables = {{"word", "two words"}};
  frozen.strategy.kind = flow::StrategyKind::kRings;
  frozen.strategy.rings = {{"one", 50, std::chrono::minutes(5), true}, {"two", 100}};
  frozen.recipes = {{"tidy", "# Tidy\n"}};
  for (const std::string name : {"web1", "web2", "web3"}) {
    fleet::Server server{.name = name, .address = "192.0.2.1", .port = 22};
    server.variables = {{"spot", name}};
    frozen.targets.push_back({name, server});
  }
  return frozen;
}

NewBatch new_batch(const std::string& id = "b1") {
  return {.id = id,
          .name = "A plan",
          .created = kNow,
          .frozen = frozen(),
          .waves = {0, 1, 1},
          .sessions = {id + "-s1", id + "-s2", id + "-s3"}};
}

/// Read through another connection than it is written through.
class BatchStore : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  BatchStore() {
    EXPECT_TRUE(migrate(*db_, embedded::migrations(), kNow));
    EXPECT_TRUE(create_batch(*db_, new_batch()));
  }

  StoredBatch load(std::string_view id = "b1") {
    auto batch = load_batch(*reading_, id);
    EXPECT_TRUE(batch) << batch.error().message << batch.error().detail;
    return batch ? *std::move(batch) : StoredBatch{};
  }

  void store(const std::vector<ports::Write>& writes) {
    const auto result = apply_writes(*db_, "b1", writes);
    ASSERT_TRUE(result) << result.error().message << result.error().detail;
  }

  void save_session(const std::string& id, SessionStatus status, Instant at = kLater) {
    store({ports::SessionSaved{id, {.status = status, .orders = 1}, at}});
  }

  Error refusal() {
    const auto batch = load_batch(*db_, "b1");
    EXPECT_FALSE(batch);
    return batch ? Error{} : batch.error();
  }

  Connection& db() { return *db_; }

 private:
  TestDatabase database_{GetParam()};
  std::unique_ptr<Connection> db_ = database_.open();
  std::unique_ptr<Connection> reading_ = database_.open(OpenMode::kReadOnly);
};

INSTANTIATE_TEST_SUITE_P(Databases, BatchStore, all_databases(), database_name);

// --- a batch as it was made
// -------------------------------------------------------------------------

TEST_P(BatchStore, GivesBackWhatWasFrozen) {
  const auto batch = load();
  EXPECT_EQ(batch.name, "A plan");
  EXPECT_EQ(batch.created, kNow);
  EXPECT_EQ(batch.frozen, frozen());
  EXPECT_EQ(batch.state, (engine::BatchState{.total = 3, .waiting = 3}));
  EXPECT_EQ(batch.events, 0);
}

TEST_P(BatchStore, MakesAPendingSessionATarget) {
  const auto batch = load();
  ASSERT_EQ(batch.sessions.size(), 3U);
  EXPECT_EQ(batch.sessions[1].id, "b1-s2");
  EXPECT_EQ(batch.sessions[1].position, 1);
  EXPECT_EQ(batch.sessions[1].wave, 1);
  EXPECT_EQ(batch.sessions[1].state, engine::SessionState());
  EXPECT_FALSE(batch.sessions[1].recheck || batch.sessions[1].skipped_by_halt);
}

TEST_P(BatchStore, MakesAllOfABatchOrNothing) {
  auto second = new_batch("b2");
  second.sessions[2] = "b1-s1";
  EXPECT_EQ(create_batch(db(), second).error().code, ErrorCode::kConflict);
  EXPECT_EQ(load_batch(db(), "b2").error().code, ErrorCode::kNotFound);
}

TEST_P(BatchStore, ListsTheNewestFirst) {
  auto second = new_batch("b2");
  second.created = kLater;
  ASSERT_TRUE(create_batch(db(), second));
  const auto batches = list_batches(db()).value();
  ASSERT_EQ(batches.size(), 2U);
  EXPECT_EQ(batches[0].id, "b2");
  EXPECT_EQ(batches[1].status, "pending");
}

// --- one write after the other
// ----------------------------------------------------------------------

TEST_P(BatchStore, KeepsTheStateOfABatch) {
  engine::BatchState state{.status = engine::BatchStatus::kSoaking, .total = 3};
  state.timer = kLater;
  state.sent = {2, 4};
  store({ports::BatchSaved{"b1", state, kNow}});
  EXPECT_EQ(load().state, state);
  EXPECT_EQ(db().one<std::string>("select status from batches"), "soaking");
}

TEST_P(BatchStore, KnowsWhenABatchEndedAndForgetsItOnceItGoesOn) {
  using Ended = std::tuple<std::optional<std::int64_t>>;
  store({ports::BatchSaved{"b1", {.status = engine::BatchStatus::kHalted}, kLater}});
  EXPECT_EQ(db().one<Ended>("select ended_at from batches").value(), Ended(kLater.ms));
  store({ports::BatchSaved{"b1", {.status = engine::BatchStatus::kRunning}, kLater}});
  EXPECT_EQ(db().one<Ended>("select ended_at from batches").value(), Ended());
}

TEST_P(BatchStore, KeepsTheStateOfASession) {
  engine::SessionState state{.status = SessionStatus::kRunning, .step = 2, .orders = 3};
  state.current.order = engine::OrderState{"b1-s1-3", true, true, 60, kLater};
  state.current.memory.checks = {{"look", {.exit_status = 1, .tail = "no"}}};
  state.attempts = {{"b1-s1-3", true, {}}};
  store({ports::SessionSaved{"b1-s1", state, kNow}});
  EXPECT_EQ(load().sessions[0].state, state);
}

TEST_P(BatchStore, KeepsTheFirstStartAndTheLastEndOfASession) {
  save_session("b1-s1", SessionStatus::kRunning, kNow);
  save_session("b1-s1", SessionStatus::kFailed, kLater);
  using Times = std::tuple<std::int64_t, std::int64_t>;
  EXPECT_EQ(db().one<Times>("select started_at, ended_at from sessions where id = 'b1-s1'"),
            Times(kNow.ms, kLater.ms));
}

TEST_P(BatchStore, AddsARecheckOfTheTargetAtAPosition) {
  store({ports::SessionAdded{"r1", "b1", 2, 1}});
  const auto batch = load();
  ASSERT_EQ(batch.sessions.size(), 4U);
  EXPECT_EQ(batch.sessions[3].id, "r1");
  EXPECT_TRUE(batch.sessions[3].recheck);
  EXPECT_EQ(batch.sessions[3].position, 2);
  EXPECT_EQ(batch.frozen, frozen()) << "its target is told once";
  EXPECT_EQ(db().one<std::string>("select target_label from sessions where id = 'r1'"), "web3");
}

TEST_P(BatchStore, KeepsTheLatestOfAStep) {
  engine::StepRecord record{.step = 1, .state = {.status = engine::StepStatus::kRunning}};
  record.state.gate = "rule 2";
  store({ports::StepSaved{"b1-s1", record}});
  record.state.status = engine::StepStatus::kFailed;
  record.state.exit_status = 3;
  record.state.ended = kLater;
  store({ports::StepSaved{"b1-s1", record}});
  record.stage = engine::SessionStage::kRollback;
  store({ports::StepSaved{"b1-s1", record}});
  using Row = std::tuple<std::string, int, std::string, int, std::string, std::int64_t>;
  EXPECT_EQ(db().all<Row>("select stage, step, status, exit_status, gate, ended_at from steps "
                          "order by stage"),
            (std::vector<Row>{{"rollback", 1, "failed", 3, "rule 2", kLater.ms},
                              {"steps", 1, "failed", 3, "rule 2", kLater.ms}}));
}

TEST_P(BatchStore, NumbersItsEvents) {
  store({ports::EventAdded{"b1", 1, "", {.body = engine::BatchStarted{}}},
         ports::EventAdded{"b1", 2, "b1-s1", {.body = engine::SessionStarted{}}}});
  EXPECT_EQ(load().events, 2);
  EXPECT_EQ(db().one<std::string>("select kind from events where number = 2"), "session_started");
}

TEST_P(BatchStore, NumbersEventsOfAllBatchesInTheOrderOfTheirCommits) {
  ASSERT_TRUE(create_batch(db(), new_batch("b2")));
  store({ports::EventAdded{"b1", 1, "", {.body = engine::BatchStarted{}}}});
  ASSERT_TRUE(apply_writes(db(), "b2",
                           {ports::EventAdded{"b2", 1, "", {.body = engine::BatchStarted{}}},
                            ports::EventAdded{"b2", 2, "", {.body = engine::BatchEnded{}}}}));
  store({ports::EventAdded{"b1", 2, "", {.body = engine::BatchEnded{}}}});
  EXPECT_EQ(db().all<std::string>("select batch_id from events order by sequence"),
            (std::vector<std::string>{"b1", "b2", "b2", "b1"}));
  EXPECT_EQ(db().one<std::int64_t>("select count(*) from events where sequence <= (select value "
                                   "from counters where name = 'events')"),
            4)
      << "later ones come behind, and what the team is told of each between";
}

TEST_P(BatchStore, KeepsWhatWaitsForAPersonUntilItIsAnswered) {
  store({ports::PromptOpened{"b1", "b1-s1", ports::PromptKind::kGate, "steps", 1, "type default",
                             kLater}});
  EXPECT_EQ(db().one<std::string>("select text from prompts where session_id = 'b1-s1'"),
            "type default");
  store({ports::PromptClosed{"b1", "b1-s1"}});
  EXPECT_EQ(db().one<std::int64_t>("select count(*) from prompts"), 0);
}

TEST_P(BatchStore, GivesBackTheMessagesThatWereNotHandedOver) {
  store({ports::MessageQueued{"m1", "b1", "", "first", "ops", "info", kLater},
         ports::MessageQueued{"m2", "b1", "b1-s1", "second", "", "error", kLater}});
  store({ports::MessageHandedOver{"m1", kLater}});
  const auto unsent = load().unsent;
  ASSERT_EQ(unsent.size(), 1U);
  EXPECT_EQ(unsent[0].id, "m2");
  EXPECT_EQ(unsent[0].severity, "error");
}

TEST_P(BatchStore, RefusesAnEventThatItHas) {
  const std::vector<ports::Write> event{ports::EventAdded{"b1", 1, "", {}}};
  ASSERT_TRUE(apply_writes(db(), "b1", event));
  EXPECT_EQ(apply_writes(db(), "b1", event).error().code, ErrorCode::kConflict);
}

TEST_P(BatchStore, KnowsHowMuchOutputOfAnOrderItHas) {
  const auto chunk = [](const char* order, std::int64_t offset, const char* text) {
    const std::string bytes = text;
    return ports::OutputAdded{"b1-s1", {}, 0, order, offset, std::ssize(bytes), bytes};
  };
  store({chunk("o1", 0, "first "), chunk("o1", 6, "second"), chunk("o2", 10, "x")});
  EXPECT_EQ(load().output, (std::map<std::string, std::int64_t>{{"o1", 12}, {"o2", 11}}));
}

TEST_P(BatchStore, CountsBytesOfOutputAsTheCommandWroteThem) {
  store({ports::OutputAdded{"b1-s1", {}, 0, "o1", 0, 8, "***"}});
  EXPECT_EQ(load().output.at("o1"), 8);
}

TEST_P(BatchStore, KeepsOutputThatIsNoText) {
  const std::string bytes("a\0\xff", 3);
  store({ports::OutputAdded{"b1-s1", {}, 0, "o1", 0, 3, bytes}});
  EXPECT_EQ(db().one<Blob>("select text from output"), Blob{bytes});
}

TEST_P(BatchStore, RefusesOutputThatItHas) {
  const std::vector<ports::Write> chunk{ports::OutputAdded{"b1-s1", {}, 0, "o1", 0, 1, "x"}};
  ASSERT_TRUE(apply_writes(db(), "b1", chunk));
  EXPECT_EQ(apply_writes(db(), "b1", chunk).error().code, ErrorCode::kConflict);
}

TEST_P(BatchStore, KeepsTheLatestSnapshotOfAMoment) {
  store({ports::SnapshotSaved{"b1-s1", engine::Moment::kBefore, "one"},
         ports::SnapshotSaved{"b1-s1", engine::Moment::kBefore, "two"},
         ports::SnapshotSaved{"b1-s1", engine::Moment::kAfter, "three"}});
  using Row = std::tuple<std::string, std::string>;
  EXPECT_EQ(db().all<Row>("select moment, body from snapshots order by moment"),
            (std::vector<Row>{{"after", "three"}, {"before", "two"}}));
}

TEST_P(BatchStore, KnowsThatATargetWasReleased) {
  store({ports::TargetReleased{"b1-s2"}});
  const auto batch = load();
  EXPECT_FALSE(batch.sessions[0].released);
  EXPECT_TRUE(batch.sessions[1].released);
}

TEST_P(BatchStore, TakesATargetForUsedAgainOnceItsSessionGoesOn) {
  store({ports::TargetReleased{"b1-s2"}});
  save_session("b1-s2", SessionStatus::kRunning);
  EXPECT_FALSE(load().sessions[1].released);
}

// --- all the rest at once
// ---------------------------------------------------------------------------

TEST_P(BatchStore, SkipsWhateverIsPendingWithTheRest) {
  save_session("b1-s1", SessionStatus::kFailed);
  store({ports::RemainingEnded{"b1", SessionStatus::kSkipped, "halted"}});
  const auto batch = load();
  EXPECT_EQ(batch.sessions[0].state.status, SessionStatus::kFailed);
  EXPECT_FALSE(batch.sessions[0].skipped_by_halt);
  EXPECT_EQ(batch.sessions[1].state.status, SessionStatus::kSkipped);
  EXPECT_EQ(batch.sessions[1].state.reason, "halted");
  EXPECT_TRUE(batch.sessions[1].skipped_by_halt);
}

TEST_P(BatchStore, LeavesASessionThatEndedAsSkippedWhenTheRestIsReopened) {
  save_session("b1-s1", SessionStatus::kSkipped);
  store({ports::RemainingEnded{"b1", SessionStatus::kSkipped, "halted"},
         ports::RemainingReopened{"b1"}});
  const auto batch = load();
  EXPECT_EQ(batch.sessions[0].state.status, SessionStatus::kSkipped);
  EXPECT_FALSE(batch.sessions[0].skipped_by_halt);
  EXPECT_EQ(batch.sessions[1].state.status, SessionStatus::kPending);
  EXPECT_EQ(batch.sessions[1].state.reason, "");
}

TEST_P(BatchStore, LeavesTheRestOfAnotherBatchAlone) {
  ASSERT_TRUE(create_batch(db(), new_batch("b2")));
  store({ports::RemainingEnded{"b1", SessionStatus::kCancelled, "no longer wanted"}});
  EXPECT_EQ(load("b1").sessions[0].state.status, SessionStatus::kCancelled);
  EXPECT_EQ(load("b2").sessions[0].state.status, SessionStatus::kPending);
}

TEST_P(BatchStore, LeavesDueRechecksForWhenAHaltedBatchGoesOn) {
  store({ports::SessionAdded{"r1", "b1", 0, 0},
         ports::RemainingEnded{"b1", SessionStatus::kSkipped, "halted"}});
  EXPECT_EQ(load().sessions[3].state.status, SessionStatus::kPending);
}

TEST_P(BatchStore, CancelsDueRechecksWithTheBatch) {
  store({ports::SessionAdded{"r1", "b1", 0, 0},
         ports::RemainingEnded{"b1", SessionStatus::kCancelled, "no longer wanted"}});
  EXPECT_EQ(load().sessions[3].state.status, SessionStatus::kCancelled);
}

TEST_P(BatchStore, StoresAllWritesOrNone) {
  const std::vector<ports::Write> writes{ports::TargetReleased{"b1-s1"},
                                         ports::EventAdded{"unknown", 1, "", {}}};
  EXPECT_EQ(apply_writes(db(), "b1", writes).error().code, ErrorCode::kConflict);
  EXPECT_FALSE(load().sessions[0].released);
}

// --- a record that was changed (P4)
// -----------------------------------------------------------------

TEST_P(BatchStore, RefusesABatchThatItDoesNotHave) {
  EXPECT_EQ(load_batch(db(), "b9").error().code, ErrorCode::kNotFound);
}

TEST_P(BatchStore, RefusesABatchWhoseRecordWasEdited) {
  const std::vector<std::string> edits{
      "update batch_plans set frozen_markdown = frozen_markdown || 'x'",
      "update batch_plans set variables = '{\"word\":\"other\"}'",
      "update batch_plans set strategy = replace(strategy, '50', '60')",
      "update batch_plans set recipes = replace(recipes, 'Tidy', 'Wipe')",
      "update batches set format = 1",
      "update sessions set target = replace(target, '192.0.2.1', '192.0.2.2') where position = 2",
      "update sessions set position = 2 - position",
      "delete from sessions where position = 1",
  };
  for (const auto& edit : edits) {
    auto transaction = Transaction::begin(db()).value();
    ASSERT_GT(db().run(edit).value(), 0) << edit;
    const auto error = refusal();
    EXPECT_EQ(error.code, ErrorCode::kConflict) << edit;
    EXPECT_THAT(error.message, HasSubstr("b1")) << edit;
  }
}

TEST_P(BatchStore, SaysHowToGoOnWithWhatItCanNotRead) {
  const std::vector<std::string> edits{
      "update batches set format = 99",
      "update batches set state = '{}'",
      "update sessions set state = replace(state, 'pending', 'dancing')",
  };
  for (const auto& edit : edits) {
    auto transaction = Transaction::begin(db()).value();
    ASSERT_GT(db().run(edit).value(), 0) << edit;
    const auto error = refusal();
    EXPECT_EQ(error.code, ErrorCode::kConflict) << edit;
    EXPECT_THAT(error.message, HasSubstr("version")) << edit;
  }
}

// --- what earlier versions stored
// -------------------------------------------------------------------

TEST(StoredBatches, OfTheFirstFormatAreReadAsTheyWereApproved) {
  std::string folder = ::testing::TempDir() + "fettle-fixture-XXXXXX";
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  const auto file = folder + "/fettle.db";
  fs::copy_file(FETTLE_SOURCE_DIR "/tests/fixtures/batches-of-format-1.db", file);
  auto db = *open_sqlite(file, OpenMode::kReadWrite, Durability::kNoneForTests);
  ASSERT_TRUE(migrate(*db, embedded::migrations(), kNow));
  const auto known = list_batches(*db);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->size(), 4U);
  for (const auto& summary : *known) {
    const auto batch = load_batch(*db, summary.id);
    ASSERT_TRUE(batch) << summary.name << ": " << batch.error().message;
    EXPECT_EQ(batch->frozen.format, 1) << summary.name;
    EXPECT_EQ(batch->sessions.size(), 1U) << summary.name;
    EXPECT_EQ(batch->frozen.targets.front().label, "localhost") << summary.name;
  }
  ASSERT_GT(
      db->run("update sessions set target = replace(target, 'localhost', 'remotehost')").value(),
      0);
  EXPECT_EQ(load_batch(*db, known->front().id).error().code, ErrorCode::kConflict);
  db.reset();
  fs::remove_all(folder);
}

}  // namespace
}  // namespace fettle::store
