#include "tests/sim/checker.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/json.hpp"

namespace fettle::sim {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result)
    throw Violation{"the database: " + result.error().message + " " + result.error().detail};
  return *std::move(result);
}

/// Of a step, and not a snapshot's.
bool asks_only_if(const std::string& script) { return script.starts_with("needed "); }

bool is_of_a_step(const std::string& script) {
  return script.starts_with("change ") || script.starts_with("check ") ||
         script.starts_with("ready ") || asks_only_if(script);
}

/// The index of the step that a simulated script belongs to: "change 3 ...".
int step_of(const std::string& script) {
  int index = -1;
  const auto digits = std::string_view(script).substr(script.find(' ') + 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), index);
  return index;
}

bool is_active(const std::string& status) {
  return status == "running" || status == "awaiting_approval" || status == "awaiting_person" ||
         status == "paused";
}

bool is_under_way(engine::SessionStatus status) {
  return is_active(std::string(enum_name(status)));
}

bool is_failure(const std::string& status) { return status == "failed" || status == "interrupted"; }

void demand(bool holds, const std::string& what) {
  if (!holds) throw Violation{what};
}

}  // namespace

Checker::Checker(const Scenario& scenario, SimLoop& loop, store::Connection& connection)
    : scenario_(scenario), loop_(loop), connection_(connection) {}

std::vector<Checker::Row> Checker::sessions() {
  using Columns = std::tuple<std::string, int, int, bool, std::string, std::int64_t, std::int64_t>;
  std::vector<Row> rows;
  for (auto& [id, position, wave, recheck, status, started, ended] : must(connection_.all<Columns>(
           "select id, position, wave, recheck, status, coalesce(started_at, 0), "
           "coalesce(ended_at, 0) from sessions"))) {
    rows.push_back({id, position, wave, recheck, status, started, ended});
  }
  return rows;
}

engine::SessionState Checker::stored_state(const std::string& session) {
  return must(from_json<engine::SessionState>(
      must(connection_.one<std::string>("select state from sessions where id = ?", session))));
}

void Checker::executed(const Execution& execution) {
  const auto rows = sessions();
  const auto row = std::ranges::find(rows, execution.session, &Row::id);
  demand(row != rows.end(), "P4: a command of a session that is not stored: " + execution.session);
  demand(row->position == execution.target, "P4: a command ran on another session's target");
  demand(scenario_.modes.at(static_cast<std::size_t>(row->position)) != fleet::Mode::kAudit,
         "P4: something ran on an audited target: " + execution.script);
  const auto state = stored_state(execution.session);
  within_concurrency(rows);
  if (!is_of_a_step(execution.script)) return;
  const int step = step_of(execution.script);
  if (!execution.attempt.empty()) within_budget(row->position);
  only_where_needed(execution, step);
  at_most_once(execution, step);
  only_what_was_approved(execution, step, *row);
  rolled_back_for_a_reason(step, *row, state);
  steps_in_order(execution, step);
}

/// Sessions that begin with this commit must be allowed to.
void Checker::stored(const ports::Commit& commit) {
  may_be_forgotten_ = commit.may_be_deferred;
  for (const auto& write : commit.writes) {
    const auto* saved = std::get_if<ports::SessionSaved>(&write);
    if (saved == nullptr) continue;
    if (saved->state.status == engine::SessionStatus::kCompleted) succeeded(saved->session);
    if (!is_under_way(saved->state.status)) continue;
    if (!begun_.insert(saved->session).second) continue;
    const auto rows = sessions();
    const auto row = std::ranges::find(rows, saved->session, &Row::id);
    demand(row != rows.end(), "P3: a session began that is not stored: " + saved->session);
    if (row->recheck) continue;
    after_the_wave_before(*row, rows);
    // One that was skipped before it began, a person may have begun all the same.
    if (times_reopened(saved->session) == 0) within_failures(*row, rows);
  }
}

