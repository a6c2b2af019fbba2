// The machine of a batch: one launch of one flow over its targets. It hears of sessions only as
// counts, asks core/rollout what comes next and says how many sessions may start; which ones, the
// runner knows. No I/O, no clock. The machine of a session is session.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/former_name.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "core/engine/event.hpp"
#include "core/engine/tables.hpp"
#include "core/flow/step_machine.hpp"
#include "core/rollout/decide.hpp"

namespace fettle::engine {

/// How the batch's sessions ended; re-checks are not sessions of their own here.
struct Tally {
  int completed = 0;
  int failed = 0;
  int interrupted = 0;
  int cancelled = 0;
  int skipped = 0;
  friend bool operator==(const Tally&, const Tally&) = default;
};
BOOST_DESCRIBE_STRUCT(Tally, (), (completed, failed, interrupted, cancelled, skipped))

struct BatchState {
  BatchStatus status = BatchStatus::kPending;
  rollout::Progress progress;
  int total = 0;    ///< sessions, re-checks not counted
  int gone = 0;     ///< of these, skipped ones whose targets had gone: no part of the rollout
  int waiting = 0;  ///< of these, pending ones
  Tally tally;
  int completed_here = 0;  ///< completed sessions of the current wave: those that a re-check visits
  int waived_failures = 0;  ///< failures that a person decided to go on in spite of
  int skipped_by_halt = 0;  ///< sessions skipped because the batch halted
  /// End of the soak; of the gate between rings half of its time, then its expiry.
  std::optional<Instant> timer;
  bool reminder_due = false;      ///< the gate's timer stands at half of its time
  bool recheck_required = false;  ///< a session of the wave was reopened while it was re-checked
  std::vector<int> sent;          ///< steps whose once-per-batch message is out
  bool cancelling = false;
  std::string reason;        ///< why it halted, failed or was cancelled
  std::int64_t version = 0;  ///< grows with every change

  /// As versions before 0.2 stored them.
  static constexpr std::array kAddedFields{
      std::string_view{"version"}, std::string_view{"reminder_due"}, std::string_view{"gone"}};
  static constexpr std::array kFormerNames{
      FormerName{"forgiven", "waived_failures"},
      FormerName{"left_out", "skipped_by_halt"},
      FormerName{"prove_again", "recheck_required"},
  };
  friend bool operator==(const BatchState&, const BatchState&) = default;
};
BOOST_DESCRIBE_STRUCT(BatchState, (),
                      (status, progress, total, gone, waiting, tally, completed_here,
                       waived_failures, skipped_by_halt, timer, reminder_due, recheck_required,
                       sent, cancelling, reason, version))

// --- events -----------------------------------------------------------------------------------

struct LaunchBatch {};
/// Somebody's word on a launch that waits for an approval.
struct AnswerLaunch {
  bool approved = false;
  Attribution by;
};
struct SessionChanged {
  SessionStatus was = SessionStatus::kPending;
  SessionStatus is = SessionStatus::kPending;
  int wave = 0;
  bool recheck = false;
  std::string target;
  std::string reason;
  bool was_let_start = false;  ///< it was let start, and ended before it began
  bool was_retried = false;    ///< a person had let it run again, and it ended before it began
};
/// Sessions that were let start have not begun, and are pending again.
struct StartsWithdrawn {
  int count = 0;
  int retried = 0;  ///< of these, sessions that a person let run again
};
struct BatchTimerDue {};
struct AnswerBatchGate {
  bool approved = false;
  Attribution by;
};
struct PauseBatch {
  Attribution by;
};
struct UnpauseBatch {
  Attribution by;
};
struct CancelBatch {
  std::string reason;
};
/// Go on with the rest of a halted batch in spite of the failures so far.
struct ContinueBatch {
  Attribution by;
};
struct MessageWanted {
  int step = 0;
  flow::Send message;
};
struct BatchRestarted {};

using BatchInput = std::variant<LaunchBatch, AnswerLaunch, SessionChanged, StartsWithdrawn,
                                BatchTimerDue, AnswerBatchGate, PauseBatch, UnpauseBatch,
                                CancelBatch, ContinueBatch, MessageWanted, BatchRestarted>;

// --- effects ----------------------------------------------------------------------------------

/// Start so many pending sessions of the waves so far, re-checks last.
struct StartSessions {
  int count = 0;
};
/// Of those that were let start and have not begun, let only the ones begin that a person let run
/// again.
struct WithdrawStarts {};
/// Make a pending re-check for every completed session of the wave.
struct CreateRechecks {
  int wave = 0;
};
struct SetBatchTimer {
  Instant at;
};
/// Skip every session that was never started.
struct SkipRemaining {
  std::string reason;
};
/// The sessions that SkipRemaining left out are pending again.
struct ReopenRemaining {};
struct PauseSessions {};
struct UnpauseSessions {};
/// Cancel every session that is under way; those never started are cancelled too.
struct CancelSessions {
  std::string reason;
};
struct SendBatchMessage {
  flow::Send message;
};

using BatchEffect =
    std::variant<StartSessions, WithdrawStarts, CreateRechecks, SetBatchTimer, SkipRemaining,
                 ReopenRemaining, PauseSessions, UnpauseSessions, CancelSessions, SendBatchMessage>;

struct BatchDecision {
  BatchState state;
  std::vector<BatchEffect> effects;
  std::vector<Event> events;
  std::vector<Row<BatchStatus, BatchCause>> moves;  ///< rows taken, for coverage
};

struct BatchContext {
  const rollout::Rollout* rollout = nullptr;
  Milliseconds gate_expiry = std::chrono::hours(24);
};

/// One input through the machine. kConflict where the batch's state does not allow it.
Result<BatchDecision> advance(const BatchState& state, const BatchInput& input,
                              const BatchContext& context, Instant now);

}  // namespace fettle::engine
