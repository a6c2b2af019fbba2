#include "core/engine/session_advance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "base/check.hpp"
#include "base/json.hpp"

namespace fettle::engine {
namespace {

constexpr std::chrono::seconds kSnapshotTimeout{120};

Error not_now(std::string_view what, SessionStatus status) {
  return {ErrorCode::kConflict,
          fmt::format("a session that is {} cannot be {}", enum_name(status), what),
          {},
          {}};
}

/// Nobody answered in time.
Attribution expired_after(Milliseconds expiry) {
  return {.by = {.name = fmt::format("nobody (expired after {})", describe(expiry))}};
}

const std::vector<flow::Step>& steps_of(const flow::Flow& flow, SessionStage stage) {
  return stage == SessionStage::kRollback ? flow.rollback : flow.steps;
}

}  // namespace

std::vector<int> visited_steps(const flow::Flow& flow, SessionStage stage, SessionKind kind) {
  std::vector<int> visited;
  const auto& steps = steps_of(flow, stage);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool is_check = std::holds_alternative<flow::Validate>(steps[i].body);
    if (kind == SessionKind::kWhole || is_check) visited.push_back(static_cast<int>(i));
  }
  return visited;
}

bool has_checks(const flow::Flow& flow) {
  return !visited_steps(flow, SessionStage::kSteps, SessionKind::kRecheck).empty();
}

Result<SessionDecision> advance(const SessionState& state, const SessionInput& input,
                                const SessionContext& context, Instant now) {
  SessionMachine machine(state, context, now);
  FETTLE_TRY_VOID(machine.take(input));
  auto decision = std::move(machine).decision();
  if (decision.state != state) ++decision.state.version;
  return decision;
}

SessionMachine::SessionMachine(SessionState state, const SessionContext& context, Instant now)
    : context_(context), now_(now), state_(out_.state) {
  state_ = std::move(state);
}

Result<void> SessionMachine::take(const SessionInput& input) {
  return std::visit([this](const auto& e) { return on(e); }, input);
}

// --- events -----------------------------------------------------------------------------------

Result<void> SessionMachine::on(const StartSession&) {
  if (!move(SessionCause::kStarted)) return std::unexpected(not_now("started", state_.status));
  tell("running", SessionStarted{});
  effect(TellBatch{SessionStatus::kPending, SessionStatus::kRunning});
  const bool look = context_.kind == SessionKind::kWhole && context_.mode != fleet::Mode::kAudit &&
                    !context_.is_manual && !context_.flow->snapshot_dimensions.empty();
  if (look && !state_.before_snapshot_taken) {
    snapshot(Moment::kBefore);
  } else {
    continue_stage();
  }
  return {};
}

Result<void> SessionMachine::on(const OrderStarted& input) {
  auto& order = state_.current.order;
  if (!order || order->id != input.order || order->known_started) return {};
  order->known_started = true;
  order->deadline = now_ + std::chrono::seconds(order->timeout_seconds);
  return {};
}

Result<void> SessionMachine::on(const OrderEnded& input) {
  if (state_.snapshot && state_.snapshot->order.id == input.order) {
    snapshot_ended(state_.snapshot->moment, input.result);
    return {};
  }
  const auto& order = state_.current.order;
  const bool expected =
      order && order->id == input.order && state_.status == SessionStatus::kRunning;
  if (expected) order_ended(input.result);
  return {};
}

Result<void> SessionMachine::on(const SessionTimerDue&) {
  const auto timer = state_.current.timer;
  if (!timer || now_ < timer->at) return {};
  state_.current.timer.reset();
  switch (timer->purpose) {
    case TimerPurpose::kStep:
      move(StepCause::kWoke);
      step_event(flow::TimerDue{});
      return {};
    case TimerPurpose::kRetry:
      move(StepCause::kWoke);
      state_.current.memory = {};
      state_.current.only_if == OnlyIf::kAsked ? ask_only_if() : begin_step();
      return {};
    case TimerPurpose::kAgain:
      move(StepCause::kWoke);
      nothing_was_started_ = true;
      resume_step();
      return {};
    case TimerPurpose::kGateReminder:
      tell_step(GateReminder{state_.current.gate});
      sleep_until(timer->at + context_.gate_expiry / 2, TimerPurpose::kGateExpiry);
      return {};
    case TimerPurpose::kGateExpiry:
      return on(AnswerGate{false, expired_after(context_.gate_expiry)});
  }
  return {};
}

