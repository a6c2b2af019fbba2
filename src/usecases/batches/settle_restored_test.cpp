#include "usecases/batches/settle_restored.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "store/apply_test_support.hpp"
#include "store/audit_store.hpp"
#include "store/notification_store.hpp"
#include "store/team_batches.hpp"
#include "usecases/flows/flows.hpp"
#include "usecases/schedules/schedules.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using engine::BatchStatus;
using engine::SessionStatus;
using engine::StepStatus;
using ::testing::HasSubstr;

constexpr auto kPlan = R"(---
subject: proof
risk_level: low
---

# Maintenance: proof

## Steps

### Step 1: count

```yaml
type: custom_tool
command: "echo one"
```
)";

/// A batch of four sessions: one has completed, one runs its step, one waits at a gate, one has
/// not begun.
class Restored : public ::testing::Test {
 protected:
  Restored() {
    engine::ApprovedPlan frozen;
    frozen.markdown = kPlan;
    for (const auto* name : {"web1", "web2", "web3", "web4"}) {
      frozen.targets.push_back({name, {.name = name, .address = "192.0.2.1"}});
    }
    EXPECT_TRUE(store::create_batch(teams.database(),
                                    {.id = "b1",
                                     .name = "proof",
                                     .created = teams.now,
                                     .frozen = frozen,
                                     .waves = {0, 0, 0, 0},
                                     .sessions = {"s1", "s2", "s3", "s4"},
                                     .origin = {.team_id = std::string(TestTeams::kNorth)}}));
  }

  void store(std::vector<ports::Write> writes) {
    EXPECT_TRUE(store::apply_writes(teams.database(), "b1", std::move(writes)));
  }

  void run_half() {
    engine::SessionState running{.status = SessionStatus::kRunning, .orders = 3};
    running.current.status = StepStatus::kRunning;
    running.current.order = engine::OrderState{.id = "s2.3", .changes = true};
    running.attempts = {{.id = "s2.3"}};
    engine::SessionState waiting{.status = SessionStatus::kAwaitingApproval};
    waiting.current.status = StepStatus::kAwaitingApproval;
    engine::BatchState batch{.status = BatchStatus::kRunning, .total = 4, .waiting = 1};
    batch.progress.pending = 1;
    batch.progress.running = 2;
    batch.tally.completed = 1;
    store({ports::SessionSaved{"s1", {.status = SessionStatus::kCompleted}, teams.now},
           ports::SessionSaved{"s2", running, teams.now},
           ports::SessionSaved{"s3", waiting, teams.now},
           ports::PromptOpened{"b1", "s3", ports::PromptKind::kGate, "steps", 0, "go?", teams.now},
           ports::BatchSaved{"b1", batch, teams.now}});
  }

  Settled settle() {
    auto context = teams.north();
    context.actor.team.clear();
    auto settled = settle_restored(context);
    EXPECT_TRUE(settled) << settled.error().message << settled.error().detail;
    return settled ? *settled : Settled{};
  }

  store::StoredBatch batch() { return *store::load_batch(teams.database(), "b1"); }

  TestTeams teams;
};

TEST_F(Restored, InterruptsWhatWasOpenAndPausesTheBatch) {
  run_half();
  const auto settled = settle();
  EXPECT_EQ(settled.sessions, 2);
  EXPECT_EQ(settled.batches, 1);
  const auto after = batch();
  EXPECT_EQ(after.state.status, BatchStatus::kPaused);
  EXPECT_EQ(after.state.progress.running, 0);
  EXPECT_EQ(after.state.tally.interrupted, 2);
  EXPECT_EQ(after.sessions[0].state.status, SessionStatus::kCompleted);
  EXPECT_EQ(after.sessions[1].state.status, SessionStatus::kInterrupted);
  EXPECT_EQ(after.sessions[1].state.current.status, StepStatus::kInterrupted);
  EXPECT_EQ(after.sessions[2].state.status, SessionStatus::kInterrupted);
  EXPECT_EQ(after.sessions[3].state.status, SessionStatus::kPending);
  EXPECT_THAT(after.sessions[1].state.reason, HasSubstr("restored from a backup"));
  EXPECT_EQ(teams.database().one<std::int64_t>("select count(*) from prompts"), 0);
  EXPECT_GT(after.events, 0);
}

// Its target would be asked for a receipt by the name that the next order has: one that was written
// after the backup would be taken for this run's.
TEST_F(Restored, GivesNoOrderANameThatWasUsedSince) {
  run_half();
  settle();
  const auto after = batch();
  EXPECT_FALSE(after.sessions[1].state.current.order);
  EXPECT_GT(after.sessions[1].state.orders, 3);
  EXPECT_EQ(after.sessions[1].state.attempts.size(), 1U) << "its receipt is still to be removed";
}

TEST_F(Restored, ThatWasSettledIsLeftAlone) {
  run_half();
  settle();
  const auto first = batch();
  EXPECT_EQ(settle().sessions, 0);
  EXPECT_EQ(batch().state, first.state);
  EXPECT_EQ(batch().events, first.events);
}

TEST_F(Restored, BatchThatHadNotBegunWaitsForAnApprovalAgain) {
  EXPECT_EQ(settle().batches, 1);
  EXPECT_EQ(batch().state.status, BatchStatus::kPendingApproval);
  const auto ready = store::batches_to_carry_out(teams.database(), store::holder());
  EXPECT_TRUE(ready && ready->empty());
}

TEST_F(Restored, BatchThatEndedStaysAsItIs) {
  const engine::BatchState ended{.status = BatchStatus::kCompleted, .total = 4};
  store({ports::BatchSaved{"b1", ended, teams.now}});
  EXPECT_EQ(settle().batches, 0);
  EXPECT_EQ(batch().state, ended);
}

TEST_F(Restored, SchedulesArePausedAndTheTeamIsToldWhy) {
  auto context = teams.north();
  const auto flow = create_flow(context, {.markdown = kPlan});
  ASSERT_TRUE(flow) << flow.error().message;
  ScheduleInput input{.cron_expression = "30 * * * *"};
  input.tree_id = flow->id;
  input.targets = std::vector<NewTarget>{{"web1", {}}};
  const auto made = create_schedule(context, input);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(settle().schedules, 1);
  EXPECT_EQ(get_schedule(context, made->id)->status, "paused");
  EXPECT_FALSE(*store::next_due(teams.database()));
  const auto told =
      *store::list_notifications(teams.database(), {TestTeams::kNorth, TestTeams::kAnn}, 10);
  EXPECT_THAT(told.at(0).text, HasSubstr("Restored from a backup"));
  const auto audited = *store::list_audit(teams.database(), TestTeams::kNorth,
                                          {.action = "schedule.paused"}, {.rows = 10});
  ASSERT_EQ(audited.size(), 1U);
  EXPECT_THAT(audited[0].difference, HasSubstr("restored from a backup"));
}

}  // namespace
}  // namespace fettle::usecases
