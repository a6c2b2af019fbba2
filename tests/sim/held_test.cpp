// A setting is taken back under a batch: what the process that has it now may not start waits, says
// why, and goes on with a process that may.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "embedded/migrations.hpp"
#include "runner/runner.hpp"
#include "store/database/migrate.hpp"
#include "store/wait_store.hpp"
#include "tests/sim/sim_database.hpp"
#include "tests/sim/sim_journal.hpp"

namespace fettle::sim {
namespace {

using engine::SessionStatus;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Instant kStart{1'772'323'200'000};
constexpr auto kWhy = "not allowed here (allow-local)";

constexpr auto kPlan = R"(---
subject: taken back
risk_level: low
strategy: rolling
snapshot_dimensions: [kernel]
---

# Taken back

## Steps

### Step 1: look first

```yaml
type: human_gate
```

### Step 2: change

```yaml
type: custom_tool
requires_approval: false
command: "change it"
```
)";

/// Takes orders, of which the test says how they end, while they are allowed.
class GuardedTransport : public ports::Transport {
 public:
  std::string refusal(const ports::Order&) override { return is_allowed ? "" : kWhy; }
  void start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) override {
    EXPECT_TRUE(is_allowed) << order.command.script;
    orders.push_back(std::move(order));
    listener_ = std::move(listener);
  }
  void stop(std::string_view) override {}
  void release(ports::Receipts, std::function<void(bool)> done) override { done(true); }

  void last_goes_well() { listener_->ended(orders.back().id, {.ending = flow::Ending::kExited}); }

  bool is_allowed = true;
  std::vector<ports::Order> orders;

 private:
  std::shared_ptr<ports::OrderListener> listener_;
};

class Nobody : public ports::Observer, public ports::Notifier {
 public:
  void occurred(const ports::Place&, std::int64_t, const engine::Event&) override {}
  void output(const ports::Place&, int, std::int64_t, std::string_view) override {}
  void stopped(std::string_view, const Error& error) override {
    ADD_FAILURE() << error.message << error.detail;
  }
  void send(const ports::Message&) override {}
};

class TakenBack : public ::testing::Test {
 protected:
  TakenBack() {
    EXPECT_TRUE(store::migrate(database_, embedded::migrations(), kStart));
    store::NewBatch batch{.id = "b1", .name = "Taken back", .created = kStart};
    batch.frozen.markdown = kPlan;
    batch.frozen.targets = {{"here", {.name = "here"}}};
    batch.sessions = {"s1"};
    batch.waves = {0};
    EXPECT_TRUE(store::create_batch(database_, batch));
    restart(true);
  }

  /// The process dies, and one that may, or may not, goes on.
  void restart(bool is_allowed) {
    runner_.reset();
    transport_.is_allowed = is_allowed;
    runner_ = std::make_unique<runner::Runner>(
        runner::Ports{loop_, dice_, transport_, nobody_, journal_, nobody_}, runner::Settings{});
    auto stored = store::load_batch(database_, "b1");
    ASSERT_TRUE(stored) << stored.error().message;
    const auto lease =
        store::take_lease(database_, "b1", {"life", [](std::string_view) { return true; }});
    ASSERT_TRUE(lease);
    ASSERT_TRUE(runner_->attach(*std::move(stored), *lease));
    settle();
  }

  void last_goes_well() {
    transport_.last_goes_well();
    settle();
  }
  void approve() {
    ASSERT_TRUE(runner_->dispatch(
        "s1", engine::SessionInput(engine::AnswerGate{true, {.by = engine::command_line("ann")}})));
    settle();
  }
  void settle() {
    bool over = false;
    loop_.call_after(std::chrono::seconds(1), [&] { over = true; });
    while (!over) loop_.run_one();
  }

  std::vector<std::string> reasons(Instant at) {
    std::vector<std::string> texts;
    const auto found = store::reasons_at(database_, {.batch = "b1", .session = "s1", .at = at});
    EXPECT_TRUE(found) << found.error().detail;
    for (const auto& one : *found) texts.push_back(one.kind + ": " + one.text);
    return texts;
  }
  std::vector<std::string> in(SessionStatus status) const {
    return runner_->sessions_in("b1", status);
  }

