// The journal on a database: one thread that owns the writing connection. Whatever the runner hands
// over while a commit is under way goes into the next one, so progress all over a fleet costs a
// handful of fsyncs, not thousands.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "ports/journal.hpp"
#include "ports/loop.hpp"
#include "store/connection.hpp"

namespace fettle::store {

class DatabaseJournal : public ports::Journal {
 public:
  /// `loop` hears when a commit is done; it outlives the journal.
  DatabaseJournal(std::unique_ptr<Connection> connection, ports::Loop& loop);
  DatabaseJournal(const DatabaseJournal&) = delete;
  DatabaseJournal& operator=(const DatabaseJournal&) = delete;
  /// Finishes the commit that is under way.
  ~DatabaseJournal() override;

  void commit(std::vector<ports::Write> writes,
              std::move_only_function<void(Result<void>)> done) override;

 private:
  struct Commit {
    std::vector<ports::Write> writes;
    std::move_only_function<void(Result<void>)> done;
  };

  void work();
  std::optional<Commit> next();

  std::unique_ptr<Connection> connection_;  ///< used by the thread alone
  ports::Loop& loop_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<Commit> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace fettle::store
