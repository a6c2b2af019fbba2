#include "store/journal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/batch_store.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/lossy_proxy_test_support.hpp"
#include "store/database/migrate.hpp"

namespace fettle::store {
namespace {

/// Tasks that are posted from any thread wait here until the test's thread runs them.
class FakeLoop : public ports::Loop {
 public:
  Instant now() override { return {}; }
  Milliseconds monotonic() override { return {}; }
  void post(ports::Task task) override {
    const std::scoped_lock lock(mutex_);
    tasks_.push_back(std::move(task));
    posted_.notify_one();
  }
  ports::TimerId call_at(Instant, ports::Task) override { return 0; }
  ports::TimerId call_after(Milliseconds, ports::Task) override { return 0; }
  void cancel(ports::TimerId) override {}

  /// Waits for the next task and runs it on this thread.
  void run_one() {
    std::unique_lock lock(mutex_);
    posted_.wait(lock, [this] { return !tasks_.empty(); });
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
  }
  std::size_t waiting() {
    const std::scoped_lock lock(mutex_);
    return tasks_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<ports::Task> tasks_;
};

/// What a database was made to do; it outlives the connection, and is read once the journal's
/// thread is done with it.
struct Log {
  std::vector<std::string> said;
  int busy = 0;         ///< so many transactions are refused as busy
  bool broken = false;  ///< every statement fails
  std::string bad;      ///< the write that ends with this fails
  int lost = 0;         ///< so many commits lose the connection
  LostTransaction became = LostTransaction::kRolledBack;  ///< what is told of them
  std::promise<void> begun;                               ///< at the first transaction
  std::shared_future<void> may_go;                        ///< it waits for this, where it is set
};

/// The clock's answer.
class OneZero : public Cursor {
 public:
  Result<bool> next() override { return std::exchange(more_, false); }
  std::size_t column_count() const override { return 1; }
  std::string_view column_name(std::size_t) const override { return "now"; }
  Value value(std::size_t) const override { return std::int64_t{0}; }

 private:
  bool more_ = true;
};

class FakeConnection : public Connection {
 public:
  explicit FakeConnection(Log& log) : log_(log) {}

  const std::string& name() const override { return name_; }
  Result<std::unique_ptr<Cursor>> query(std::string_view, std::span<const Value>) override {
    return std::make_unique<OneZero>();
  }
  Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) override {
    if (log_.broken) return fail(ErrorCode::kIo, "the disk is full");
    if (sql.starts_with("update batches set lease_until")) return 1;  // every lease is held
    const auto said = values.empty() ? sql : std::get<std::string_view>(values.back());
    if (said == log_.bad) return fail(ErrorCode::kConflict, "it is there already");
    log_.said.emplace_back(said);
    return 1;
  }
  Result<void> run_script(std::string_view sql) override {
    log_.said.emplace_back(sql);
    return {};
  }
  Result<bool> has_table(std::string_view) override { return true; }
  std::string_view now_query() const override { return "select 0"; }
  std::string natural_key(std::string_view sql) const override { return std::string(sql); }
  Result<void> begin() override {
    if (log_.may_go.valid()) {
      log_.begun.set_value();
      std::exchange(log_.may_go, {}).wait();
    }
    if (log_.busy > 0) {
      --log_.busy;
      return fail(ErrorCode::kBusy, "somebody else is writing");
    }
    log_.said.emplace_back("begin");
    return {};
  }
  Result<void> commit() override {
    lost_ = log_.lost > 0;
    if (!lost_) return Connection::commit();
    --log_.lost;
    return fail(ErrorCode::kUnreachable, "the server is gone");
  }
  bool is_lost() const override { return lost_; }
  Result<LostTransaction> reopen() override {
    lost_ = false;
    log_.said.emplace_back("reopen");
    return log_.became;
  }

 private:
  Log& log_;
  bool lost_ = false;
  std::string name_ = "fake";
};

ports::Commit of(std::vector<ports::Write> writes) { return {"b1", 1, std::move(writes), {}}; }

ports::Commit releases(const std::string& session) { return of({ports::TargetReleased{session}}); }

class Journal : public ::testing::Test {
 protected:
  std::unique_ptr<DatabaseJournal> journal() {
    return std::make_unique<DatabaseJournal>(std::make_unique<FakeConnection>(log), loop);
  }

