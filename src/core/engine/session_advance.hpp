// The working part of session.hpp: a session's state while one input goes through it. Private to
// the engine. session_advance.cpp moves between steps and stages, session_step.cpp carries one
// step, session_held.cpp holds one.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "core/engine/session.hpp"

namespace fettle::engine {

class SessionMachine {
 public:
  SessionMachine(SessionState state, const SessionContext& context, Instant now);

  Result<void> take(const SessionInput& input);
  SessionDecision decision() && { return std::move(out_); }

 private:
  // Events: session_advance.cpp.
  Result<void> on(const StartSession&);
  Result<void> on(const OrderStarted& input);
  Result<void> on(const OrderEnded& input);
  Result<void> on(const SessionTimerDue&);
  Result<void> on(const AnswerGate& input);
  Result<void> on(const AnswerPerson& input);
  Result<void> on(const PauseSession&);
  Result<void> on(const UnpauseSession&);
  Result<void> on(const CancelSession& input);
  Result<void> on(const ReopenSession& input);
  Result<void> on(const RollBackSession& input);
  Result<void> on(const ResolveStep& input);
  Result<void> on(const SkipSession& input);
  Result<void> on(const Restarted&);

  // Between steps and stages: session_advance.cpp.
  void enter_stage(SessionStage stage);
  void continue_stage();
  void go_on();
  void pause();
  void after_steps();
  void end();
  void snapshot(Moment moment);
  void snapshot_ended(Moment moment, const flow::CommandResult& result);
  void fail(FailureKind kind, std::string reason);
  Result<void> reopen(std::string_view what, std::string reason);
  const std::vector<flow::Step>& stage_steps() const;
  const flow::Step& step() const;
  std::optional<int> step_after(int index) const;

  // One step: session_step.cpp.
  void reach_step();
  void ask_only_if();
  void order_only_if();
  void only_if_answered(const flow::CommandResult& result);
  void open_gate(std::string reason);
  void begin_step();
  void resume_step();
  void step_event(const flow::StepEvent& input);
  void order(const flow::Command& command);
  void ask(const flow::Run& run);
  void ask(const flow::WakeAt& wake);
  void ask(const flow::AskPerson& person);
  void ask(const flow::Send& send);
  void ask(const flow::Finish& finish);
  void order_ended(const flow::CommandResult& result);
  void order_lost(const flow::CommandResult& result);
  void order_unreachable(const flow::CommandResult& result);
  void retry_or_fail(StepCause cause, FailureKind kind, std::string message);
  void finish_step(StepCause cause, std::string message);
  void leave_step();
  void go_to(const std::string& place);
  bool tries_left() const;
  bool is_by_hand_here() const;

  // Orders that may not be given here: session_held.cpp.
  Result<void> on(const OrderHeld& input);
  void hold_step(const OrderHeld& input);
  bool is_held() const;
  void give_held();
  void stop_waiting(const std::string& reason);

  // The bookkeeping that all of it shares.
  bool move(SessionCause cause);
  void move(StepCause cause);
  void sleep_until(Instant at, TimerPurpose purpose);
  OrderState new_order(const flow::Command& command);
  void record_step();
  void tell(std::string status, EventBody body);
  void tell_step(EventBody body);
  void effect(SessionEffect effect) { out_.effects.push_back(std::move(effect)); }

  const SessionContext& context_;
  Instant now_;
  SessionDecision out_;
  SessionState& state_;               ///< of out_
  bool nothing_was_started_ = false;  ///< the order that is made again found no link before
};

}  // namespace fettle::engine
