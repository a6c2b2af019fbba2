#include "store/journal.hpp"

#include <chrono>
#include <iterator>
#include <utility>

#include "store/apply_commits.hpp"

namespace fettle::store {
namespace {

/// Each attempt waits for the database as long as its busy timeout says.
constexpr int kBusyTries = 12;
constexpr int kLostTries = 5;
constexpr int kReopenTries = 60;
constexpr std::chrono::milliseconds kReopenPause{500};

/// Whether another transaction, of the same or of fewer commits, may fare better at once.
bool is_fault_of_commit(const Error& error) {
  return error.code != ErrorCode::kBusy && error.code != ErrorCode::kUnreachable;
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

void DatabaseJournal::commit(ports::Commit commit, Done done) {
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() < kMaxWaiting) {
      waiting_.push_back({std::move(commit), std::move(done)});
      wake_.notify_one();
      return;
    }
  }
  answer(
      std::move(done),
      fail(ErrorCode::kBusy, "the database is slower than what is to be stored: try again later"));
}

void DatabaseJournal::answer(Done done, Result<ports::Committed> result) {
  loop_.post(
      [done = std::move(done), result = std::move(result)]() mutable { done(std::move(result)); });
}

void DatabaseJournal::work() {
  for (auto group = next(); !group.empty(); group = next()) store(std::move(group));
}

std::vector<DatabaseJournal::Waiting> DatabaseJournal::next() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
  std::vector<Waiting> group;
  std::size_t writes = 0;
  while (!waiting_.empty()) {
    writes += waiting_.front().commit.writes.size();
    if (!group.empty() && writes > kMaxGroupWrites) break;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return group;
}

/// Commits share a transaction for speed alone: where it fails by one of them, each gets its own.
void DatabaseJournal::store(std::vector<Waiting> group) {
  std::vector<ports::Commit> commits;
  commits.reserve(group.size());
  for (auto& waiting : group) commits.push_back(std::move(waiting.commit));
  auto together = apply_patiently(commits);
  const bool apart = group.size() > 1 && !together && is_fault_of_commit(together.error());
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (together) {
      answer(std::move(group[i].done), std::move((*together)[i]));
      continue;
    }
    if (!apart) {
      answer(std::move(group[i].done), std::unexpected(together.error()));
      continue;
    }
    auto alone = apply_patiently(std::span(commits).subspan(i, 1));
    if (alone) {
      answer(std::move(group[i].done), std::move(alone->front()));
    } else {
      answer(std::move(group[i].done), std::unexpected(std::move(alone).error()));
    }
  }
}

Result<std::vector<ports::Committed>> DatabaseJournal::apply_patiently(
    std::span<const ports::Commit> commits) {
  int busy = 0;
  int lost = 0;
  while (true) {
    std::vector<ports::Committed> answers;
    auto result = store::apply(*connection_, commits, answers);
    if (result) return answers;
    if (connection_->is_lost() && ++lost < kLostTries) {
      FETTLE_TRY(became, reopen_patiently());
      if (became == LostTransaction::kCommitted) return answers;
    } else if (result.error().code != ErrorCode::kBusy || ++busy >= kBusyTries) {
      return std::unexpected(std::move(result).error());
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
