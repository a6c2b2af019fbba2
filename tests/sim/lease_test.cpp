// Two processes and one batch, one story at a time: who is paused, whose clock jumps, who comes too
// late. Whatever happens, a command is ordered by whoever holds the lease, and by nobody else.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "embedded/migrations.hpp"
#include "runner/runner.hpp"
#include "store/database/migrate.hpp"
#include "tests/sim/sim_database.hpp"
#include "tests/sim/sim_journal.hpp"

namespace fettle::sim {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant kStart{1'772'323'200'000};

constexpr auto kPlan = R"(---
subject: leases
risk_level: low
strategy: rolling
---

# Leases

## Steps

### Step 1: wait

```yaml
type: wait
seconds: 10
```

### Step 2: change

```yaml
type: custom_tool
requires_approval: false
command: "change it"
```
)";

/// One process: its loop, its runner, what it ordered, and whether it was stopped.
class Process : public ports::Transport, public ports::Observer, public ports::Notifier {
 public:
  Process(SimLoop& world, store::Connection& database, std::string name)
      : loop_(world), database_(database), name_(std::move(name)) {}

  /// Whether it got the batch.
  bool attach(const std::string& batch) {
    const auto lease =
        store::take_lease(database_, batch, {name_, [](std::string_view) { return false; }});
    if (!lease) return false;
    auto stored = store::load_batch(database_, batch);
    EXPECT_TRUE(stored);
    runner_ = std::make_unique<runner::Runner>(
        runner::Ports{loop_, dice_, *this, *this, journal_, *this}, runner::Settings{});
    EXPECT_TRUE(runner_->attach(*std::move(stored), *lease));
    return true;
  }

  void start(ports::Order order, std::shared_ptr<ports::OrderListener> listener) override {
    orders.push_back(order.id);
    listener_ = std::move(listener);
  }
  void stop(std::string_view) override {}
  void release(ports::Receipts, std::function<void(bool)> done) override {
    loop_.post([done = std::move(done)] { done(true); });
  }
  void occurred(const ports::Place&, std::int64_t, const engine::Event&) override {}
  void output(const ports::Place&, int, std::int64_t, std::string_view) override {}
  void stopped(std::string_view, const Error& error) override { stopped_by = error.message; }
  void send(const ports::Message&) override {}

  void answer_order() { listener_->ended(orders.back(), {.ending = flow::Ending::kExited}); }
  ProcessLoop& loop() { return loop_; }
  const engine::BatchState* state() const { return runner_->batch_state("b1"); }

  std::vector<std::string> orders;
  std::string stopped_by;

 private:
  ProcessLoop loop_;
  store::Connection& database_;
  std::string name_;
  Dice dice_{1};
  SimJournal journal_{loop_, dice_, database_};
  std::shared_ptr<ports::OrderListener> listener_;
  std::unique_ptr<runner::Runner> runner_;
};

class TwoProcesses : public ::testing::Test {
 protected:
  TwoProcesses() {
    EXPECT_TRUE(store::migrate(database_, embedded::migrations(), kStart));
    store::NewBatch batch{.id = "b1", .name = "Leases", .created = kStart};
    batch.frozen.markdown = kPlan;
    batch.frozen.targets = {{"web1", {.name = "web1"}}};
    batch.sessions = {"s1"};
    batch.waves = {0};
    EXPECT_TRUE(store::create_batch(database_, batch));
  }

  int stored_step() {
    const auto state = database_.one<std::string>("select state from sessions");
    return from_json<engine::SessionState>(*state)->step;
  }

  void let_pass(Milliseconds time) {
    bool over = false;
    world_.call_after(time, [&] { over = true; });
    while (!over) world_.run_one();
  }

  SimLoop world_{kStart};
  SimDatabase database_{world_, *store::open_sqlite(":memory:", store::OpenMode::kReadWrite,
                                                    store::Durability::kNoneForTests)};
  Process first_{world_, database_, "first"};
  Process second_{world_, database_, "second"};
};

TEST_F(TwoProcesses, ABatchThatIsBeingCarriedOutIsNotTaken) {
  ASSERT_TRUE(first_.attach("b1"));
  EXPECT_FALSE(second_.attach("b1"));
  let_pass(minutes(5));
  EXPECT_FALSE(second_.attach("b1")) << "the lease is kept alive while nothing happens";
  EXPECT_EQ(first_.orders.size(), 1U);
}

TEST_F(TwoProcesses, OneThatIsPausedForLongIsTakenOverAndStartsNothingMore) {
  ASSERT_TRUE(first_.attach("b1"));
  let_pass(seconds(5));
  first_.loop().pause();
  let_pass(minutes(1));
  ASSERT_TRUE(second_.attach("b1"));
  let_pass(seconds(20));
  EXPECT_EQ(second_.orders.size(), 1U);
  first_.loop().wake();  // the wait of its first step is long over
  let_pass(minutes(1));
  EXPECT_TRUE(first_.orders.empty());
  EXPECT_NE(first_.stopped_by.find("taken over by another process"), std::string::npos)
      << first_.stopped_by;
  second_.answer_order();
  let_pass(seconds(5));
  EXPECT_EQ(second_.state()->status, engine::BatchStatus::kCompleted);
}

TEST_F(TwoProcesses, OneThatIsPausedBetweenStoringAndDoingDoesNothingWhenItsLeaseIsOver) {
  ASSERT_TRUE(first_.attach("b1"));
  // Step 2 is about to be ordered: what says so is stored, and the answer is on its way.
  while (stored_step() != 1) world_.run_one();
  ASSERT_TRUE(first_.orders.empty());
  first_.loop().pause();
  let_pass(minutes(1));
  first_.loop().wake();
  let_pass(seconds(5));
  EXPECT_TRUE(first_.orders.empty());
  EXPECT_NE(first_.stopped_by.find("ran out"), std::string::npos) << first_.stopped_by;
  ASSERT_TRUE(second_.attach("b1"));
  let_pass(seconds(5));
  EXPECT_EQ(second_.orders.size(), 1U);
}

TEST_F(TwoProcesses, OneThatIsPausedForAMomentGoesOn) {
  ASSERT_TRUE(first_.attach("b1"));
  let_pass(seconds(5));
  first_.loop().pause();
  let_pass(seconds(12));
  first_.loop().wake();
  let_pass(minutes(2));
  EXPECT_EQ(first_.orders.size(), 1U);
  EXPECT_EQ(first_.stopped_by, "");
}

TEST_F(TwoProcesses, AClockThatJumpsBackwardsLosesNoLease) {
  ASSERT_TRUE(first_.attach("b1"));
  let_pass(seconds(12));
  world_.jump(-std::chrono::hours(2));
  let_pass(minutes(3));
  EXPECT_EQ(first_.stopped_by, "");
  EXPECT_FALSE(second_.attach("b1"));
  first_.answer_order();
  let_pass(seconds(5));
  EXPECT_EQ(first_.state()->status, engine::BatchStatus::kCompleted);
}

TEST_F(TwoProcesses, AClockThatJumpsForwardsLosesNoLease) {
  ASSERT_TRUE(first_.attach("b1"));
  world_.jump(std::chrono::hours(2));
  let_pass(minutes(1));
  EXPECT_EQ(first_.stopped_by, "");
  EXPECT_FALSE(second_.attach("b1"));
  EXPECT_EQ(first_.orders.size(), 1U);
}

}  // namespace
}  // namespace fettle::sim
