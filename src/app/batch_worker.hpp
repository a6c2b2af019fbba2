// Carries out the batches of teams in this process. Finds those that nobody carries out, takes
// their leases, hands them to the runner and lets them go once they are over; brings people's words
// to them, to those of other processes through the database (say_word.hpp), and hears the words
// that others bring. Databases are read on a thread of its own, never on the loop. What fails of
// one batch is logged and stops no other. Read on in runner/runner.hpp.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "ports/batch_commands.hpp"
#include "ports/loop.hpp"
#include "runner/runner.hpp"
#include "store/batch_words.hpp"
#include "store/database/connection_pool.hpp"
#include "store/lease.hpp"

namespace fettle::app {

class BatchWorker : public ports::BatchCommands {
 public:
  struct Settings {
    store::LeaseHolder holder;
    /// The values of the secrets that a batch's steps ask for.
    std::function<Result<runner::Secrets>(store::Connection&, const store::StoredBatch&)> secrets;
    std::function<Result<void>(store::Connection&)> refresh;  ///< what is read of servers
    std::function<void(std::string_view batch, const Error& error)> failed;  ///< for the log
    /// Where other processes work on the database too; none: there is only this one.
    store::ConnectionPool* shared = nullptr;
  };

  /// `runner` lives on `loop`; both outlive the worker. `connection` is the worker's own.
  BatchWorker(runner::Runner& runner, ports::Loop& loop,
              std::unique_ptr<store::Connection> connection, Settings settings);
  BatchWorker(const BatchWorker&) = delete;
  BatchWorker& operator=(const BatchWorker&) = delete;
  ~BatchWorker() override;

  void take_up(std::string_view batch) override;
  Result<void> tell(std::string_view batch, const engine::BatchInput& input,
                    const ports::WordTerms& terms) override;
  Result<void> tell(std::string_view batch, std::string_view session,
                    const engine::SessionInput& input, const ports::WordTerms& terms) override;

  void modes_changed() override;
  void rules_changed() override;

  /// Takes nothing more up. On the loop's thread.
  void stop();

 private:
  /// A word that another process brought, once it was taken or refused here.
  struct Heard {
    std::string word;  ///< its id
    store::Lease lease;
    Result<void> result;
  };
  struct Job {
    std::string batch;                    ///< empty: look for all that nobody carries out
    std::optional<store::Lease> release;  ///< give it back instead
    bool refreshes = false;               ///< read what has changed of servers and rules instead
    std::optional<Heard> heard;           ///< what became of another process's word instead
    std::function<void(Result<void>)> done;
  };
  struct Holding;
  using Word = std::function<Result<void>(runner::Runner&, runner::Condition)>;

  void work();
  void carry_out(Job job);
  bool is_due(const Job& job);
  void look();
  Result<void> refresh();
  void hear();
  void pass_on(const store::BatchWord& word, const store::Lease& lease);
  void answer(const Heard& heard);
  Result<void> load(const std::string& batch);
  void put(Job job);
  Result<void> tell(const store::BatchWord& said, const Word& word);
  void let_go();

  runner::Runner& runner_;
  ports::Loop& loop_;
  std::unique_ptr<store::Connection> connection_;  ///< used by the thread alone
  Settings settings_;
  std::shared_ptr<Holding> holding_;  ///< leases, seen by both threads
  std::int64_t rules_seen_ = -1;      ///< store::rules_state(), used by the thread alone
  std::set<std::string> hearing_;     ///< words of others under way here; used by the thread alone
  ports::TimerId timer_ = 0;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace fettle::app
