// Where a session stands: all that is stored of one, so that a restart goes on from exactly here.
// Plain values; session.hpp says how one changes.
#pragma once

#include <boost/describe/class.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/former_name.hpp"
#include "base/instant.hpp"
#include "core/engine/principal.hpp"
#include "core/engine/tables.hpp"
#include "core/flow/step_machine.hpp"

namespace fettle::engine {

/// Which of the flow's lists of steps the session is in.
BOOST_DEFINE_ENUM_CLASS(SessionStage, kSteps, kRollback)

BOOST_DEFINE_ENUM_CLASS(Moment, kBefore, kAfter)

/// Why a session did not complete. All but kNone, kAudited and kSkipped count as failures.
BOOST_DEFINE_ENUM_CLASS(FailureKind, kNone, kFailed, kTimedOut, kUnreachable, kInterrupted,
                        kRejected, kCancelled, kAudited)

BOOST_DEFINE_ENUM_CLASS(TimerPurpose, kStep, kRetry, kAgain, kGateReminder, kGateExpiry)

/// What is under way on the target for this session. `id` is its attempt id where it changes.
struct OrderState {
  std::string id;
  bool changes = false;
  bool known_started = false;        ///< a receipt was seen
  std::int64_t timeout_seconds = 0;  ///< from the moment that the command starts
  Instant deadline;  ///< until it has started, with the time for reaching the target
  friend bool operator==(const OrderState&, const OrderState&) = default;
};
BOOST_DESCRIBE_STRUCT(OrderState, (), (id, changes, known_started, timeout_seconds, deadline))

struct TimerState {
  Instant at;
  TimerPurpose purpose = TimerPurpose::kStep;
  friend bool operator==(const TimerState&, const TimerState&) = default;
};
BOOST_DESCRIBE_STRUCT(TimerState, (), (at, purpose))

/// How far the step's `only_if` is: asked of the target, or answered with "yes".
BOOST_DEFINE_ENUM_CLASS(OnlyIf, kAsked, kHeld)

/// The step that the session is at.
struct StepState {
  StepStatus status = StepStatus::kPending;
  int tries = 0;    ///< times it was begun
  int repeats = 0;  ///< times in a row that its order was given again after a lost link
  flow::StepMemory memory;
  std::optional<OrderState> order;
  std::optional<TimerState> timer;
  std::string gate;      ///< why it waited or did not: "rule 2", "type default"
  std::string answered;  ///< who answered the gate or did the step, and their comment
  std::optional<Principal> answered_by;
  Instant began;
  Instant ended;
  std::optional<int> exit_status;  ///< of the last command that has exited
  std::string message;
  std::optional<OnlyIf> only_if;  ///< empty: not asked yet, or the step has none
  friend bool operator==(const StepState&, const StepState&) = default;
};
BOOST_DESCRIBE_STRUCT(StepState, (),
                      (status, tries, repeats, memory, order, timer, gate, answered, answered_by,
                       began, ended, exit_status, message, only_if))

/// A snapshot under way.
struct SnapshotState {
  OrderState order;
  Moment moment = Moment::kBefore;
  friend bool operator==(const SnapshotState&, const SnapshotState&) = default;
};
BOOST_DESCRIBE_STRUCT(SnapshotState, (), (order, moment))

/// A receipt that the session left on its target.
struct Attempt {
  std::string id;
  bool become = false;
  std::optional<flow::Become> as_whom;  ///< what the step said of that; empty: nothing
  friend bool operator==(const Attempt&, const Attempt&) = default;
};
BOOST_DESCRIBE_STRUCT(Attempt, (), (id, become, as_whom))

struct SessionState {
  SessionStatus status = SessionStatus::kPending;
  SessionStage stage = SessionStage::kSteps;
  int step = 0;  ///< index within the steps of the stage
  StepState current;
  bool before_snapshot_taken = false;  ///< the snapshot of before is taken, or not asked for
  std::optional<SnapshotState> snapshot;
  int orders = 0;  ///< given so far; makes their ids unique
  FailureKind failure = FailureKind::kNone;
  std::string reason;  ///< for people: why it failed, was skipped, is interrupted
  int issues = 0;      ///< steps that failed and were passed over (continue_on_error)
  bool cancelling = false;
  bool pausing = false;
  std::vector<Attempt> attempts;
  std::string held;  ///< why the order that is due may not be given here; empty: none is held
  std::int64_t version = 0;  ///< grows with every change

  /// What earlier versions did not store.
  static constexpr std::array kAddedFields{std::string_view{"version"}, std::string_view{"held"}};
  static constexpr std::array kFormerNames{FormerName{"looked", "before_snapshot_taken"}};
  friend bool operator==(const SessionState&, const SessionState&) = default;
};
BOOST_DESCRIBE_STRUCT(SessionState, (),
                      (status, stage, step, current, before_snapshot_taken, snapshot, orders,
                       failure, reason, issues, cancelling, pausing, attempts, held, version))

}  // namespace fettle::engine
