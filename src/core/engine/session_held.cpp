// Orders that the process which has the session may not give: they wait for one that may. See
// session_advance.hpp.
#include "base/enum_name.hpp"
#include "core/engine/session_advance.hpp"

namespace fettle::engine {

Result<void> SessionMachine::on(const OrderHeld& input) {
  if (state_.snapshot && state_.snapshot->order.id == input.order) {
    state_.held = input.reason;
    tell(std::string(enum_name(state_.status)),
         SessionWaiting{{{WaitKind::kNotAllowed, input.reason}}});
  } else if (state_.current.order && state_.current.order->id == input.order) {
    hold_step(input);
    if (state_.pausing && !state_.cancelling) pause();
  } else {
    return {};
  }
  if (state_.cancelling) stop_waiting(state_.reason);
  return {};
}

/// An attempt that nobody was given yet leaves no trace, so that it is given for the first time
/// later; one that was is not forgotten, also where it found no link.
void SessionMachine::hold_step(const OrderHeld& input) {
  if (!input.asked_before && state_.current.repeats == 0) {
    std::erase_if(state_.attempts, [&](const Attempt& each) { return each.id == input.order; });
    state_.current.order.reset();
  }
  state_.held = state_.current.message = input.reason;
  move(StepCause::kSlept);
  record_step();
  tell_step(StepWaiting{.reason = input.reason, .until = {}});
}

/// No clock wakes the step. Still so while it is paused.
bool SessionMachine::is_held() const {
  return state_.current.status == StepStatus::kWaiting && !state_.current.timer;
}

/// Where nothing can have been started the session stands before its step again, with what it has
/// answered and checked: the server's mode may be stricter by now.
void SessionMachine::give_held() {
  auto& current = state_.current;
  state_.held.clear();
  current.message.clear();
  move(StepCause::kWoke);
  if (current.order) {
    record_step();
    resume_step();
    return;
  }
  --current.tries;
  if (current.only_if == OnlyIf::kAsked) current.only_if.reset();
  move(StepCause::kWanted);
  reach_step();
}

/// It is cancelled while nothing of it runs that this process could end. Where an attempt is held
/// that was given before, nobody has seen its end.
void SessionMachine::stop_waiting(const std::string& reason) {
  const auto held = std::exchange(state_.held, {});
  if (state_.snapshot) {
    snapshot_ended(state_.snapshot->moment, {.ending = flow::Ending::kCancelled, .message = held});
  } else if (is_held() && state_.current.order) {
    move(StepCause::kWoke);
    order_lost({.ending = flow::Ending::kUnknown, .message = state_.current.message});
  } else {
    finish_step(StepCause::kCancelled, reason);
    after_steps();
  }
}

}  // namespace fettle::engine