Result<void> SessionMachine::on(const AnswerGate& input) {
  if (state_.status != SessionStatus::kAwaitingApproval) {
    return std::unexpected(not_now("approved or rejected", state_.status));
  }
  move(SessionCause::kAnswered);
  state_.current.timer.reset();
  state_.current.answered = text(input.by);
  state_.current.answered_by = input.by.by;
  tell_step(GateAnswered{input.approved, input.by});
  if (input.approved && state_.pausing) {
    pause();
    return {};
  }
  if (input.approved) {
    begin_step();
    return {};
  }
  finish_step(StepCause::kRejected, fmt::format("rejected by {}", text(input.by)));
  fail(FailureKind::kRejected, state_.current.message);
  after_steps();
  return {};
}

Result<void> SessionMachine::on(const AnswerPerson& input) {
  if (state_.status != SessionStatus::kAwaitingPerson) {
    return std::unexpected(not_now("answered", state_.status));
  }
  move(SessionCause::kAnswered);
  move(StepCause::kAnswered);
  state_.current.answered = text(input.by);
  state_.current.answered_by = input.by.by;
  is_by_hand_here() ? ask(flow::finish_of(input.answer)) : step_event(input.answer);
  return {};
}

Result<void> SessionMachine::on(const PauseSession&) {
  if (has_ended(state_.status) || state_.status == SessionStatus::kPending) {
    return std::unexpected(not_now("paused", state_.status));
  }
  state_.pausing = true;  // what runs is left to finish; the next step is not begun
  if (state_.status == SessionStatus::kRunning && is_held()) pause();
  return {};
}

Result<void> SessionMachine::on(const UnpauseSession&) {
  if (has_ended(state_.status) || state_.status == SessionStatus::kPending) {
    return std::unexpected(not_now("resumed", state_.status));
  }
  state_.pausing = false;
  if (state_.status != SessionStatus::kPaused) return {};
  move(SessionCause::kUnpaused);
  tell("running", SessionResumed{});
  if (is_held()) {
    give_held();
    return {};
  }
  // A step that was approved during the pause has its gate behind it.
  state_.current.status == StepStatus::kAwaitingApproval ? begin_step() : reach_step();
  return {};
}

Result<void> SessionMachine::on(const CancelSession& input) {
  const auto was = state_.status;
  if (has_ended(was) && was != SessionStatus::kInterrupted) {
    return std::unexpected(not_now("cancelled", was));
  }
  const bool looks = state_.snapshot && state_.held.empty();
  if (state_.snapshot && state_.snapshot->moment == Moment::kAfter) {  // all else is done
    if (!looks) stop_waiting(input.reason);
    return {};
  }
  fail(FailureKind::kCancelled, input.reason);
  if (was == SessionStatus::kPending || was == SessionStatus::kInterrupted) {
    move(SessionCause::kCancelled);
    tell("cancelled", SessionEnded{input.reason});
    effect(ReleaseTarget{state_.attempts});
    effect(TellBatch{was, state_.status});
    return {};
  }
  state_.cancelling = true;
  if (looks) return {};
  if (state_.current.order && state_.current.status == StepStatus::kRunning) {
    effect(StopOrder{state_.current.order->id});
    return {};
  }
  if (was == SessionStatus::kPaused) move(SessionCause::kUnpaused);
  if (state_.status != SessionStatus::kRunning) move(SessionCause::kAnswered);
  stop_waiting(input.reason);
  return {};
}

Result<void> SessionMachine::on(const ReopenSession& input) {
  if (state_.stage == SessionStage::kRollback) {
    // What was rolled back has to be done again from the start.
    state_.stage = SessionStage::kSteps;
    state_.step = visited_steps(*context_.flow, state_.stage, context_.kind).front();
    state_.current = {};
  } else if (next(step_table(), state_.current.status, StepCause::kReopened)) {
    move(StepCause::kReopened);
    state_.current = {.status = state_.current.status};
  }
  return reopen("reopened", input.reason);
}

Result<void> SessionMachine::on(const RollBackSession& input) {
  const bool possible = state_.status == SessionStatus::kFailed &&
                        state_.stage == SessionStage::kSteps && !context_.flow->rollback.empty();
  if (!possible) return std::unexpected(not_now("rolled back", state_.status));
  state_.stage = SessionStage::kRollback;
  state_.step = 0;
  state_.current = {};
  return reopen("rolled back", input.reason);
}