  Log log;
  FakeLoop loop;
};

TEST_F(Journal, StoresCommitsInTheirOrder) {
  auto journal = this->journal();
  for (const char* session : {"s1", "s2", "s3"}) {
    journal->commit(releases(session), [](const auto& result) { EXPECT_TRUE(result); });
    loop.run_one();
  }
  journal.reset();
  std::erase_if(log.said, [](const auto& said) { return !said.starts_with('s'); });
  EXPECT_EQ(log.said, (std::vector<std::string>{"s1", "s2", "s3"}));
}

TEST_F(Journal, StoresACommitAsOneTransactionInItsOrder) {
  auto journal = this->journal();
  journal->commit(of({ports::TargetReleased{"s1"}, ports::TargetReleased{"s2"}}),
                  [](const auto& result) { EXPECT_TRUE(result); });
  loop.run_one();
  journal.reset();
  ASSERT_EQ(log.said.size(), 4U);
  EXPECT_EQ(log.said[0], "begin");
  EXPECT_EQ(log.said[1], "s1");
  EXPECT_EQ(log.said[2], "s2");
}

TEST_F(Journal, SaysThatItIsDoneOnTheLoopsThread) {
  auto journal = this->journal();
  std::thread::id heard;
  journal->commit(releases("s1"), [&](const auto&) { heard = std::this_thread::get_id(); });
  loop.run_one();
  EXPECT_EQ(heard, std::this_thread::get_id());
}

TEST_F(Journal, TakesTheNextCommitFromWithinDone) {
  auto journal = this->journal();
  bool second = false;
  journal->commit(releases("s1"), [&](const auto&) {
    journal->commit(releases("s2"), [&](const auto&) { second = true; });
  });
  loop.run_one();
  loop.run_one();
  EXPECT_TRUE(second);
}

TEST_F(Journal, ReportsADatabaseThatFails) {
  log.broken = true;
  auto journal = this->journal();
  Result<ports::Committed> heard;
  journal->commit(releases("s1"),
                  [&](Result<ports::Committed> result) { heard = std::move(result); });
  loop.run_one();
  ASSERT_FALSE(heard);
  EXPECT_EQ(heard.error().message, "the disk is full");
}

TEST_F(Journal, IsPatientWithABusyDatabase) {
  log.busy = 11;
  auto journal = this->journal();
  Result<ports::Committed> heard = fail(ErrorCode::kInternal, "not heard");
  journal->commit(releases("s1"),
                  [&](Result<ports::Committed> result) { heard = std::move(result); });
  loop.run_one();
  EXPECT_TRUE(heard);
}

TEST_F(Journal, IsNotPatientForEver) {
  log.busy = 1000;
  auto journal = this->journal();
  Result<ports::Committed> heard;
  journal->commit(releases("s1"),
                  [&](Result<ports::Committed> result) { heard = std::move(result); });
  loop.run_one();
  ASSERT_FALSE(heard);
  EXPECT_EQ(heard.error().code, ErrorCode::kBusy);
}

/// Commits are handed over while the first one is held up in its transaction.
class BusyJournal : public Journal {
 protected:
  BusyJournal() {
    log.may_go = go.get_future().share();
    auto begun = log.begun.get_future();
    commit("s0");
    begun.wait();
  }
  void commit(const std::string& session) {
    journal_->commit(releases(session), [this, session](const auto& result) {
      heard.push_back(session + (result ? "" : " " + std::string(row(result.error().code).name)));
    });
  }
  void finish() {
    go.set_value();
    journal_.reset();
    while (loop.waiting() > 0) loop.run_one();
  }

  std::promise<void> go;
  std::vector<std::string> heard;

