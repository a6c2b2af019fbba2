// Carries out what the engine decides. Always the same moves: take the next event, advance the
// machine, keep the new state, and once that is stored start what is to be done. It never waits for
// a host and decides nothing itself. The command line, the server and the simulator use this one
// runner; they differ in the ports that they give it. batch_run.hpp is what it keeps in memory,
// runner_batch.cpp what a batch's decision means for its sessions, runner_turn.cpp the storing and
// then doing.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"
#include "ports/journal.hpp"
#include "ports/loop.hpp"
#include "ports/notifier.hpp"
#include "ports/observer.hpp"
#include "ports/random.hpp"
#include "ports/transport.hpp"
#include "runner/batch_run.hpp"
#include "runner/redactor.hpp"
#include "store/batch_store.hpp"

namespace fettle::runner {

struct Ports {
  ports::Loop& loop;
  ports::Random& random;
  ports::Transport& transport;
  ports::Notifier& notifier;
  ports::Journal& journal;
  ports::Observer& observer;
};

struct Settings {
  Milliseconds gate_expiry = std::chrono::hours(24);
  /// Values by name: given to the steps that ask for them, replaced in all output.
  std::map<std::string, std::string> secrets;
  /// Whose receipts these are (store/installation.hpp); letters and digits. Empty: nobody's.
  std::string installation;
};

class Runner {
 public:
  Runner(Ports ports, Settings settings);
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  ~Runner();

  /// Launches a batch that is pending, or goes on with one from where it is stored.
  Result<void> take_up(store::StoredBatch stored);

  /// A person's word. kConflict where the state does not allow it, kNotFound without such a thing.
  Result<void> tell_session(std::string_view id, const engine::SessionInput& event);
  Result<void> tell_batch(std::string_view id, const engine::BatchInput& event);

  /// The whole-walk sessions of the batch that are in `status`, in the order of the rollout.
  std::vector<std::string> sessions_in(std::string_view batch, engine::SessionStatus status) const;
  /// None without such a batch.
  const engine::BatchState* batch_state(std::string_view batch) const;

  /// Nothing is left to store, to start or to release: the process may end without loss.
  bool is_settled() const;

 private:
  class Listener;
  struct SessionNews {
    std::string session;
    engine::SessionInput event;
  };
  struct BatchNews {
    BatchRun* batch = nullptr;
    engine::BatchInput event;
  };
  /// What is to be done once the state that it follows from is stored.
  struct Deed {
    Seat seat;
    BatchRun* batch = nullptr;
    engine::SessionEffect effect;
  };
  struct Told {
    BatchRun* batch = nullptr;
    Seat seat;  ///< empty when it speaks of the batch
    std::int64_t number = 0;
    engine::Event event;
  };
  /// All that has happened since the last commit began: stored together, then done.
  struct Turn {
    std::vector<ports::Write> writes;
    std::unordered_map<std::string, std::size_t> latest;  ///< write of a session's or batch's state
    std::vector<Deed> deeds;
    std::vector<ports::Message> messages;
    std::vector<Told> told;
    std::size_t output_bytes = 0;
    bool has_state = false;  ///< more than output, which may wait a little
  };

  // Events through the machines: runner.cpp.
  void post(std::string session, engine::SessionInput event);
  void turn();
  Result<void> advance(LiveSession& session, const engine::SessionInput& event);
  Result<void> advance(BatchRun& batch, const engine::BatchInput& event);
  void keep(LiveSession& session, engine::SessionDecision decision);
  void keep(BatchRun& batch, engine::BatchDecision decision);
  void save(const std::string& id, ports::Write write);
  void tell(BatchRun& batch, const Seat& seat, std::vector<engine::Event>& events);
  void retire(LiveSession& session);
  LiveSession* find(std::string_view session);
  LiveSession* revive(std::string_view id);

  // What a batch's decision means for its sessions: runner_batch.cpp.
  void start_sessions(BatchRun& batch, int count);
  void create_rechecks(BatchRun& batch, int wave);
  void end_rest(BatchRun& batch, engine::SessionStatus status, const std::string& reason);
  void reopen_rest(BatchRun& batch);
  void each_live(const BatchRun& batch, const engine::SessionInput& event);
  void carry_out(BatchRun& batch, const engine::BatchEffect& effect);
  LiveSession& make_live(BatchRun& batch, const Seat& seat, engine::SessionState state);
  Result<BatchRun*> seat_batch(store::StoredBatch& stored);
  void restart(BatchRun& batch, std::vector<store::StoredSession>& sessions);

  // Storing, and then doing; and what targets say: runner_turn.cpp.
  void flush();
  void commit();
  void committed(const Turn& done);
  void start(const Deed& deed);
  void start_order(LiveSession& session, const engine::StartOrder& effect);
  void take_snapshot(LiveSession& session, const engine::TakeSnapshot& effect);
  void release(const Deed& deed, const std::vector<engine::Attempt>& attempts);
  bool has_been_used_since(const BatchRun& batch, std::string_view session,
                           const std::vector<engine::Attempt>& attempts) const;
  void set_timer(LiveSession& session, Instant at);
  void set_timer(BatchRun& batch, Instant at);
  void order_output(const std::string& id, std::string_view order, std::int64_t offset,
                    std::string_view bytes);
  void order_ended(const std::string& id, std::string_view order, flow::CommandResult result);
  void keep_output(LiveSession& session, Redactor::Passed passed);
  std::string mask(std::string_view text) const;

  Ports ports_;
  Settings settings_;
  std::shared_ptr<const SecretPatterns> secrets_;
  std::map<std::string, std::unique_ptr<BatchRun>, std::less<>> batches_;
  std::map<std::string, std::unique_ptr<LiveSession>, std::less<>> live_;
  std::map<std::string, std::int64_t> stored_output_;  ///< by order, of a run that was taken up
  std::deque<std::variant<SessionNews, BatchNews>> inbox_;
  Turn turn_;
  int releasing_ = 0;
  bool turn_posted_ = false;
  bool committing_ = false;
  bool stopped_ = false;
  ports::TimerId output_timer_ = 0;
  /// Callbacks hold it weakly: those that come after the runner's end find nobody.
  std::shared_ptr<Runner*> self_;
};

}  // namespace fettle::runner