/// P3: nothing starts outside of a window, without room for the plan, or in a freeze.
void Checker::admitted(const std::string& session) {
  const auto& rules = scenario_.rules;
  if (!rules.any || overridden_) return;
  const auto rows = sessions();
  const auto row = std::ranges::find(rows, session, &Row::id);
  demand(row != rows.end(), "P3: a session may start that is not stored: " + session);
  const auto now = must(store::database_now(connection_));
  const auto since_start = now - kLaunched;
  demand(since_start < rules.freeze_begins || since_start >= rules.freeze_ends,
         fmt::format("P3: {} may start in a freeze, at {}", session, to_rfc3339(now)));
  if (rules.window_minutes == 0) return;
  constexpr Milliseconds kHour = std::chrono::hours(1);
  const auto opened = (since_start + kHour - std::chrono::minutes(rules.window_opens)) % kHour;
  const auto needs = std::chrono::minutes(row->recheck ? 0 : rules.needs_minutes);
  const Milliseconds length = std::chrono::minutes(rules.window_minutes);
  demand(opened < length && opened + needs <= length,
         fmt::format("P3: {} may start against its window, at {}", session, to_rfc3339(now)));
}

/// P3: no more targets of the budget are out than it lets be, by what the targets themselves say.
void Checker::within_budget(int position) {
  if (scenario_.rules.budget == 0) return;
  if (scenario_.frozen.targets.at(static_cast<std::size_t>(position)).server.role != "db") return;
  out_.insert(position);
  demand(std::ssize(out_) <= scenario_.rules.budget,
         fmt::format("P3: {} targets are out, the budget lets {}", out_.size(),
                     scenario_.rules.budget));
}

void Checker::succeeded(const std::string& session) {
  for (const auto& row : sessions()) {
    if (row.id == session && !row.recheck) out_.erase(row.position);
  }
}

void Checker::host_back(const std::string& host) {
  const auto& targets = scenario_.frozen.targets;
  for (int i = 0; i < std::ssize(targets); ++i) {
    if (fleet::host_key(targets[static_cast<std::size_t>(i)].server) == host) out_.erase(i);
  }
}

int Checker::times_reopened(const std::string& session) const {
  const auto found = reopened_.find(session);
  return found == reopened_.end() ? 0 : found->second;
}

