// One batch while this process carries it out, under its lease. Always the same moves: take the
// next input, advance the machine, keep the new state, and once that is stored start what is to be
// done. It never waits for a host and decides nothing itself. Of a session that is under way it
// holds everything, of any other a few bytes, so that 10,000 cost little.
//
// batch_runner.cpp: inputs through the machines. batch_sessions.cpp: what a batch's decision means
// for its sessions. batch_commit.cpp: storing, and then doing. batch_orders.cpp: what is ordered
// from targets, and what they say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/engine/approved_plan.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"
#include "ports/host_guard.hpp"
#include "ports/journal.hpp"
#include "ports/loop.hpp"
#include "ports/notifier.hpp"
#include "ports/observer.hpp"
#include "ports/random.hpp"
#include "ports/server_modes.hpp"
#include "ports/transport.hpp"
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
  ports::HostGuard* guard = nullptr;    ///< none: no other database is there
  ports::ServerModes* modes = nullptr;  ///< none: a server's mode is what it was at the launch
};

struct Settings {
  Milliseconds gate_expiry = std::chrono::hours(24);
  /// Whose receipts these are (store/installation.hpp); letters and digits. Empty: nobody's.
  std::string installation;
  /// Sessions under way at once, over all batches; 0: as many as their plans let.
  int concurrency = 0;
};

/// Values by name: given to the steps that ask for them, replaced in all output. Overwritten when
/// the batch leaves memory.
using Secrets = std::map<std::string, std::string>;

/// What the batches of one process share.
struct Shared {
  Ports ports;
  Settings settings;
  int under_way = 0;  ///< sessions that were admitted and have not ended
};

/// A session's place in its batch.
struct SessionSlot {
  std::string session;
  int position = 0;
  int wave = 0;
  bool recheck = false;
};

/// How long after a commit was asked for the lease is trusted, by the monotonic clock: shorter than
/// it runs by the database's (store/lease.hpp), so that nothing is started after its end.
inline constexpr Milliseconds kLeaseTrusted = std::chrono::seconds(20);

/// What somebody's word depends on, and who hears that it is stored.
struct Condition {
  std::optional<std::int64_t> version;  ///< of the state that they saw; kStale where it is another
  /// Called once what follows of a word that was taken is stored, or can't be.
  std::move_only_function<void(Result<void>)> stored;
  /// Its id where it came through the database: it counts as heard with what follows of it.
  std::string word = {};
  /// Stored with what follows of it.
  std::optional<ports::WordAudit> audit = {};
};

class BatchRunner {
 public:
  BatchRunner(Shared& shared, store::StoredBatch stored, std::int64_t lease, Secrets secrets);
  BatchRunner(const BatchRunner&) = delete;
  BatchRunner& operator=(const BatchRunner&) = delete;
  ~BatchRunner();

  /// Launches a batch that is pending, or goes on with one from where it is stored. kConflict where
  /// what was approved can't be carried out by this version.
  Result<void> start();

  /// Somebody's word. kConflict where the state does not allow it.
  Result<void> dispatch(std::string_view session, const engine::SessionInput& input,
                        Condition condition = {});
  Result<void> dispatch(const engine::BatchInput& input, Condition condition = {});

  /// A session may start somewhere: those that wait for admission ask again, unless they know that
  /// the answer is the same.
  void ask_again();
  /// Windows, freezes, budgets or overrides have changed: nobody knows any more.
  void rules_changed();
  /// Keeps the lease where nothing else was stored for a while.
  void heartbeat();

  const std::string& id() const { return id_; }
  const engine::BatchState& state() const { return state_; }
  bool has_session(std::string_view session) const;
  std::vector<std::string> sessions_in(engine::SessionStatus status) const;
  /// Nothing is left to store, to start or to release: it may leave memory without loss.
  bool is_settled() const;
  /// Its journal failed or its lease is lost: it does nothing more.
  bool is_stopped() const { return stopped_; }

