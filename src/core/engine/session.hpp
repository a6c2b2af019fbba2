// The machine of a session: one walk of one flow on one target. Given where it stands and one
// input, it answers with where it stands then and what is to be done about it. No I/O, no clock.
// The walk itself is in session_advance.cpp, a step's part in it in session_step.cpp; the machine
// of the batch that the session belongs to is batch.hpp.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "core/engine/event.hpp"
#include "core/engine/session_state.hpp"
#include "core/flow/flow.hpp"

namespace fettle::engine {

// --- events -----------------------------------------------------------------------------------

struct StartSession {};
struct OrderStarted {
  std::string order;
};
struct OrderEnded {
  std::string order;
  flow::CommandResult result;
};
/// The order was not given: it would start programs on this machine that the administrator of this
/// process does not allow. It is asked for anew once another process has the session.
struct OrderHeld {
  std::string order;
  std::string reason;
  bool asked_before = false;  ///< as that of its StartOrder
};
struct SessionTimerDue {};
/// A person let the waiting step go, or rejected it.
struct AnswerGate {
  bool approved = false;
  Attribution by;
};
/// A person's word on a task or a question.
struct AnswerPerson {
  flow::Answered answer;
  Attribution by;
};
struct PauseSession {};
struct UnpauseSession {};
struct CancelSession {
  std::string reason;
};
/// Let it run again from the step at which it failed, was interrupted or was skipped.
struct ReopenSession {
  std::string reason;
};
/// Let it run its rollback steps.
struct RollBackSession {
  std::string reason;
};
/// Pass the step over at which it failed or was interrupted, or take it as done by hand, and let
/// it run on from the next. Both need a reason.
struct ResolveStep {
  enum class As { kSkipped, kDone };
  As as = As::kSkipped;
  std::string reason;
};
struct SkipSession {
  std::string reason;
};
/// The process that walked it has died; this one takes over.
struct Restarted {};

using SessionInput =
    std::variant<StartSession, OrderStarted, OrderEnded, OrderHeld, SessionTimerDue, AnswerGate,
                 AnswerPerson, PauseSession, UnpauseSession, CancelSession, ReopenSession,
                 RollBackSession, ResolveStep, SkipSession, Restarted>;

// --- effects ----------------------------------------------------------------------------------

struct StartOrder {
  OrderState order;
  flow::Command command;
  bool become = false;
  flow::Become as_whom;  ///< what the step says of that; the rest is the server's to say
  std::vector<std::string> secrets;
  bool asked_before = false;  ///< this attempt may have been started already
};
struct StopOrder {
  std::string order;
};
struct TakeSnapshot {
  SnapshotState snapshot;
};
/// Replaces the session's timer.
struct SetTimer {
  Instant at;
};
struct SendMessage {
  flow::Send message;
};
/// To be sent unless the batch has sent it for this step already.
struct SendOncePerBatch {
  int step = 0;
  flow::Send message;
};
/// The session has ended, has been reopened or rejoined: its batch must hear of it.
struct TellBatch {
  SessionStatus was = SessionStatus::kPending;
  SessionStatus is = SessionStatus::kPending;
};
/// The receipts can go, and the connection with them.
struct ReleaseTarget {
  std::vector<Attempt> attempts;
};

using SessionEffect = std::variant<StartOrder, StopOrder, TakeSnapshot, SetTimer, SendMessage,
                                   SendOncePerBatch, TellBatch, ReleaseTarget>;

/// What is kept of a step for its session's record.
struct StepRecord {
  SessionStage stage = SessionStage::kSteps;
  int step = 0;
  StepState state;
};

struct SessionDecision {
  SessionState state;
  std::vector<SessionEffect> effects;
  std::vector<StepRecord> records;
  std::vector<Event> events;
  std::vector<Row<SessionStatus, SessionCause>> session_moves;  ///< rows taken, for coverage
  std::vector<Row<StepStatus, StepCause>> step_moves;
};

// --- the machine ------------------------------------------------------------------------------

enum class SessionKind {
  kWhole,
  kRecheck,  ///< only the validate steps, without gates and snapshots: a ring proved again
};

/// What does not change while a session is walked.
struct SessionContext {
  std::string session_id;
  const flow::Flow* flow = nullptr;  ///< variables filled in
  bool server_becomes = false;
  fleet::Mode mode = fleet::Mode::kLive;  ///< as it is now: read before each step
  SessionKind kind = SessionKind::kWhole;
  bool is_manual = false;  ///< no machine reaches the target: a person carries out what would run
  Milliseconds gate_expiry = std::chrono::hours(24);
};

/// One input through the machine. kConflict where the session's state does not allow the input;
/// late news (of an order that is over, of a timer that was replaced) is accepted and changes
/// nothing.
Result<SessionDecision> advance(const SessionState& state, const SessionInput& input,
                                const SessionContext& context, Instant now);

/// Whether the flow has validate steps: a re-check would visit something.
bool has_checks(const flow::Flow& flow);

/// The steps that a walk visits in a stage, as indexes into the flow's list of that stage.
std::vector<int> visited_steps(const flow::Flow& flow, SessionStage stage, SessionKind kind);

}  // namespace fettle::engine