/// P1: what is to be done is stored before it is begun, or a restart would not know of it.
void Checker::ordered(const ports::Order& order, std::int64_t lease) {
  const auto held = must(connection_.one<std::int64_t>("select lease_number from batches"));
  demand(held == lease, "P1: ordered by a process whose batch another has taken: " + order.id);
  const auto state = stored_state(order.session);
  int number = 0;
  const auto digits = std::string_view(order.id).substr(order.id.rfind('-') + 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  demand(number <= state.orders, "P1: sent before it was stored: " + order.id);
  const bool known = std::ranges::any_of(
      state.attempts, [&](const auto& attempt) { return attempt.id == order.attempt; });
  demand(known || order.attempt.empty(), "P1: sent before it was stored: " + order.attempt);
  demand(!may_be_forgotten_ || order.attempt.empty(),
         "P1: sent though a power cut would make us forget it: " + order.attempt);
}

/// P1: a receipt goes when nothing can make us ask for it again.
void Checker::released(const ports::Receipts& receipts) const {
  demand(!may_be_forgotten_ || receipts.attempts.empty(),
         "P1: receipts are removed though a power cut would make us forget their end: " +
             receipts.session);
}

/// P4: a rollback is for sessions that have failed, and is never taken for success.
void Checker::rolled_back_for_a_reason(int step, const Row& row,
                                       const engine::SessionState& state) {
  if (step < kRollbackFrom) return;
  demand(!row.recheck && state.failure != engine::FailureKind::kNone,
         "P4: rolled back without a failure: " + row.id);
}

/// P3: what the batch decides from, its counts, is what its sessions are.
void Checker::counts_agree() {
  const auto batch = must(from_json<engine::BatchState>(
      must(connection_.one<std::string>("select state from batches"))));
  if (batch.status == engine::BatchStatus::kPending) return;
  std::map<std::string, int> counts;
  int active = 0;
  int waiting = 0;
  int startable = 0;
  for (const auto& row : sessions()) {
    const bool pending = row.status == "pending";
    active += is_active(row.status) ? 1 : 0;
    startable += pending && row.wave <= batch.progress.wave ? 1 : 0;
    if (row.recheck) continue;
    waiting += pending ? 1 : 0;
    ++counts[row.status];
  }
  const engine::Tally tally{counts["completed"], counts["failed"], counts["interrupted"],
                            counts["cancelled"], counts["skipped"]};
  demand(batch.tally == tally, "P3: the batch miscounts how its sessions ended");
  // Those that were let start and have not begun count as running, and are pending still.
  const int let_start = batch.progress.running - active;
  demand(let_start >= 0 && let_start <= startable,
         fmt::format("P3: {} sessions run, the batch counts {}", active, batch.progress.running));
  demand(batch.waiting == waiting,
         fmt::format("P3: {} sessions wait, the batch counts {}", waiting, batch.waiting));
  const bool going = !has_ended(batch.status) && !batch.cancelling;
  demand(!going || batch.progress.pending == startable - let_start,
         fmt::format("P3: {} sessions may start, the batch counts {}", startable - let_start,
                     batch.progress.pending));
}

/// P1: no changing step is started twice without a person's word.
void Checker::at_most_once(const Execution& execution, int step) {
  if (execution.attempt.empty()) return;
  demand(!attempts_.contains(execution.attempt),
         fmt::format("P1: attempt {} ran twice", execution.attempt));
  attempts_.emplace(execution.attempt, execution);
  const auto& planned = scenario_.step(step);
  auto& attempts = attempts_of_step_[{execution.session, step}];
  attempts.push_back(execution.attempt);
  const auto allowed =
      1 + planned.retries + times_reopened(execution.session) * (1 + planned.retries);
  demand(planned.idempotent || static_cast<int>(attempts.size()) <= allowed,
         fmt::format("P1: step {} of {} was started {} times, {} allowed", step, execution.session,
                     attempts.size(), allowed));
}

/// P4: a step with `only_if` runs only after the target has said that it is needed.
void Checker::only_where_needed(const Execution& execution, int step) {
  if (!scenario_.step(step).only_if) return;
  auto& answer = needed_.try_emplace({execution.session, step}, 1).first->second;
  if (asks_only_if(execution.script)) {
    demand(execution.attempt.empty(), "P4: only_if was given to the target as a change");
    answer = execution.timed_out ? 1 : execution.exit_status;
    return;
  }
  demand(answer == 0, fmt::format("P4: step {} of {} ran and its only_if did not say so", step,
                                  execution.session));
}

/// P4: nothing runs that differs from what was approved, and nothing without its approval.
void Checker::only_what_was_approved(const Execution& execution, int step, const Row& row) {
  if (!execution.attempt.empty()) {
    demand(execution.script == scenario_.script(step, row.position),
           "P4: not the approved text: " + execution.script);
  }
  demand(row.recheck || asks_only_if(execution.script) ||
             !scenario_.needs_approval(step, row.position) ||
             approvals_.contains({execution.session, step}),
         fmt::format("P4: step {} of {} ran without its approval", step, execution.session));
}

/// P1: a session never goes back to a step that it has left, unless a person let one that was
/// rolled back begin anew.
void Checker::steps_in_order(const Execution& execution, int step) {
  const int times = times_reopened(execution.session);
  auto& last = last_step_.try_emplace(execution.session, Reached{step, times}).first->second;
  const bool anew = !scenario_.rollback.empty() && times > last.reopened;
  demand(step >= last.step || anew,
         fmt::format("P1: {} went back from step {} to {}", execution.session, last.step, step));
  last = {step, times};
}

/// P3: no concurrency is exceeded.
void Checker::within_concurrency(const std::vector<Row>& rows) {
  int active = 0;
  int current = 0;
  for (const auto& row : rows) {
    active += is_active(row.status) ? 1 : 0;
    if (row.started_at > 0 && !row.recheck) current = std::max(current, row.wave);
  }
  int allowed = 0;
  for (int wave = 0; wave <= current; ++wave) {
    allowed = std::max(allowed, scenario_.waves[static_cast<std::size_t>(wave)].parallelism);
  }
  demand(active <= allowed,
         fmt::format("P3: {} sessions at once, {} allowed in wave {}", active, allowed, current));
}

/// P3: a wave begins only after the one before has ended, soaked, been checked and approved. Which
/// target is in which wave is reckoned from the scenario, not taken from the stored rows.
void Checker::after_the_wave_before(const Row& row, const std::vector<Row>& rows) {
  std::size_t wave = 0;
  while (row.position >= scenario_.waves[wave].first + scenario_.waves[wave].count) ++wave;
  demand(static_cast<int>(wave) == row.wave,
         fmt::format("P3: target {} is in wave {}, not {}", row.position, wave, row.wave));
  if (wave == 0 || !waves_begun_.insert(wave).second) return;
  const auto& before = scenario_.waves[wave - 1];
  const auto in_wave_before = [&](const Row& other) {
    return other.position >= before.first && other.position < before.first + before.count;
  };
  std::set<std::string> ran_again;
  for (auto& session : must(connection_.all<std::string>(
           "select distinct session_id from events where kind = 'session_reopened'"))) {
    ran_again.insert(std::move(session));
  }
  std::int64_t last_end = 0;
  bool completed = false;
  bool rechecked = false;
  for (const auto& other : rows) {
    if (!in_wave_before(other)) continue;
    const bool over = !is_active(other.status) && other.status != "pending";
    demand(over || ran_again.contains(other.id),
           fmt::format("P3: wave {} began while {} was {}", wave, other.id, other.status));
    if (!other.recheck) {
      // One that ran again while the ring was proved is not waited for a second time, nor one that
      // was interrupted and then given up.
      const bool counts = !ran_again.contains(other.id) && other.status != "cancelled";
      if (counts) last_end = std::max(last_end, other.ended_at);
      completed = completed || other.status == "completed";
    }
    rechecked = rechecked || other.recheck;
  }
  demand(loop_.now().ms >= last_end + before.soak.count(),
         fmt::format("P3: wave {} began {} ms after the one before, {} ms of soak were asked", wave,
                     loop_.now().ms - last_end, before.soak.count()));
  demand(!before.recheck || !completed || rechecked, "P3: a ring was not checked again");
  demand(!before.approval_after || approved_waves_.contains(static_cast<int>(wave) - 1),
         "P4: a ring began without the approval before it");
}

/// P3: nothing new starts once more have failed than allowed.
void Checker::within_failures(const Row& row, const std::vector<Row>& rows) {
  const auto failures = std::ranges::count_if(rows, [&](const Row& other) {
    return is_failure(other.status) && other.ended_at < row.started_at &&
           other.ended_at > forgiven_until_.ms;
  });
  demand(failures <= scenario_.max_failures,
         fmt::format("P3: a session began after {} failures, {} allowed", failures,
                     scenario_.max_failures));
}

void Checker::finished(const SimFleet& fleet) {
  counts_agree();
  ring_gates_keep_their_time();
  nothing_left_over();
  lost_one_is_left_alone();
  receipts_are_gone(fleet.receipts());
  told_truly(fleet.executions());
  output_complete(fleet.executions());
}

/// P4: no ring is rejected for want of an answer before its time is over, and nobody is reminded
/// before half of it is, or twice. A restart tells of the gate again, and begins none.
void Checker::ring_gates_keep_their_time() {
  std::optional<std::int64_t> opened;
  bool reminded = false;
  using Columns = std::tuple<std::string, std::int64_t, std::string>;
  for (const auto& [kind, at, body] : must(connection_.all<Columns>(
           "select kind, at, body from events where kind in ('batch_gate_opened', "
           "'batch_gate_reminder', 'batch_gate_answered', 'batch_resumed', 'session_reopened') "
           "order by number"))) {
    if (kind == "batch_gate_opened") {
      reminded = reminded && opened;
      opened = opened.value_or(at);
      continue;
    }
    if (kind == "batch_gate_reminder") {
      demand(opened && !reminded && at >= *opened + (kGateExpiry / 2).count(),
             "P4: the gate of a ring reminded too early, or twice");
      reminded = true;
      continue;
    }
    const bool expired = kind == "batch_gate_answered" && body.contains("expired after");
    demand(!expired || (opened && at >= *opened + kGateExpiry.count()),
           "P4: the gate of a ring expired too early");
    opened.reset();
  }
}

/// P1: a session that is told to have left nothing on its target has left nothing there.
void Checker::receipts_are_gone(const std::vector<std::string>& receipts) {
  const auto released =
      must(connection_.all<std::string>("select id from sessions where released = 1"));
  for (const auto& attempt : receipts) {
    const auto session = attempt.substr(0, attempt.rfind('-'));
    demand(std::ranges::find(released, session) == released.end(),
           "P1: a receipt was left behind: " + attempt);
  }
}

/// P2: nothing says that it runs, or is still to come, when nobody runs it any more.
void Checker::nothing_left_over() {
  const auto status = must(connection_.one<std::string>("select status from batches"));
  for (const auto& row : sessions()) {
    // Re-checks that are due stay due until a batch that has halted goes on.
    const bool due = row.status == "pending" && !(status == "halted" && row.recheck);
    demand(!is_active(row.status) && !due,
           fmt::format("P2: {} is {} for ever", row.id, row.status));
    demand(row.status != "completed" || stored_state(row.id).stage == engine::SessionStage::kSteps,
           "P4: a session that was rolled back is told as completed: " + row.id);
  }
}

/// P3: a target that had gone before the launch is skipped, named, and nothing else.
void Checker::lost_one_is_left_alone() {
  if (!scenario_.lost_one) return;
  const auto rows = sessions();
  const auto row = std::ranges::find(rows, "lost", &Row::id);
  demand(row != rows.end() && row->status == "skipped" && row->started_at == 0,
         "P3: a target that had gone is not skipped");
  const auto state = stored_state(row->id);
  demand(state.status == engine::SessionStatus::kSkipped && state.orders == 0,
         "P3: a target that had gone was worked on");
}

/// P1: what is recorded of a changing step is what its target did.
void Checker::told_truly(const std::vector<Execution>& executions) {
  using Columns = std::tuple<std::string, int, std::string, std::int64_t>;
  for (const auto& [session, step, status, exit_status] : must(connection_.all<Columns>(
           "select session_id, step + case stage when 'rollback' then 100 else 0 end, status, "
           "exit_status from steps where answered = '' and message not like 'by hand%' and "
           "message not like 'only_if:%'"))) {
    const auto& planned = scenario_.step(step);
    if (planned.action != Action::kChange) continue;
    const Execution* last = nullptr;
    for (const auto& execution : executions) {
      if (execution.session != session || execution.attempt.empty()) continue;
      if (step_of(execution.script) == step) last = &execution;
    }
    if (status == "completed") {
      demand(last != nullptr && last->exit_status == 0,
             fmt::format("P1: step {} of {} is told as completed and was not", step, session));
    }
    if (status == "failed" && exit_status != 0) {
      demand(last != nullptr && last->exit_status == exit_status,
             fmt::format("P1: step {} of {} is told to have failed otherwise than it did", step,
                         session));
    }
  }
}

/// P5: every byte of output is stored once, in its place; of a step with a known end, all of it.
void Checker::output_complete(const std::vector<Execution>& executions) {
  std::map<std::string, std::string> stored;
  using Columns = std::tuple<std::string, std::int64_t, std::int64_t, store::Blob>;
  for (const auto& [order, start, length, text] : must(connection_.all<Columns>(
           "select order_id, start, length, text from output order by order_id, start"))) {
    auto& sofar = stored[order];
    demand(start == static_cast<std::int64_t>(sofar.size()),
           fmt::format("P5: output of {} has a gap or an overlap at {}", order, start));
    demand(length == static_cast<std::int64_t>(text.bytes.size()), "P5: a chunk of wrong length");
    sofar += text.bytes;
  }
  std::set<std::string> ended;
  for (const auto& [session] : must(connection_.all<std::tuple<std::string>>(
           "select id from sessions where status = 'completed'"))) {
    ended.insert(session);
  }
  for (const auto& execution : executions) {
    if (execution.attempt.empty()) continue;
    const auto& text = stored[execution.attempt];
    demand(execution.output.starts_with(text), "P5: stored output is not what the target wrote");
    const auto& planned = scenario_.step(step_of(execution.script));
    const bool sure = ended.contains(execution.session) && execution.exit_status == 0 &&
                      !planned.idempotent && times_reopened(execution.session) == 0 &&
                      !planned.continue_on_error && planned.retries == 0;
    demand(!sure || text == execution.output, "P5: output is missing: " + execution.attempt);
  }
}

}  // namespace fettle::sim