 private:
  class Listener;
  struct LiveSession {
    SessionSlot slot;
    bool has_host = false;   ///< the guard was entered for it
    bool has_begun = false;  ///< before it became live: it is let run again
    std::shared_ptr<const flow::Flow> flow;
    engine::SessionState state;
    ports::TimerId timer = 0;
    std::string order;  ///< last given to the target; what follows counts bytes that it wrote
    Redactor redactor;
    std::int64_t passed = 0;    ///< end of what the redactor has passed on
    std::int64_t received = 0;  ///< end of what the target has sent
    std::string snapshot;       ///< what a snapshot's order has said so far
  };
  struct SessionMessage {
    std::string session;
    engine::SessionInput input;
  };
  using InboxMessage = std::variant<SessionMessage, engine::BatchInput>;
  /// What is to be done once the state that it follows from is stored.
  struct PendingEffect {
    SessionSlot slot;
    engine::SessionEffect effect;
  };
  struct PendingEvent {
    SessionSlot slot;  ///< empty when it speaks of the batch
    std::int64_t number = 0;
    engine::Event event;
  };
  /// All that has happened since the last commit began: stored together, then done.
  struct UnitOfWork {
    std::vector<ports::Write> writes;
    /// Writes of a session's or batch's state, and of what it waits for.
    std::unordered_map<std::string, std::size_t> latest;
    std::vector<ports::AdmissionRequest> asked;
    std::vector<PendingEffect> effects;
    std::vector<ports::Message> messages;
    std::vector<PendingEvent> events;
    std::vector<std::move_only_function<void(Result<void>)>> stored;  ///< who waits for it
    std::size_t output_bytes = 0;
    bool is_urgent = false;     ///< more than output, which may wait a little
    bool must_be_kept = false;  ///< a power cut may not take it: it can't be done again
  };
  /// A session that its rollout lets start, and that admission has not let start yet.
  struct Candidate {
    SessionSlot slot;
    bool is_retried = false;   ///< a person let it run again
    bool is_asked = false;     ///< the answer is under way
    bool is_outdated = false;  ///< the rules have changed since it was asked
    std::vector<engine::WaitReason> reasons;
    std::optional<Instant> again_at;  ///< asking before then would be told the same
  };
  enum class Withdrawn { kAll, kNotRetried };

  // Inputs through the machines: batch_runner.cpp.
  void post(std::string session, engine::SessionInput input);
  void process_inbox();
  void process(const engine::BatchInput& input);
  void process(const SessionMessage& message);
  /// The status that follows. One that is not under way any more has been let go.
  Result<engine::SessionStatus> advance(LiveSession& session, const engine::SessionInput& input);
  Result<void> advance(const engine::BatchInput& input);
  void apply(LiveSession& session, engine::SessionDecision decision);
  void apply(engine::BatchDecision decision);
  void sort_effects(LiveSession& session, std::vector<engine::SessionEffect>& effects);
  void keep_for_good(const LiveSession& session, const engine::SessionDecision& decision);
  void save(const std::string& id, ports::Write write);
  void add_events(const SessionSlot& slot, std::vector<engine::Event>& events);
  void open_prompt(const SessionSlot& slot, const engine::Event& event);
  void close_prompt(const std::string& session);
  void store_wait(const LiveSession& session);
  void queue_message(const std::string& session, const flow::Send& send);
  engine::SessionContext context_of(const LiveSession& session) const;
  fleet::Mode mode_of(const fleet::Server& server) const;
  const fleet::Target& target_of(const SessionSlot& slot) const;
  ports::Place place_of(const SessionSlot& slot) const;
  LiveSession* find(std::string_view session);
  LiveSession* load(std::string_view session);
  void evict(LiveSession& session);
  bool has_turn(const SessionSlot& slot) const;
  std::deque<SessionSlot>::iterator place_in_order(const SessionSlot& slot);

