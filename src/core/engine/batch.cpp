#include "core/engine/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/check.hpp"
#include "base/json.hpp"

namespace fettle::engine {
namespace {

bool counts_as_failure(SessionStatus status) {
  return status == SessionStatus::kFailed || status == SessionStatus::kInterrupted;
}

/// A batch while one input goes through it.
class BatchMachine {
 public:
  BatchMachine(BatchState state, const BatchContext& context, Instant now)
      : rollout_(*context.rollout), context_(context), now_(now), state_(out_.state) {
    state_ = std::move(state);
  }

  Result<void> on(const LaunchBatch&);
  Result<void> on(const AnswerLaunch& input);
  Result<void> on(const SessionChanged& input);
  Result<void> on(const StartsWithdrawn& input);
  Result<void> on(const BatchTimerDue&);
  Result<void> on(const AnswerBatchGate& input);
  Result<void> on(const PauseBatch&);
  Result<void> on(const UnpauseBatch&);
  Result<void> on(const CancelBatch& input);
  Result<void> on(const ContinueBatch& input);
  Result<void> on(const MessageWanted& input);
  Result<void> on(const BatchRestarted&);

  BatchDecision decision() && { return std::move(out_); }

 private:
  void count_recheck(const SessionChanged& input);
  void count_ended(const SessionChanged& input);
  void count_reopened(const SessionChanged& input);
  int* tally(SessionStatus status);
  void reopen();

  void advance_rollout();
  void carry_out(const rollout::Decision& decision);
  void enter(rollout::Stage stage);
  void set_timer(Instant at);
  Result<void> gate_timer_due(Instant due);
  void begin_wave(int index);
  void halt();
  void finish();
  const rollout::Wave& wave() const {
    return rollout_.waves[static_cast<std::size_t>(state_.progress.wave)];
  }

  bool move(BatchCause cause);
  void tell(EventBody body);
  Error not_now(std::string_view what) const;