Result<void> SessionMachine::on(const ResolveStep& input) {
  const bool done = input.as == ResolveStep::As::kDone;
  const auto cause = done ? StepCause::kMarkedDone : StepCause::kSkipped;
  const auto* what = done ? "marked done at its step" : "skipped past its step";
  const bool at_a_step =
      state_.status == SessionStatus::kFailed || state_.status == SessionStatus::kInterrupted;
  if (!at_a_step || !next(step_table(), state_.current.status, cause)) {
    return std::unexpected(not_now(what, state_.status));
  }
  FETTLE_TRY_VOID(reopen(what, input.reason));
  finish_step(cause, input.reason);
  return {};
}

Result<void> SessionMachine::on(const SkipSession& input) {
  const bool possible = state_.status == SessionStatus::kPending;
  if (!possible) return std::unexpected(not_now("skipped", state_.status));
  move(SessionCause::kSkipped);
  state_.reason = input.reason;
  tell("skipped", SessionEnded{input.reason});
  effect(TellBatch{SessionStatus::kPending, SessionStatus::kSkipped});
  return {};
}

Result<void> SessionMachine::on(const Restarted&) {
  if (state_.status == SessionStatus::kInterrupted && state_.current.order) {
    // The target may be back, with a receipt that tells what happened. The session takes its turn
    // like any other, so that no more are under way than may be.
    return reopen("rejoined", "asks its target what became of its step");
  }
  if (has_ended(state_.status) || state_.status == SessionStatus::kPending) return {};
  tell(std::string(enum_name(state_.status)), SessionResumed{});
  if (state_.snapshot) {
    snapshot(state_.snapshot->moment);
  } else if (state_.current.timer) {
    effect(SetTimer{state_.current.timer->at});
  } else if (is_held()) {
    if (state_.status == SessionStatus::kRunning) give_held();
  } else if (state_.current.order) {
    resume_step();
    if (state_.cancelling) effect(StopOrder{state_.current.order->id});
  }
  // Whoever watches now has not heard of what the session is waiting for.
  if (state_.status == SessionStatus::kAwaitingApproval) {
    tell_step(GateOpened{state_.current.gate});
  } else if (state_.status == SessionStatus::kAwaitingPerson) {
    tell_step(PersonAsked{});
  }
  return {};
}

// --- between steps and stages -----------------------------------------------------------------

void SessionMachine::enter_stage(SessionStage stage) {
  state_.stage = stage;
  const auto visited = visited_steps(*context_.flow, stage, context_.kind);
  state_.current = {};
  if (visited.empty()) {
    after_steps();
    return;
  }
  state_.step = visited.front();
  reach_step();
}

/// A new session begins its first step, a reopened one goes on where it stood; one that lost track
/// of its target asks it for the attempt that it knows of.
void SessionMachine::continue_stage() {
  state_.before_snapshot_taken = true;
  if (state_.current.status == StepStatus::kInterrupted) {
    move(StepCause::kRejoined);
    resume_step();
  } else if (state_.current.status == StepStatus::kPending && state_.step == 0) {
    enter_stage(state_.stage);
  } else {
    has_ended(state_.current.status) ? go_on() : reach_step();
  }
}

/// The step that the session is at is over and was not in vain: take up the next.
void SessionMachine::go_on() {
  if (const auto following = step_after(state_.step)) {
    state_.step = *following;
    state_.current = {};
    reach_step();
  } else {
    after_steps();
  }
}

void SessionMachine::pause() {
  state_.held.clear();
  move(SessionCause::kPaused);
  tell("paused", SessionPaused{});
}

/// No step of this stage is left, or none may follow: roll back if that is asked for, look again,
/// and end. A target that does not answer is not asked what it looks like.
void SessionMachine::after_steps() {
  const auto& flow = *context_.flow;
  const bool whole = context_.kind == SessionKind::kWhole;
  const bool went_wrong = state_.failure != FailureKind::kNone &&
                          state_.failure != FailureKind::kCancelled &&
                          state_.failure != FailureKind::kAudited;
  const bool roll_back = whole && went_wrong && state_.stage == SessionStage::kSteps &&
                         flow.on_failure == flow::OnFailure::kRollback && !flow.rollback.empty();
  if (roll_back) {
    enter_stage(SessionStage::kRollback);
    return;
  }
  const bool look = whole && !context_.is_manual && !flow.snapshot_dimensions.empty() &&
                    state_.failure != FailureKind::kUnreachable &&
                    state_.failure != FailureKind::kAudited;
  look ? snapshot(Moment::kAfter) : end();
}

