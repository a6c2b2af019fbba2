// What history_store and report_store read back, on each database.
#include "store/history_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/batch_store.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/report_store.hpp"

namespace fettle::store {
namespace {

using engine::SessionStage;
using engine::SessionStatus;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Instant kNow{1'774'747'800'000};
constexpr Instant kLater{1'774'747'860'000};

class History : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  History() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    NewBatch batch{.id = "b1", .name = "A plan", .created = kNow};
    batch.frozen.targets = {{"web1", {.name = "web1"}}, {"web2", {.name = "web2"}}};
    batch.waves = {0, 0};
    batch.sessions = {"s1", "s2"};
    EXPECT_TRUE(create_batch(*db, batch));
  }

  void store(const std::vector<ports::Write>& writes) {
    const auto done = apply_writes(*db, "b1", writes);
    ASSERT_TRUE(done) << done.error().message << done.error().detail;
  }
  void store_output(const std::string& session, const std::string& order, std::int64_t offset,
                    const std::string& text) {
    store({ports::OutputAdded{session, SessionStage::kSteps, 1, order, offset, std::ssize(text),
                              text}});
  }
  std::vector<std::string> texts(std::optional<int> position) {
    std::vector<std::string> texts;
    EXPECT_TRUE(each_output(*db, "b1", position,
                            [&](const StoredOutput& output) { texts.push_back(output.text); }));
    return texts;
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, History, all_databases(), database_name);

TEST_P(History, ListsBatchesWithTheirState) {
  store({ports::BatchSaved{"b1", {.status = engine::BatchStatus::kHalted}, kLater}});
  const auto heads = list_heads(*db).value();
  ASSERT_EQ(heads.size(), 1U);
  EXPECT_EQ(heads[0].ended_at, kLater.ms);
  EXPECT_EQ(heads[0].state.status, engine::BatchStatus::kHalted);
}

TEST_P(History, ReadsEventsOfOneKindInTheirOrder) {
  store({ports::EventAdded{"b1", 1, "", {.body = engine::BatchStarted{}}},
         ports::EventAdded{"b1", 2, "s2", {.body = engine::SessionStarted{}}},
         ports::EventAdded{"b1", 3, "s1", {.body = engine::SessionStarted{}}}});
  const auto events = read_events(*db, "b1", "session_started").value();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].session_id, "s2");
  EXPECT_EQ(events[1].number, 3);
}

TEST_P(History, ReadsStepsAsASessionWalksThem) {
  store({ports::StepSaved{"s2", {.step = 1}}, ports::StepSaved{"s1", {.step = 2}},
         ports::StepSaved{"s1", {.stage = SessionStage::kRollback, .step = 1}},
         ports::StepSaved{"s1", {.step = 1}}});
  std::vector<std::string> seen;
  for (const auto& step : read_steps(*db, "b1").value()) {
    seen.push_back(step.session_id + step.stage + std::to_string(step.step));
  }
  EXPECT_THAT(seen, ElementsAre("s1steps1", "s1steps2", "s1rollback1", "s2steps1"));
}

TEST_P(History, FindsStepsThatFailedOrBearAMark) {
  engine::StepRecord marked{.step = 1, .state = {.status = engine::StepStatus::kCompleted}};
  marked.state.message = "by hand: done";
  engine::StepRecord failed{.step = 2, .state = {.status = engine::StepStatus::kFailed}};
  store({ports::StepSaved{"s1", marked}, ports::StepSaved{"s1", failed},
         ports::StepSaved{"s2", {.step = 1, .state = {.message = "by habit"}}}});
  std::vector<int> steps;
  for (const auto& issue : read_issues(*db, "b1", "by hand").value()) steps.push_back(issue.step);
  EXPECT_THAT(steps, ElementsAre(1, 2));
}

TEST_P(History, ReadsOutputByTargetAndByOrder) {
  store_output("s2", "o3", 0, "third");
  store_output("s1", "o10", 0, "second");
  store_output("s1", "o2", 6, "one");
  store_output("s1", "o2", 0, "first ");
  EXPECT_THAT(texts({}), ElementsAre("first one", "second", "third"));
  EXPECT_THAT(texts(1), ElementsAre("third"));
  EXPECT_THAT(texts(2), IsEmpty());
}

TEST_P(History, ListsCommandsWithWhatIsKeptOfThem) {
  store_output("s1", "o10", 0, "second");
  store_output("s1", "o2", 0, "first ");
  store_output("s1", "o2", 20, "end");
  store_output("s2", "o3", 0, "of another");
  const auto commands = list_commands(*db, "b1", "s1").value();
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_EQ(commands[0].order, "o2");
  EXPECT_EQ(commands[0].bytes, 9);
  EXPECT_EQ(commands[0].left_out, 14);
  EXPECT_EQ(commands[1].order, "o10");
  EXPECT_EQ(commands[1].left_out, 0);
  EXPECT_THAT(list_commands(*db, "b2", "s1").value(), IsEmpty());
}

TEST_P(History, ReportsTheLastOutputOfWhatFailed) {
  engine::SessionState state{.status = SessionStatus::kFailed, .step = 1};
  state.failure = engine::FailureKind::kFailed;
  store_output("s1", "o1", 0, "an earlier try");
  store_output("s1", "o2", 0, "so it ");
  store_output("s1", "o2", 6, "failed");
  store({ports::SessionSaved{"s1", state, kLater},
         ports::SnapshotSaved{"s1", engine::Moment::kBefore, "before"}});
  const auto reports = read_report(*db, "b1").value();
  ASSERT_EQ(reports.size(), 2U);
  EXPECT_EQ(reports[0].last_output, "so it failed");
  EXPECT_EQ(reports[0].before, "before");
  EXPECT_EQ(reports[0].ended_at, kLater.ms);
  EXPECT_EQ(reports[1].label, "web2");
}

TEST_P(History, ReportsTheStepThatMadeARollbackNecessary) {
  engine::SessionState state{.status = SessionStatus::kFailed, .stage = SessionStage::kRollback};
  store({ports::StepSaved{"s1", {.step = 0}}, ports::StepSaved{"s1", {.step = 3}},
         ports::SessionSaved{"s1", state, kLater}});
  EXPECT_EQ(read_report(*db, "b1").value().at(0).step, 3);
}

}  // namespace
}  // namespace fettle::store
