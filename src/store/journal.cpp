#include "store/journal.hpp"

#include <utility>

#include "base/check.hpp"
#include "store/batch_store.hpp"

namespace fettle::store {
namespace {

/// Each attempt waits for the database as long as its busy timeout says.
constexpr int kBusyTries = 12;

Result<void> apply_patiently(Connection& connection, const std::vector<ports::Write>& writes) {
  for (int tries = 1;; ++tries) {
    auto result = store::apply(connection, writes);
    const bool busy = !result && result.error().code == ErrorCode::kBusy;
    if (!busy || tries == kBusyTries) return result;
  }
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
  {
    const std::scoped_lock lock(mutex_);
    FETTLE_CHECK(!waiting_);
    waiting_.emplace(std::move(writes), std::move(done));
  }
  wake_.notify_one();
}

std::optional<DatabaseJournal::Commit> DatabaseJournal::next() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || waiting_; });
  return std::exchange(waiting_, std::nullopt);
}

void DatabaseJournal::work() {
  while (auto commit = next()) {
    auto result = apply_patiently(*connection_, commit->writes);
    loop_.post([done = std::move(commit->done), result = std::move(result)]() mutable {
      done(std::move(result));
    });
  }
}

}  // namespace fettle::store