 private:
  std::unique_ptr<DatabaseJournal> journal_ = journal();
};

TEST_F(BusyJournal, StoresWhatWasHandedOverMeanwhileInOneTransaction) {
  commit("s1");
  commit("s2");
  finish();
  EXPECT_EQ(log.said,
            (std::vector<std::string>{"begin", "s0", "commit", "begin", "s1", "s2", "commit"}));
  EXPECT_EQ(heard, (std::vector<std::string>{"s0", "s1", "s2"}));
}

TEST_F(BusyJournal, LetsNoCommitFailForAnother) {
  log.bad = "s2";
  for (const auto* session : {"s1", "s2", "s3"}) commit(session);
  finish();
  EXPECT_EQ(heard, (std::vector<std::string>{"s0", "s1", "s2 conflict", "s3"}));
  EXPECT_EQ(std::ranges::count(log.said, "commit"), 3);
}

TEST_F(BusyJournal, RefusesMoreCommitsThanItMayKeep) {
  for (std::size_t i = 0; i < DatabaseJournal::kMaxWaiting; ++i) commit("s1");
  commit("s2");
  EXPECT_EQ(loop.waiting(), 1U);
  loop.run_one();
  EXPECT_EQ(heard, (std::vector<std::string>{"s2 busy"}));
  finish();
  EXPECT_EQ(heard.size(), DatabaseJournal::kMaxWaiting + 2);
  EXPECT_EQ(std::ranges::count(log.said, "s2"), 0);
}

TEST_F(Journal, StoresAgainWhatWasLostWithTheConnection) {
  log.lost = 2;
  auto journal = this->journal();
  journal->commit(releases("s1"), [](const auto& result) { EXPECT_TRUE(result); });
  loop.run_one();
  journal.reset();
  EXPECT_EQ(std::ranges::count(log.said, "s1"), 3);
  EXPECT_EQ(std::ranges::count(log.said, "commit"), 1);
}

TEST_F(Journal, DoesNotStoreAgainWhatStandsThoughTheAnswerWasLost) {
  log.lost = 1;
  log.became = LostTransaction::kCommitted;
  auto journal = this->journal();
  journal->commit(releases("s1"), [](const auto& result) { EXPECT_TRUE(result); });
  loop.run_one();
  journal.reset();
  EXPECT_EQ(std::ranges::count(log.said, "s1"), 1);
}

TEST_F(Journal, GivesUpOnAServerThatGoesAwayAgainAndAgain) {
  log.lost = 1000;
  auto journal = this->journal();
  Result<ports::Committed> heard;
  journal->commit(releases("s1"),
                  [&](Result<ports::Committed> result) { heard = std::move(result); });
  loop.run_one();
  ASSERT_FALSE(heard);
  EXPECT_EQ(heard.error().code, ErrorCode::kUnreachable);
}

TEST_F(Journal, FinishesTheCommitThatIsUnderWayWhenItEnds) {
  std::promise<void> go;
  log.may_go = go.get_future().share();
  auto begun = log.begun.get_future();
  auto journal = this->journal();
  journal->commit(releases("s1"), [](const auto&) {});
  begun.wait();
  std::thread ending([&] { journal.reset(); });
  go.set_value();
  ending.join();
  EXPECT_EQ(log.said[1], "s1");
  EXPECT_EQ(loop.waiting(), 1U);
}

TEST_F(Journal, StoresACommitThatWasNotBegunWhenItEnds) {
  auto journal = this->journal();
  journal->commit(releases("s1"), [](const auto&) {});
  journal.reset();
  ASSERT_EQ(log.said.size(), 3U);
  EXPECT_EQ(log.said[1], "s1");
}

TEST_F(Journal, EndsWithoutACommit) {
  journal().reset();
  EXPECT_TRUE(log.said.empty());
}

// --- on a database ----------------------------------------------------------------------------

void make_batch(Connection& db) {
  ASSERT_TRUE(migrate(db, embedded::migrations(), {0}));
  NewBatch batch{.id = "b1", .name = "A plan", .created = {0}};
  batch.frozen.targets = {{"web1", {.name = "web1"}}};
  batch.waves = {0};
  batch.sessions = {"s1"};
  ASSERT_TRUE(create_batch(db, batch));
  ASSERT_TRUE(take_lease(db, "b1", holder()));
}

class StoringJournal : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  StoringJournal() { make_batch(*db); }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
  FakeLoop loop;
};

INSTANTIATE_TEST_SUITE_P(Databases, StoringJournal, all_databases(), database_name);

TEST_P(StoringJournal, StoresEventsInTheirOrderAndTellsOfARepeatAlone) {
  std::vector<bool> stored;
  {
    DatabaseJournal journal(database.open(), loop);
    for (const int number : {1, 2, 3, 3, 4}) {
      journal.commit(of({ports::EventAdded{"b1", number, "", {}}}),
                     [&](const auto& result) { stored.push_back(result.has_value()); });
    }
  }
  while (loop.waiting() > 0) loop.run_one();
  EXPECT_EQ(stored, (std::vector<bool>{true, true, true, false, true}));
  EXPECT_EQ(db->all<int>("select number from events order by number"),
            (std::vector<int>{1, 2, 3, 4}));
}

TEST(JournalOnPostgres, StoresOnceThoughTheAnswerToTheCommitWasLost) {
  const TestDatabase database(DatabaseKind::kPostgres);
  make_batch(*database.open());
  LossyProxy proxy(database.address());
  FakeLoop loop;
  Result<ports::Committed> heard = fail(ErrorCode::kInternal, "not heard");
  {
    DatabaseJournal journal(*open_database(proxy.url(), OpenMode::kReadWrite), loop);
    proxy.lose_answer_to("commit");
    journal.commit(of({ports::EventAdded{"b1", 1, "", {}}}),
                   [&](Result<ports::Committed> result) { heard = std::move(result); });
    loop.run_one();
  }
  EXPECT_TRUE(heard) << heard.error().message << heard.error().detail;
}

}  // namespace
}  // namespace fettle::store
