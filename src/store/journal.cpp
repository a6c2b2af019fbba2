#include "store/journal.hpp"

#include <chrono>
#include <iterator>
#include <utility>

#include "store/batch_store.hpp"

namespace fettle::store {
namespace {

/// Each attempt waits for the database as long as its busy timeout says.
constexpr int kBusyTries = 12;
constexpr int kLostTries = 5;
constexpr int kReopenTries = 60;
constexpr std::chrono::milliseconds kReopenPause{500};

/// Whether another transaction, of the same or of fewer writes, may fare better at once.
bool is_fault_of_writes(const Result<void>& result) {
  return !result && result.error().code != ErrorCode::kBusy &&
         result.error().code != ErrorCode::kUnreachable;
}

}  // namespace

DatabaseJournal::DatabaseJournal(std::unique_ptr<Connection> connection, ports::Loop& loop)
    : connection_(std::move(connection)), loop_(loop), thread_([this] { work(); }) {}

DatabaseJournal::~DatabaseJournal() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void DatabaseJournal::commit(std::vector<ports::Write> writes,
                             std::move_only_function<void(Result<void>)> done) {
  Commit handed{std::move(writes), std::move(done)};
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() < kMaxWaiting) {
      waiting_.push_back(std::move(handed));
      wake_.notify_one();
      return;
    }
  }
  answer(handed, fail(ErrorCode::kBusy,
                      "the database is slower than what is to be stored: try again later"));
}

void DatabaseJournal::answer(Commit& commit, Result<void> result) {
  loop_.post([done = std::move(commit.done), result = std::move(result)]() mutable {
    done(std::move(result));
  });
}

void DatabaseJournal::work() {
  for (auto group = next(); !group.empty(); group = next()) store(std::move(group));
}

std::vector<DatabaseJournal::Commit> DatabaseJournal::next() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
  std::vector<Commit> group;
  std::size_t writes = 0;
  while (!waiting_.empty()) {
    writes += waiting_.front().writes.size();
    if (!group.empty() && writes > kMaxGroupWrites) break;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return group;
}

/// Commits share a transaction for speed alone: where it fails by one of them, each gets its own.
void DatabaseJournal::store(std::vector<Commit> group) {
  std::vector<ports::Write> writes;
  std::vector<std::size_t> counts;
  for (auto& commit : group) {
    counts.push_back(commit.writes.size());
    std::ranges::move(commit.writes, std::back_inserter(writes));
  }
  const auto together = apply_patiently(writes);
  const bool apart = group.size() > 1 && is_fault_of_writes(together);
  std::span<const ports::Write> rest = writes;
  for (std::size_t i = 0; i < group.size(); ++i) {
    answer(group[i], apart ? apply_patiently(rest.first(counts[i])) : together);
    rest = rest.subspan(counts[i]);
  }
}

Result<void> DatabaseJournal::apply_patiently(std::span<const ports::Write> writes) {
  int busy = 0;
  int lost = 0;
  while (true) {
    auto result = store::apply(*connection_, writes);
    if (result) return result;
    if (connection_->is_lost() && ++lost < kLostTries) {
      FETTLE_TRY(became, reopen_patiently());
      if (became == LostTransaction::kCommitted) return {};
    } else if (result.error().code != ErrorCode::kBusy || ++busy >= kBusyTries) {
      return result;
    }
  }
}

Result<LostTransaction> DatabaseJournal::reopen_patiently() {
  for (int tries = 1;; ++tries) {
    auto became = connection_->reopen();
    const bool may_come_back = !became && (became.error().code == ErrorCode::kUnreachable ||
                                           became.error().code == ErrorCode::kBusy);
    if (!may_come_back || tries == kReopenTries) return became;
    std::unique_lock lock(mutex_);
    if (wake_.wait_for(lock, kReopenPause, [this] { return stopping_; })) return became;
  }
}

}  // namespace fettle::store
