#include "tests/sim/person.hpp"

#include "base/json.hpp"
#include "store/budget_store.hpp"
#include "store/window_store.hpp"
#include "tests/sim/must.hpp"
#include "tests/sim/sim_journal.hpp"

namespace fettle::sim {
namespace {

using engine::SessionStatus;

/// What was on its way when the last process died has arrived by then.
constexpr Milliseconds kHostsBackAfter = kHealsAfter + std::chrono::minutes(15);
constexpr int kInterventionsMax = 5;

}  // namespace

bool Person::has_given_up() const {
  return !scenario_.patient || interventions_ >= kInterventionsMax;
}

void Person::look(runner::Runner& runner) {
  runner_ = &runner;
  checker_.counts_agree();
  if (!scenario_.away) answer_gates();
  if (scenario_.nervous && dice_.percent(30)) fidget();
  if (healed_) resume_paused();
  if (scenario_.rules.any) see_to_rules();
  steer();
  if (engine::has_ended(runner.batch_state(batch_)->status)) intervene();
}

/// Pauses the batch, lets it go on, or cancels it.
void Person::steer() {
  const auto status = runner().batch_state(batch_)->status;
  if (status == engine::BatchStatus::kPaused && (healed_ || dice_.percent(50))) {
    must(runner().dispatch(batch_, engine::BatchInput(engine::UnpauseBatch{})), "unpause");
  } else if (status == engine::BatchStatus::kRunning && dice_.percent(scenario_.pausing / 5)) {
    must(runner().dispatch(batch_, engine::BatchInput(engine::PauseBatch{})), "pause");
  } else if (scenario_.cancelling > 0 && dice_.percent(3) && !engine::has_ended(status)) {
    static_cast<void>(
        runner().dispatch(batch_, engine::BatchInput(engine::CancelBatch{"no longer wanted"})));
    scenario_.cancelling = 0;
    for (const auto& session : sessions_) {
      if (scenario_.nervous) say_something(session);
    }
  }
}

void Person::answer_gates() {
  for (const auto& session : runner().sessions_in(batch_, SessionStatus::kAwaitingApproval)) {
    if (dice_.percent(40)) continue;  // late
    const auto state = must(
        database_.one<std::string>("select state from sessions where id = ?", session), "state");
    const auto stored = must(from_json<engine::SessionState>(state), "decode");
    if (stored.status != SessionStatus::kAwaitingApproval) continue;  // not stored yet
    const bool approve = !dice_.percent(scenario_.rejecting);
    const bool back = stored.stage == engine::SessionStage::kRollback;
    if (approve) checker_.approved(session, stored.step + (back ? kRollbackFrom : 0));
    must(runner().dispatch(session,
                           engine::AnswerGate{approve, {.by = engine::command_line("tester")}}),
         "gate");
  }
  answer_wave_gate();
}

void Person::answer_wave_gate() {
  const auto* state = runner().batch_state(batch_);
  if (state->status == engine::BatchStatus::kAwaitingApproval && dice_.percent(60)) {
    const bool approve = !dice_.percent(scenario_.rejecting);
    if (approve) checker_.wave_approved(state->progress.wave);
    must(runner().dispatch(batch_, engine::BatchInput(engine::AnswerBatchGate{
                                       approve, {.by = engine::command_line("tester")}})),
         "ring gate");
  }
}

void Person::intervene() {
  const auto* state = runner().batch_state(batch_);
  if (engine::is_final(state->status) || !scenario_.patient) return;
  if (++interventions_ > kInterventionsMax) return;
  const bool halted = state->status == engine::BatchStatus::kHalted;
  if (halted && dice_.percent(8)) {
    must(runner().dispatch(batch_, engine::BatchInput(engine::CancelBatch{"given up"})), "give up");
  } else if (halted && dice_.percent(40)) {
    checker_.gone_on();
    must(runner().dispatch(batch_, engine::BatchInput(engine::ContinueBatch{
                                       {.by = engine::command_line("tester")}})),
         "go on");
  } else {
    reopen_some();
  }
}

void Person::reopen_some() {
  for (const auto status : {SessionStatus::kFailed, SessionStatus::kInterrupted}) {
    for (const auto& session : runner().sessions_in(batch_, status)) {
      checker_.reopened(session);
      const bool pass = dice_.percent(25);
      const auto done = engine::ResolveStep{engine::ResolveStep::As::kDone, "by hand"};
      if (pass && runner().dispatch(session, engine::SessionInput(done))) continue;
      must(runner().dispatch(session, engine::SessionInput(engine::ReopenSession{"again"})),
           "reopen");
    }
  }
}

/// Tells any session a few things, whether they make sense or not.
void Person::fidget() {
  const auto at = dice_.between(0, static_cast<int>(sessions_.size()) - 1);
  for (int words = dice_.between(1, 3); words > 0; --words) {
    say_something(sessions_[static_cast<std::size_t>(at)]);
  }
}

void Person::say_something(const std::string& session) {
  using As = engine::ResolveStep::As;
  const std::vector<engine::SessionInput> words{
      engine::PauseSession{},
      engine::UnpauseSession{},
      engine::CancelSession{"stop"},
      engine::SkipSession{"not this one"},
      engine::ReopenSession{"again"},
      engine::RollBackSession{"undo it"},
      engine::AnswerPerson{{}, {.by = engine::command_line("x")}},
      engine::ResolveStep{As::kDone, "by hand"},
      engine::ResolveStep{As::kSkipped, "by hand"}};
  const int which = dice_.between(0, static_cast<int>(words.size()) - 1);
  const auto excuse = [&] {
    if (which == 4 || which == 5 || which >= 7) checker_.reopened(session);
  };
  try {
    if (runner().dispatch(session, words[static_cast<std::size_t>(which)])) excuse();
  } catch (const Death&) {
    excuse();
    throw;
  }
}

/// Overrides windows and freezes, or says that hosts are in service again whose sessions did not
/// succeed.
void Person::see_to_rules() {
  auto& rules = scenario_.rules;
  if (rules.override && dice_.percent(3)) {
    rules.override = false;
    must(store::override_rules(database_, {kSimTeam, batch_}, {"urgent", "{}", loop_.now()}),
         "override");
    checker_.overridden();
    runner().rules_changed();
  }
  if (loop_.now() >= kLaunched + kHostsBackAfter) {
    for (const auto& out : must(store::hosts_out(database_, kSimTeam), "hosts out")) {
      if (out.under_way) continue;
      must(store::take_host_back(database_, store::TeamKey{kSimTeam, out.host}), "host back");
      checker_.host_back(out.host);
    }
  }
}

void Person::resume_paused() {
  for (const auto& session : runner().sessions_in(batch_, SessionStatus::kPaused)) {
    must(runner().dispatch(session, engine::SessionInput(engine::UnpauseSession{})), "resume");
  }
}

}  // namespace fettle::sim
