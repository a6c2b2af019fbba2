// The journal on a database: one thread that owns the writing connection. Whatever is handed over
// while a transaction is under way goes into the next one, so progress all over a fleet costs a
// handful of fsyncs, not thousands. A server that went away is connected to anew.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "ports/journal.hpp"
#include "ports/loop.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

class DatabaseJournal : public ports::Journal {
 public:
  static constexpr std::size_t kMaxWaiting = 256;        ///< commits
  static constexpr std::size_t kMaxGroupWrites = 2'000;  ///< of a transaction with several commits

  /// `loop` hears when a commit is done; it outlives the journal.
  DatabaseJournal(std::unique_ptr<Connection> connection, ports::Loop& loop);
  DatabaseJournal(const DatabaseJournal&) = delete;
  DatabaseJournal& operator=(const DatabaseJournal&) = delete;
  /// Finishes the commits that were handed over. Doesn't wait for a server that is gone.
  ~DatabaseJournal() override;

  void commit(ports::Commit commit,
              std::move_only_function<void(Result<ports::Committed>)> done) override;

 private:
  using Done = std::move_only_function<void(Result<ports::Committed>)>;
  struct Waiting {
    ports::Commit commit;
    Done done;
  };

  void work();
  /// The commits of the next transaction; none at the end.
  std::vector<Waiting> next();
  void store(std::vector<Waiting> group);
  Result<std::vector<ports::Committed>> apply_patiently(std::span<const ports::Commit> commits);
  Result<LostTransaction> reopen_patiently();
  void answer(Done done, Result<ports::Committed> result);

  std::unique_ptr<Connection> connection_;  ///< used by the thread alone
  ports::Loop& loop_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Waiting> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace fettle::store