  // What a decision means for sessions: batch_sessions.cpp.
  Result<void> read_plan();
  void fill_slots();
  void restart();
  void carry_out(const engine::BatchEffect& effect);
  void let_start(int count);
  void create_rechecks(int wave);
  void end_remaining(engine::SessionStatus status, const std::string& reason);
  void reopen_remaining();
  void each_live(const engine::SessionInput& input);
  LiveSession& make_live(const SessionSlot& slot, engine::SessionState state);
  void ask_admission();
  std::chrono::minutes needs_of(const SessionSlot& slot) const;
  void withdraw_starts(Withdrawn which);
  bool is_candidate(std::string_view session) const;
  bool withdraw_candidate(const std::string& session);
  void answer_admission(const ports::Admission& admission);
  std::vector<engine::WaitReason> enter_host(const SessionSlot& slot);
  void leave_host(LiveSession& session);
  void begin_session(const SessionSlot& slot);

  // Storing, and then doing: batch_commit.cpp.
  void tell_when_stored(Condition& condition, std::string_view status);
  void flush();
  void commit();
  void committed(UnitOfWork& done, const ports::Committed& answers);
  void stop(const Error& error);
  bool holds_lease() const;
  void start_effect(const PendingEffect& effect);
  void hand_over(const ports::Message& message);
  void set_timer(LiveSession& session, Instant at);
  void set_batch_timer(Instant at);

  // Orders and what targets say: batch_orders.cpp.
  std::optional<engine::OrderHeld> hold(const LiveSession& session,
                                        const engine::SessionEffect& effect) const;
  void start_order(LiveSession& session, const engine::StartOrder& effect);
  void take_snapshot(LiveSession& session, const engine::TakeSnapshot& effect);
  void release(const SessionSlot& slot, const std::vector<engine::Attempt>& attempts);
  bool has_been_used_since(std::string_view session,
                           const std::vector<engine::Attempt>& attempts) const;
  ports::Order make_order(const LiveSession& session, const engine::OrderState& order) const;
  void order_output(const std::string& session, std::string_view order, std::int64_t offset,
                    std::string_view bytes);
  void order_ended(const std::string& session, std::string_view order, flow::CommandResult result);
  void keep_output(LiveSession& session, Redactor::Passed passed);
  std::string mask(std::string_view text) const;
  template <class Input>
  Input without_secrets(Input input) const;

  Shared& shared_;
  std::string id_;
  std::int64_t lease_;
  Milliseconds lease_ends_{0};   ///< by the monotonic clock; before its end by the database's
  Milliseconds last_commit_{0};  ///< when one was last asked for
  Secrets secrets_;
  std::shared_ptr<const SecretPatterns> patterns_;
  engine::ApprovedPlan approved_;
  rollout::Rollout rollout_;
  engine::BatchState state_;
  engine::CompiledPlan plan_;                    ///< where flows differ from target to target
  std::shared_ptr<const flow::Flow> flow_;       ///< of every target; none where they differ
  std::vector<store::StoredSession> stored_;     ///< until start()
  std::vector<SessionSlot> slots_;               ///< of whole sessions, by position
  std::vector<engine::SessionStatus> statuses_;  ///< of the same
  std::deque<SessionSlot> pending_;              ///< those that may start, in their order
  std::deque<SessionSlot> rechecks_;             ///< the same of re-checks
  std::deque<SessionSlot> skipped_by_halt_;
  std::deque<Candidate> candidates_;
  /// States of sessions that are not under way and have been: they may be reopened.
  std::map<std::string, engine::SessionState, std::less<>> kept_;
  std::map<std::string, std::unique_ptr<LiveSession>, std::less<>> live_;
  std::map<std::string, std::int64_t> stored_output_;  ///< by order, of a run that was attached
  std::vector<ports::Message> unsent_;                 ///< of a run that was attached
  std::deque<InboxMessage> inbox_;
  UnitOfWork work_;
  std::int64_t events_ = 0;
  int releasing_ = 0;
  bool is_posted_ = false;
  bool committing_ = false;
  bool stopped_ = false;
  ports::TimerId timer_ = 0;
  ports::TimerId output_timer_ = 0;
  /// Callbacks hold it weakly: those that come after the batch has left memory find nobody.
  std::shared_ptr<BatchRunner*> self_;
};

}  // namespace fettle::runner
