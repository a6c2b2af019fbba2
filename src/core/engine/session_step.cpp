// One step of a session: its gate, its orders, its retries, its end. See session_advance.hpp.
#include <fmt/format.h>

#include <cstddef>
#include <variant>

#include "base/json.hpp"
#include "core/engine/session_advance.hpp"
#include "core/flow/steps/run_once.hpp"
#include "core/gate/decide.hpp"

namespace fettle::engine {
namespace {

/// A link that breaks is tried again this often before the target counts as unreachable; an
/// idempotent step whose outcome is unknown is started again as often.
constexpr int kRepeatsMax = 2;
constexpr std::chrono::seconds kRepeatDelay{5};

/// A poll that finds no link is "not yet", so the step itself hears of it.
bool takes_lost_links_for_no(const flow::Step& step) {
  return std::holds_alternative<flow::WaitUntil>(step.body);
}

FailureKind failure_kind(StepCause cause) {
  return cause == StepCause::kTimedOut ? FailureKind::kTimedOut : FailureKind::kFailed;
}

}  // namespace

/// The session stands before a step: pause, wait for a person, record it or begin it.
void SessionMachine::reach_step() {
  if (state_.pausing) {
    pause();
    return;
  }
  if (context_.kind == SessionKind::kRecheck) {
    state_.current.gate = "re-check";
    step().only_if && !state_.current.only_if ? ask_only_if() : begin_step();
    return;
  }
  auto verdict = gate::decide(step(), *context_.flow, context_.mode);
  if (is_by_hand_here() && verdict.action != gate::Verdict::Action::kRecord) {
    // Who carries it out also decides whether it is needed, and is its approval.
    state_.current.gate = "by hand";
    begin_step();
    return;
  }
  // Nobody is asked about a step that turns out not to be needed.
  const bool may_read = verdict.action != gate::Verdict::Action::kRecord;
  if (may_read && step().only_if && !state_.current.only_if) {
    ask_only_if();
    return;
  }
  state_.current.gate = verdict.reason;
  switch (verdict.action) {
    case gate::Verdict::Action::kRun:
      begin_step();
      return;
    case gate::Verdict::Action::kWait:
      state_.current.answered.empty() ? open_gate(std::move(verdict.reason)) : begin_step();
      return;
    case gate::Verdict::Action::kRecord:
      fail(FailureKind::kAudited, "audit mode: nothing was run, each step was recorded");
      finish_step(StepCause::kSkipped, "audit mode: not run");
      go_on();
      return;
  }
}

/// Whether the step is begun at all is for its target to say. What is asked only reads, so it may
/// be asked as often as need be: after a lost link, after a restart, and as a try of the step.
void SessionMachine::ask_only_if() {
  if (state_.current.status != StepStatus::kRunning) move(StepCause::kBegan);
  state_.current.only_if = OnlyIf::kAsked;
  ++state_.current.tries;
  state_.current.began = now_;
  record_step();
  tell_step(StepStarted{state_.current.tries, true});
  order_only_if();
}

void SessionMachine::order_only_if() {
  order(flow::only_if_command(step(), context_.flow->scripts));
}

void SessionMachine::only_if_answered(const flow::CommandResult& result) {
  if (state_.cancelling) {
    finish_step(StepCause::kCancelled, result.message);
    after_steps();
  } else if (result.succeeded()) {
    --state_.current.tries;  // the step itself is yet to be tried
    state_.current.only_if = OnlyIf::kHeld;
    move(StepCause::kWanted);
    reach_step();
  } else if (result.ending == flow::Ending::kExited && result.exit_status == 1) {
    finish_step(StepCause::kSkipped, "not needed: only_if exited with 1");
    leave_step();
  } else {
    const bool late = result.ending == flow::Ending::kTimedOut;
    retry_or_fail(late ? StepCause::kTimedOut : StepCause::kFailed,
                  late ? FailureKind::kTimedOut : FailureKind::kFailed,
                  fmt::format("only_if: {}", flow::describe_failure(result)));
  }
}

void SessionMachine::open_gate(std::string reason) {
  move(StepCause::kGateOpened);
  move(SessionCause::kGateOpened);
  state_.current.began = now_;
  record_step();
  tell_step(GateOpened{std::move(reason)});
  sleep_until(now_ + context_.gate_expiry / 2, TimerPurpose::kGateReminder);
}

void SessionMachine::begin_step() {
  if (state_.current.status != StepStatus::kRunning) move(StepCause::kBegan);
  ++state_.current.tries;
  state_.current.began = now_;
  record_step();
  tell_step(StepStarted{state_.current.tries});
  step_event(flow::Began{});
}

/// What was under way is asked for again: the same attempt where it changes the target, so that
/// the receipt there decides; otherwise simply once more.
void SessionMachine::resume_step() {
  state_.current.only_if == OnlyIf::kAsked ? order_only_if() : step_event(flow::Began{});
}

void SessionMachine::step_event(const flow::StepEvent& input) {
  auto moved =
      flow::advance(step(), context_.flow->scripts, std::move(state_.current.memory), input, now_);
  state_.current.memory = std::move(moved.memory);
  for (const auto& wanted : moved.asks) {
    std::visit([this](const auto& a) { ask(a); }, wanted);
  }
}

void SessionMachine::ask(const flow::Run& run) {
  is_by_hand_here() ? ask(flow::AskPerson{"carry it out by hand"}) : order(run.command);
}

void SessionMachine::order(const flow::Command& command) {
  const bool changes = command.access == flow::Access::kChange;
  const bool become = step().become.value_or(context_.server_becomes);
  auto& order = state_.current.order;
  const bool is_again = changes && order;
  if (!is_again) {
    order = new_order(command);
    if (changes) state_.attempts.push_back({order->id, become, step().as_whom});
  }
  if (!order->known_started) {
    order->deadline = now_ + command.reach_timeout + command.timeout;
  }
  effect(StartOrder{*order, command, become, step().as_whom.value_or(flow::Become{}),
                    step().secrets, is_again && !nothing_was_started_});
}

void SessionMachine::ask(const flow::WakeAt& wake) {
  move(StepCause::kSlept);
  tell_step(StepWaiting{.until = wake.at});
  sleep_until(wake.at, TimerPurpose::kStep);
}

void SessionMachine::ask(const flow::AskPerson& person) {
  move(StepCause::kAsked);
  move(SessionCause::kAsked);
  record_step();
  tell_step(PersonAsked{person.prompt});
}

void SessionMachine::ask(const flow::Send& send) {
  if (send.once_per_batch) {
    effect(SendOncePerBatch{state_.step, send});
  } else {
    effect(SendMessage{send});
    tell_step(MessageSent{send.message});
  }
}

void SessionMachine::ask(const flow::Finish& finish) {
  switch (finish.outcome) {
    case flow::Finish::Outcome::kCompleted:
      finish_step(StepCause::kSucceeded, finish.message);
      finish.go_to.empty() ? leave_step() : go_to(finish.go_to);
      return;
    case flow::Finish::Outcome::kSkipped:
      finish_step(StepCause::kSkipped, finish.message);
      leave_step();
      return;
    case flow::Finish::Outcome::kFailed:
      retry_or_fail(StepCause::kFailed, FailureKind::kFailed, finish.message);
      return;
    case flow::Finish::Outcome::kTimedOut:
      retry_or_fail(StepCause::kTimedOut, FailureKind::kTimedOut, finish.message);
      return;
  }
}

void SessionMachine::order_ended(const flow::CommandResult& result) {
  if (result.ending == flow::Ending::kExited) state_.current.exit_status = result.exit_status;
  if (result.ending == flow::Ending::kUnknown) {
    order_lost(result);
    return;
  }
  const bool asked = state_.current.only_if == OnlyIf::kAsked;
  const bool lost_link = result.ending == flow::Ending::kUnreachable;
  if (lost_link && (asked || !takes_lost_links_for_no(step()))) {
    order_unreachable(result);
    return;
  }
  state_.current.order.reset();
  state_.current.repeats = 0;
  if (asked) {
    only_if_answered(result);
    return;
  }
  if (state_.cancelling && !result.succeeded()) {
    finish_step(StepCause::kCancelled, result.message);
    after_steps();
    return;
  }
  step_event(flow::CommandEnded{result});
}

/// The outcome of a changing command can't be told. Only an idempotent step may be started again
/// without a person's word.
void SessionMachine::order_lost(const flow::CommandResult& result) {
  if (step().idempotent && state_.current.repeats < kRepeatsMax && !state_.cancelling) {
    ++state_.current.repeats;
    state_.current.order.reset();
    move(StepCause::kSlept);
    tell_step(StepWaiting{"outcome unknown; idempotent, so started again", now_ + kRepeatDelay});
    sleep_until(now_ + kRepeatDelay, TimerPurpose::kAgain);
    return;
  }
  move(StepCause::kLost);
  state_.current.message = result.message;
  state_.current.ended = now_;
  record_step();
  tell_step(StepEnded{std::nullopt, result.message});
  const auto reason = fmt::format("step {}: outcome unknown: {}", state_.step + 1, result.message);
  if (state_.stage == SessionStage::kRollback) {
    state_.reason += fmt::format("; rollback {}", reason);
  } else {
    state_.failure = FailureKind::kInterrupted;
    state_.reason = reason;
  }
  move(SessionCause::kLost);
  tell("interrupted", SessionEnded{state_.reason});
  effect(TellBatch{SessionStatus::kRunning, SessionStatus::kInterrupted});
}

/// Nothing was started, or only something that may be run again: try the same order once more,
/// a few times.
void SessionMachine::order_unreachable(const flow::CommandResult& result) {
  if (state_.current.repeats < kRepeatsMax && !state_.cancelling) {
    ++state_.current.repeats;
    move(StepCause::kSlept);
    tell_step(StepWaiting{fmt::format("no link: {}", result.message), now_ + kRepeatDelay});
    sleep_until(now_ + kRepeatDelay, TimerPurpose::kAgain);
    return;
  }
  state_.current.order.reset();
  retry_or_fail(StepCause::kFailed, FailureKind::kUnreachable, result.message);
}

void SessionMachine::retry_or_fail(StepCause cause, FailureKind kind, std::string message) {
  if (tries_left()) {
    state_.current.message = message;
    state_.current.repeats = 0;
    move(StepCause::kSlept);
    tell_step(
        StepWaiting{fmt::format("{}; trying again in {}", message, describe(step().retry_delay)),
                    now_ + step().retry_delay});
    sleep_until(now_ + step().retry_delay, TimerPurpose::kRetry);
    return;
  }
  finish_step(state_.cancelling ? StepCause::kCancelled : cause, message);
  if (step().continue_on_error && !state_.cancelling && kind != FailureKind::kUnreachable) {
    ++state_.issues;
    go_on();
    return;
  }
  if (state_.stage == SessionStage::kRollback) {
    state_.reason += fmt::format("; rollback failed at its step {}: {}", state_.step + 1, message);
  }
  fail(kind == FailureKind::kFailed ? failure_kind(cause) : kind,
       fmt::format("step {}: {}", state_.step + 1, message));
  after_steps();
}

void SessionMachine::finish_step(StepCause cause, std::string message) {
  move(cause);
  state_.current.order.reset();
  state_.current.timer.reset();
  state_.current.ended = now_;
  state_.current.message = std::move(message);
  record_step();
  tell_step(StepEnded{state_.current.exit_status, state_.current.message});
}

/// The step went well; whether the session goes on is another matter.
void SessionMachine::leave_step() {
  if (state_.cancelling) {
    after_steps();
    return;
  }
  const bool rolled_back =
      state_.stage == SessionStage::kRollback && !step_after(state_.step).has_value();
  if (rolled_back) state_.reason += "; rolled back";
  go_on();
}

/// A question's choice: a step by its title, or "done". The parser has put titles for numbers and
/// checked that the step exists and leads forward.
void SessionMachine::go_to(const std::string& place) {
  if (place == "done") {
    after_steps();
    return;
  }
  const auto& steps = stage_steps();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].title != place) continue;
    state_.step = static_cast<int>(i);
    state_.current = {};
    reach_step();
    return;
  }
  after_steps();
}

bool SessionMachine::tries_left() const {
  return !state_.cancelling && !is_by_hand_here() && state_.current.tries <= step().retries;
}

/// What would run on a target that no machine reaches; tasks and questions are a person's anyway.
bool SessionMachine::is_by_hand_here() const {
  return context_.is_manual && flow::effect(step()) != flow::Effect::kNone;
}

}  // namespace fettle::engine