  const rollout::Rollout& rollout_;
  const BatchContext& context_;
  Instant now_;
  BatchDecision out_;
  BatchState& state_;
};

// --- events -----------------------------------------------------------------------------------

Result<void> BatchMachine::on(const LaunchBatch&) {
  if (!move(BatchCause::kLaunched)) return std::unexpected(not_now("launched"));
  tell(BatchStarted{});
  if (!rollout_.waves.empty()) begin_wave(0);
  advance_rollout();
  return {};
}

Result<void> BatchMachine::on(const AnswerLaunch& input) {
  if (state_.status != BatchStatus::kPendingApproval) {
    return std::unexpected(not_now("approved or rejected before its launch"));
  }
  if (!input.approved) {
    tell(LaunchAnswered{input.approved, input.by});
    return on(CancelBatch{fmt::format("rejected by {}", text(input.by))});
  }
  move(BatchCause::kApproved);
  state_.reason.clear();
  tell(LaunchAnswered{input.approved, input.by});
  return on(LaunchBatch{});
}

Result<void> BatchMachine::on(const SessionChanged& input) {
  if (input.recheck) {
    count_recheck(input);
  } else if (input.was == SessionStatus::kPending && input.is == SessionStatus::kRunning) {
    --state_.waiting;
    return {};  // counted as running when it was let start
  } else if (has_ended(input.is)) {
    count_ended(input);
  } else {
    count_reopened(input);
  }
  advance_rollout();
  return {};
}

Result<void> BatchMachine::on(const StartsWithdrawn& input) {
  state_.progress.running -= input.count;
  if (!state_.cancelling) {
    state_.progress.pending += input.count;
    state_.progress.retried += input.retried;
  }
  advance_rollout();
  return {};
}

Result<void> BatchMachine::on(const BatchTimerDue&) {
  if (!state_.timer || now_ < *state_.timer) return {};
  if (state_.status == BatchStatus::kAwaitingApproval) return gate_timer_due(*state_.timer);
  if (state_.status != BatchStatus::kSoaking) return {};
  state_.timer.reset();
  move(BatchCause::kSoakOver);
  carry_out(leave(rollout_, state_.progress));
  advance_rollout();
  return {};
}

/// Half of the gate's time is over, or all of it.
Result<void> BatchMachine::gate_timer_due(Instant due) {
  const auto expiry = due + context_.gate_expiry / 2;
  if (std::exchange(state_.reminder_due, false) && now_ < expiry) {
    tell(BatchGateReminder{wave().name});
    set_timer(expiry);
    return {};
  }
  const Principal nobody{
      .name = fmt::format("nobody (expired after {})", describe(context_.gate_expiry))};
  return on(AnswerBatchGate{false, {.by = nobody}});
}

Result<void> BatchMachine::on(const AnswerBatchGate& input) {
  if (state_.status != BatchStatus::kAwaitingApproval) {
    return std::unexpected(not_now("approved or rejected"));
  }
  state_.timer.reset();
  state_.reminder_due = false;
  tell(BatchGateAnswered{input.approved, input.by});
  if (!input.approved) {
    state_.reason = fmt::format("ring \"{}\" was rejected by {}", wave().name, text(input.by));
    move(BatchCause::kRejected);
    halt();
    return {};
  }
  move(BatchCause::kApproved);
  carry_out(leave(rollout_, state_.progress));
  advance_rollout();
  return {};
}

Result<void> BatchMachine::on(const PauseBatch& input) {
  if (!move(BatchCause::kPaused)) return std::unexpected(not_now("paused"));
  tell(BatchPaused{input.by});
  out_.effects.emplace_back(PauseSessions{});
  return {};
}

Result<void> BatchMachine::on(const UnpauseBatch& input) {
  if (!move(BatchCause::kUnpaused)) return std::unexpected(not_now("resumed"));
  tell(BatchResumed{input.by});
  out_.effects.emplace_back(UnpauseSessions{});
  if (state_.progress.stage == rollout::Stage::kSoak && state_.timer) {
    move(BatchCause::kSoakBegan);
    return on(BatchTimerDue{});
  }
  advance_rollout();
  return {};
}

Result<void> BatchMachine::on(const CancelBatch& input) {
  if (is_final(state_.status) || state_.status == BatchStatus::kFailed || state_.cancelling) {
    return std::unexpected(not_now("cancelled"));
  }
  state_.cancelling = true;
  state_.reason = input.reason;
  state_.timer.reset();
  out_.effects.emplace_back(CancelSessions{input.reason});
  state_.tally.cancelled += std::exchange(state_.waiting, 0);
  state_.progress.pending = state_.progress.retried = 0;
  finish();
  return {};
}

Result<void> BatchMachine::on(const ContinueBatch& input) {
  if (state_.status != BatchStatus::kHalted) return std::unexpected(not_now("continued"));
  reopen();
  state_.waived_failures += std::exchange(state_.progress.failures, 0);
  tell(BatchResumed{input.by, true});
  if (state_.progress.stage == rollout::Stage::kApproval) enter(rollout::Stage::kApproval);
  advance_rollout();
  return {};
}

Result<void> BatchMachine::on(const MessageWanted& input) {
  if (std::ranges::find(state_.sent, input.step) != state_.sent.end()) return {};
  state_.sent.push_back(input.step);
  out_.effects.emplace_back(SendBatchMessage{input.message});
  tell(MessageSent{input.message.message});
  out_.events.back().step = input.step;
  return {};
}

Result<void> BatchMachine::on(const BatchRestarted&) {
  if (state_.timer) out_.effects.emplace_back(SetBatchTimer{*state_.timer});
  if (state_.status == BatchStatus::kAwaitingApproval) {
    tell(BatchGateOpened{wave().name});
  }
  advance_rollout();
  return {};
}

// --- counting ---------------------------------------------------------------------------------

int* BatchMachine::tally(SessionStatus status) {
  switch (status) {
    case SessionStatus::kCompleted:
      return &state_.tally.completed;
    case SessionStatus::kFailed:
      return &state_.tally.failed;
    case SessionStatus::kInterrupted:
      return &state_.tally.interrupted;
    case SessionStatus::kCancelled:
      return &state_.tally.cancelled;
    case SessionStatus::kSkipped:
      return &state_.tally.skipped;
    default:
      return nullptr;
  }
}

/// A session whose re-check failed stays completed, as that is what happened; the failure counts.
void BatchMachine::count_recheck(const SessionChanged& input) {
  if (!has_ended(input.is)) return;
  --state_.progress.running;
  if (input.is == SessionStatus::kCompleted || input.is == SessionStatus::kCancelled) return;
  ++state_.progress.failures;
  state_.reason = fmt::format("re-check of ring \"{}\" failed on {}: {}", wave().name, input.target,
                              input.reason);
}

void BatchMachine::count_ended(const SessionChanged& input) {
  if (input.was == SessionStatus::kInterrupted) {  // cancelled by a person afterwards
    --state_.tally.interrupted;
  } else if (input.was_let_start) {
    --state_.waiting;
    --state_.progress.running;
  } else if (input.was == SessionStatus::kPending) {
    --state_.waiting;
    if (input.wave <= state_.progress.wave) --state_.progress.pending;
    if (input.was_retried) --state_.progress.retried;
  } else {
    --state_.progress.running;
  }
  ++*tally(input.is);
  if (input.is == SessionStatus::kCompleted && input.wave == state_.progress.wave) {
    ++state_.completed_here;
  }
  if (!counts_as_failure(input.is)) return;
  ++state_.progress.failures;
  state_.reason = fmt::format("{}: {}", input.target, input.reason);
}

/// A session that had ended is pending again.
void BatchMachine::count_reopened(const SessionChanged& input) {
  --*tally(input.was);
  // Which of the failures were waived_failures is not known here: this one is taken for one of
  // them, or a failure that nobody has decided about would be forgotten.
  if (counts_as_failure(input.was)) {
    int& failures = state_.waived_failures > 0 ? state_.waived_failures : state_.progress.failures;
    --failures;
  }
  ++state_.progress.pending;
  ++state_.progress.retried;
  ++state_.waiting;
  // What follows the wave comes after this session too: at once, or when the re-check that goes on
  // beside it is over.
  if (state_.progress.stage == rollout::Stage::kRecheck) {
    state_.recheck_required = true;
  } else {
    state_.progress.stage = rollout::Stage::kTargets;
    state_.timer.reset();
  }
  if (state_.status != BatchStatus::kRunning) reopen();
}

/// The sessions that were left out when the batch halted become pending again with it.
void BatchMachine::reopen() {
  move(BatchCause::kReopened);
  state_.reason.clear();
  if (state_.skipped_by_halt == 0) return;
  state_.tally.skipped -= state_.skipped_by_halt;
  state_.waiting += std::exchange(state_.skipped_by_halt, 0);
  out_.effects.emplace_back(ReopenRemaining{});
}

// --- what comes next --------------------------------------------------------------------------

void BatchMachine::advance_rollout() {
  if (state_.cancelling) {
    finish();
    return;
  }
  while (state_.status == BatchStatus::kRunning) {
    const auto decision = decide(rollout_, state_.progress);
    if (std::holds_alternative<rollout::Wait>(decision)) {
      const bool too_many = state_.progress.failures > rollout_.max_failures;
      if (too_many && state_.progress.running > 0) out_.effects.emplace_back(WithdrawStarts{});
      return;
    }
    const bool starts = std::holds_alternative<rollout::Start>(decision);
    if (!starts && std::exchange(state_.recheck_required, false)) {
      state_.progress.stage = rollout::Stage::kTargets;  // soaks and is checked once more
    } else {
      carry_out(decision);
    }
  }
}

void BatchMachine::carry_out(const rollout::Decision& decision) {
  if (const auto* start = std::get_if<rollout::Start>(&decision)) {
    state_.progress.pending -= start->count;
    state_.progress.retried -= std::min(start->count, state_.progress.retried);
    state_.progress.running += start->count;
    out_.effects.emplace_back(StartSessions{start->count});
  } else if (const auto* stage = std::get_if<rollout::Enter>(&decision)) {
    enter(stage->stage);
  } else if (std::holds_alternative<rollout::NextWave>(decision)) {
    begin_wave(state_.progress.wave + 1);
  } else if (std::holds_alternative<rollout::Halt>(decision)) {
    move(BatchCause::kHalted);
    halt();
  } else if (std::holds_alternative<rollout::Done>(decision)) {
    finish();
  }
}

void BatchMachine::enter(rollout::Stage stage) {
  state_.progress.stage = stage;
  switch (stage) {
    case rollout::Stage::kTargets:
      return;
    case rollout::Stage::kSoak:
      // From the last target's end, so that a slow host can't shorten it for the others.
      move(BatchCause::kSoakBegan);
      set_timer(now_ + wave().soak);
      tell(SoakStarted{wave().name, *state_.timer});
      return;
    case rollout::Stage::kRecheck:
      state_.progress.pending = state_.completed_here;
      out_.effects.emplace_back(CreateRechecks{state_.progress.wave});
      tell(RecheckStarted{wave().name});
      return;
    case rollout::Stage::kApproval:
      move(BatchCause::kGateOpened);
      state_.reminder_due = true;
      set_timer(now_ + context_.gate_expiry / 2);
      tell(BatchGateOpened{wave().name});
      return;
  }
}

void BatchMachine::set_timer(Instant at) {
  state_.timer = at;
  out_.effects.emplace_back(SetBatchTimer{at});
}

void BatchMachine::begin_wave(int index) {
  state_.progress.wave = index;
  state_.progress.stage = rollout::Stage::kTargets;
  state_.progress.pending += wave().count;
  state_.completed_here = 0;
  tell(WaveStarted{index, static_cast<int>(rollout_.waves.size()), wave().name, wave().count});
}

void BatchMachine::halt() {
  state_.skipped_by_halt = std::exchange(state_.waiting, 0);
  state_.tally.skipped += state_.skipped_by_halt;
  out_.effects.emplace_back(SkipRemaining{fmt::format("halted: {}", state_.reason)});
  tell(BatchHalted{state_.reason});
}

void BatchMachine::finish() {
  if (state_.progress.running > 0 || is_final(state_.status)) return;
  const auto& tally = state_.tally;
  auto cause = BatchCause::kCompleted;
  if (tally.failed + tally.interrupted + tally.cancelled > 0) cause = BatchCause::kFailed;
  if (state_.cancelling) cause = BatchCause::kCancelled;
  if (cause == BatchCause::kCompleted) state_.reason.clear();
  FETTLE_CHECK(move(cause));
  tell(BatchEnded{state_.reason});
}

// --- bookkeeping ------------------------------------------------------------------------------

bool BatchMachine::move(BatchCause cause) {
  const auto to = next(batch_table(), state_.status, cause);
  if (!to) return false;
  out_.moves.push_back({state_.status, cause, *to});
  state_.status = *to;
  return true;
}

void BatchMachine::tell(EventBody body) {
  out_.events.push_back(
      {.body = std::move(body), .at = now_, .status = std::string(enum_name(state_.status))});
}

Error BatchMachine::not_now(std::string_view what) const {
  return {ErrorCode::kConflict,
          fmt::format("a batch that is {} cannot be {}", enum_name(state_.status), what),
          {},
          {}};
}

}  // namespace

Result<BatchDecision> advance(const BatchState& state, const BatchInput& input,
                              const BatchContext& context, Instant now) {
  BatchMachine machine(state, context, now);
  FETTLE_TRY_VOID(std::visit([&](const auto& e) { return machine.on(e); }, input));
  auto decision = std::move(machine).decision();
  if (decision.state != state) ++decision.state.version;
  return decision;
}

}  // namespace fettle::engine