void SessionMachine::end() {
  auto cause = SessionCause::kFailed;
  if (state_.failure == FailureKind::kNone) cause = SessionCause::kCompleted;
  if (state_.failure == FailureKind::kCancelled) cause = SessionCause::kCancelled;
  if (state_.failure == FailureKind::kAudited) cause = SessionCause::kSkipped;
  FETTLE_CHECK(move(cause));
  if (state_.failure == FailureKind::kNone && state_.issues > 0) {
    state_.reason = fmt::format("done with issues: {} {} failed and passed over", state_.issues,
                                state_.issues == 1 ? "step" : "steps");
  }
  tell(std::string(enum_name(state_.status)), SessionEnded{state_.reason});
  effect(ReleaseTarget{state_.attempts});
  effect(TellBatch{SessionStatus::kRunning, state_.status});
}

void SessionMachine::snapshot(Moment moment) {
  state_.held.clear();
  state_.snapshot = SnapshotState{new_order({.timeout = kSnapshotTimeout}), moment};
  effect(TakeSnapshot{*state_.snapshot});
}

void SessionMachine::snapshot_ended(Moment moment, const flow::CommandResult& result) {
  const bool before = moment == Moment::kBefore;
  state_.snapshot.reset();
  tell(before ? "before" : "after",
       SnapshotTaken{result.succeeded() ? std::string()
                                        : fmt::format("incomplete: {}", result.message)});
  if (!before || state_.cancelling) {
    end();
  } else if (result.ending == flow::Ending::kUnreachable) {
    fail(FailureKind::kUnreachable, result.message);
    end();
  } else {
    continue_stage();
  }
}

/// The first reason stands: what comes after it is a consequence.
void SessionMachine::fail(FailureKind kind, std::string reason) {
  if (state_.failure != FailureKind::kNone && state_.failure != FailureKind::kInterrupted) return;
  state_.failure = kind;
  state_.reason = std::move(reason);
}

Result<void> SessionMachine::reopen(std::string_view what, std::string reason) {
  const auto was = state_.status;
  if (state_.failure == FailureKind::kAudited || !move(SessionCause::kReopened)) {
    return std::unexpected(not_now(what, was));
  }
  if (state_.stage == SessionStage::kSteps) {  // one that is rolled back has failed all the same
    state_.failure = FailureKind::kNone;
    state_.reason.clear();
  }
  state_.cancelling = false;
  state_.pausing = false;
  tell("pending", SessionReopened{std::move(reason)});
  effect(TellBatch{was, SessionStatus::kPending});
  return {};
}

const std::vector<flow::Step>& SessionMachine::stage_steps() const {
  return steps_of(*context_.flow, state_.stage);
}

const flow::Step& SessionMachine::step() const {
  const auto index = static_cast<std::size_t>(state_.step);
  FETTLE_CHECK(index < stage_steps().size());
  return stage_steps()[index];
}

std::optional<int> SessionMachine::step_after(int index) const {
  const auto visited = visited_steps(*context_.flow, state_.stage, context_.kind);
  const auto found = std::ranges::upper_bound(visited, index);
  return found == visited.end() ? std::nullopt : std::optional(*found);
}

// --- bookkeeping ------------------------------------------------------------------------------

bool SessionMachine::move(SessionCause cause) {
  const auto to = next(session_table(), state_.status, cause);
  if (!to) return false;
  out_.session_moves.push_back({state_.status, cause, *to});
  state_.status = *to;
  return true;
}

void SessionMachine::move(StepCause cause) {
  auto& status = state_.current.status;
  const auto to = next(step_table(), status, cause);
  FETTLE_CHECK(to.has_value());
  out_.step_moves.push_back({status, cause, *to});
  status = *to;
}

void SessionMachine::sleep_until(Instant at, TimerPurpose purpose) {
  state_.current.timer = TimerState{at, purpose};
  effect(SetTimer{at});
}

OrderState SessionMachine::new_order(const flow::Command& command) {
  const bool changes = command.access == flow::Access::kChange;
  return {.id = fmt::format("{}-{}", context_.session_id, ++state_.orders),
          .changes = changes,
          .known_started = false,
          .timeout_seconds = command.timeout.count(),
          .deadline = now_ + command.reach_timeout + command.timeout};
}

void SessionMachine::record_step() {
  out_.records.push_back({state_.stage, state_.step, state_.current});
}

void SessionMachine::tell(std::string status, EventBody body) {
  out_.events.push_back({.body = std::move(body),
                         .at = now_,
                         .stage = std::string(enum_name(state_.stage)),
                         .status = std::move(status)});
}

void SessionMachine::tell_step(EventBody body) {
  tell(std::string(enum_name(state_.current.status)), std::move(body));
  out_.events.back().step = state_.step;
}

}  // namespace fettle::engine