  SimLoop loop_{kStart};
  Dice dice_{1};
  Nobody nobody_;
  SimDatabase database_{loop_, *store::open_sqlite(":memory:", store::OpenMode::kReadWrite,
                                                   store::Durability::kNoneForTests)};
  SimJournal journal_{loop_, dice_, database_};
  GuardedTransport transport_;
  std::unique_ptr<runner::Runner> runner_;
};

TEST_F(TakenBack, WhatMayHaveBegunIsAskedForOnceAProcessThatMayHasTheBatch) {
  last_goes_well();  // the snapshot of before
  approve();
  ASSERT_THAT(transport_.orders, SizeIs(2));
  restart(false);
  EXPECT_THAT(transport_.orders, SizeIs(2));
  restart(true);
  ASSERT_THAT(transport_.orders, SizeIs(3));
  EXPECT_EQ(transport_.orders.back().id, transport_.orders[1].id);
  EXPECT_TRUE(transport_.orders.back().asked_before);
}

TEST_F(TakenBack, NoStepIsBegunUntilAProcessThatMayHasTheBatch) {
  last_goes_well();
  restart(false);
  approve();
  EXPECT_THAT(transport_.orders, SizeIs(1));
  EXPECT_THAT(in(SessionStatus::kRunning), SizeIs(1));
  const auto held = loop_.now();
  EXPECT_THAT(reasons(held), ElementsAre(std::string("not_allowed: ") + kWhy));
  restart(true);
  ASSERT_THAT(transport_.orders, SizeIs(2));
  EXPECT_FALSE(transport_.orders.back().asked_before) << "it is given for the first time";
  EXPECT_THAT(reasons(loop_.now()), IsEmpty());
  EXPECT_THAT(reasons(held), SizeIs(1)) << "what held then is known later";
  last_goes_well();
  last_goes_well();  // the snapshot of after
  EXPECT_THAT(in(SessionStatus::kCompleted), SizeIs(1));
}

TEST_F(TakenBack, NoSnapshotIsTakenEither) {
  restart(false);
  EXPECT_THAT(transport_.orders, SizeIs(1)) << "of the process before";
  EXPECT_THAT(reasons(loop_.now()), SizeIs(1));
  const auto since = *database_.one<std::int64_t>("select since from waits");
  restart(false);
  EXPECT_EQ(*database_.one<std::int64_t>("select since from waits"), since) << "the same reason";
  restart(true);
  EXPECT_THAT(transport_.orders, SizeIs(2));
}

TEST_F(TakenBack, ItsBatchIsCancelledAllTheSame) {
  last_goes_well();
  restart(false);
  approve();
  const auto held = loop_.now();
  ASSERT_TRUE(runner_->dispatch("b1", engine::CancelBatch{"no longer wanted"}));
  settle();
  EXPECT_THAT(in(SessionStatus::kCancelled), SizeIs(1));
  EXPECT_EQ(runner_->batch_state("b1")->status, engine::BatchStatus::kCancelled);
  EXPECT_THAT(transport_.orders, SizeIs(1));
  EXPECT_THAT(reasons(loop_.now()), IsEmpty());
  EXPECT_THAT(reasons(held), SizeIs(1));
}

TEST_F(TakenBack, APausedBatchDoesNotStartWhatWasHeld) {
  last_goes_well();
  restart(false);
  approve();
  ASSERT_TRUE(runner_->dispatch("b1", engine::PauseBatch{}));
  settle();
  EXPECT_THAT(reasons(loop_.now()), IsEmpty()) << "it waits for a person";
  restart(true);
  EXPECT_THAT(in(SessionStatus::kPaused), SizeIs(1));
  EXPECT_THAT(transport_.orders, SizeIs(1));
  ASSERT_TRUE(runner_->dispatch("b1", engine::UnpauseBatch{}));
  settle();
  EXPECT_THAT(transport_.orders, SizeIs(2));
}

}  // namespace
}  // namespace fettle::sim
