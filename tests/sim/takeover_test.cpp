// One story at a time, where chance comes too seldom: what a runner must find when it takes a batch
// over from one that has died.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "embedded/migrations.hpp"
#include "runner/runner.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"
#include "tests/sim/sim_journal.hpp"

namespace fettle::sim {
namespace {

using engine::SessionStatus;

constexpr Instant kStart{1'772'323'200'000};

constexpr auto kPlan = R"(---
subject: takeover
risk_level: low
strategy: rolling
strategy_config:
  max_failures: 2
---

# Takeover

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

/// Takes orders and never answers.
class SilentTransport : public ports::Transport {
 public:
  void start(ports::Order order, std::shared_ptr<ports::OrderListener>) override {
    sessions.push_back(order.session);
  }
  void stop(std::string_view) override {}
  void release(ports::Receipts, std::function<void(bool)>) override {}

  std::vector<std::string> sessions;  ///< that something was ordered for
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

class Takeover : public ::testing::Test {
 protected:
  Takeover() {
    EXPECT_TRUE(store::migrate(*database_, embedded::migrations(), kStart));
    store::NewBatch batch{.id = "b1", .name = "Takeover", .created = kStart};
    batch.frozen.markdown = kPlan;
    batch.frozen.strategy.max_failures = flow::FailureLimit{2, false};
    for (const std::string name : {"web1", "web2", "web3"}) {
      batch.frozen.targets.push_back({name, {.name = name}});
      batch.sessions.push_back(name);
      batch.waves.push_back(0);
    }
    EXPECT_TRUE(store::create_batch(*database_, batch));
    take_over();
  }

  /// The runner dies, and another goes on with what is stored.
  void take_over(runner::Secrets secrets = {}) {
    runner_.reset();
    runner_ = std::make_unique<runner::Runner>(
        runner::Ports{loop_, dice_, transport_, nobody_, journal_, nobody_}, runner::Settings{});
    auto stored = store::load_batch(*database_, "b1");
    ASSERT_TRUE(stored) << stored.error().message;
    const auto lease =
        store::take_lease(*database_, "b1", {"life", [](std::string_view) { return true; }});
    ASSERT_TRUE(lease);
    ASSERT_TRUE(runner_->attach(*std::move(stored), *lease, std::move(secrets)));
    settle();
  }

  void tell(const std::string& session, const engine::SessionInput& event) {
    const auto told = runner_->dispatch(session, event);
    ASSERT_TRUE(told) << told.error().message;
    settle();
  }
  void reject(const std::string& session) {
    tell(session, engine::AnswerGate{false, {.by = engine::command_line("ann")}});
  }

  std::vector<std::string> waiting() const {
    return runner_->sessions_in("b1", SessionStatus::kAwaitingApproval);
  }

  SimLoop loop_{kStart};
  Dice dice_{1};
  Nobody nobody_;
  std::unique_ptr<store::Connection> database_ = *store::open_sqlite(
      ":memory:", store::OpenMode::kReadWrite, store::Durability::kNoneForTests);
  SimJournal journal_{loop_, dice_, *database_};
  SilentTransport transport_;
  std::unique_ptr<runner::Runner> runner_;

  /// Until nothing is due but what is far away: gates that expire.
  void settle() {
    const auto soon = loop_.now() + std::chrono::seconds(1);
    bool over = false;
    loop_.call_at(soon, [&] { over = true; });
    while (!over) loop_.run_one();
  }
};

TEST_F(Takeover, FindsAStepPassedThatAPersonDidByHandBeforeAnythingWasOrdered) {
  reject("web1");
  tell("web1", engine::ResolveStep{engine::ResolveStep::As::kDone, "looked"});
  EXPECT_EQ(waiting(), (std::vector<std::string>{"web2"})) << "web1 waits for its turn";
  take_over();
  reject("web2");
  EXPECT_EQ(transport_.sessions, (std::vector<std::string>{"web1"}));
}

TEST_F(Takeover, FindsAPendingSessionInItsPlaceThatHadRefusedAWord) {
  reject("web1");
  tell("web1", engine::ReopenSession{"again"});
  EXPECT_FALSE(runner_->dispatch(
      "web1", engine::SessionInput(engine::AnswerGate{true, {.by = engine::command_line("ann")}})));
  reject("web2");
  EXPECT_EQ(waiting(), (std::vector<std::string>{"web1"}));
}

TEST_F(Takeover, FindsNoSecretInWhatAPersonHasSaid) {
  take_over({{"LOGIN", "hunter2-hunter2"}});
  tell("web1", engine::AnswerGate{false,
                                  {.by = engine::command_line("ann"),
                                   .comment = "hunter2-hunter2 is refused there"}});
  take_over();
  const auto events = *database_->all<std::string>("select body from events");
  EXPECT_TRUE(std::ranges::any_of(
      events, [](const auto& body) { return body.contains("*** is refused there"); }));
  EXPECT_TRUE(
      std::ranges::none_of(events, [](const auto& body) { return body.contains("hunter2"); }));
  EXPECT_EQ(database_->one<std::int64_t>(
                "select count(*) from sessions where instr(state, 'hunter2') > 0"),
            0);
}

TEST_F(Takeover, FindsTheAuditEntryOfAWordBesideWhatFollowedOfIt) {
  ports::WordAudit audit;
  audit.action = "batch.paused";
  audit.subject = "b1";
  ASSERT_TRUE(runner_->dispatch("b1", engine::BatchInput(engine::PauseBatch{}),
                                {.version = {}, .stored = {}, .audit = audit}));
  EXPECT_FALSE(runner_->dispatch("b1", engine::BatchInput(engine::AnswerLaunch{}),
                                 {.version = {}, .stored = {}, .audit = audit}));
  settle();
  take_over();
  EXPECT_EQ(runner_->batch_state("b1")->status, engine::BatchStatus::kPaused);
  EXPECT_EQ(database_->all<std::string>("select action || difference as entry from audit_log"),
            (std::vector<std::string>{
                R"(batch.paused{"before":null,"after":{"batch_id":"b1","status":"paused"}})"}))
      << "one entry: a word that is refused has none";
}

}  // namespace
}  // namespace fettle::sim
