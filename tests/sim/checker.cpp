#include "tests/sim/checker.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

namespace fettle::sim {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result)
    throw Violation{"the database: " + result.error().message + " " + result.error().detail};
  return *std::move(result);
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

void Checker::executed(const Execution& execution) {
  const int step = step_of(execution.script);
  const auto rows = sessions();
  const auto row = std::ranges::find(rows, execution.session, &Row::id);
  demand(row != rows.end(), "P4: a command of a session that is not stored: " + execution.session);
  demand(row->position == execution.target, "P4: a command ran on another session's target");
  at_most_once(execution, step);
  only_what_was_approved(execution, step, *row);
  steps_in_order(execution, step);
  within_concurrency(rows);
  if (!row->recheck && begun_.insert(execution.session).second) {
    after_the_wave_before(*row, rows);
    within_failures(*row, rows);
  }
}

/// P1: no changing step is started twice without a person's word.
void Checker::at_most_once(const Execution& execution, int step) {
  if (execution.attempt.empty()) return;
  demand(!attempts_.contains(execution.attempt),
         fmt::format("P1: attempt {} ran twice", execution.attempt));
  attempts_.emplace(execution.attempt, execution);
  const auto& planned = scenario_.steps[static_cast<std::size_t>(step)];
  auto& attempts = attempts_of_step_[{execution.session, step}];
  attempts.push_back(execution.attempt);
  const auto allowed = 1 + planned.retries + reopened_[execution.session] * (1 + planned.retries);
  demand(planned.idempotent || static_cast<int>(attempts.size()) <= allowed,
         fmt::format("P1: step {} of {} was started {} times, {} allowed", step, execution.session,
                     attempts.size(), allowed));
}

/// P4: nothing runs that differs from what was approved, and nothing without its approval.
void Checker::only_what_was_approved(const Execution& execution, int step, const Row& row) {
  const auto& planned = scenario_.steps[static_cast<std::size_t>(step)];
  if (!execution.attempt.empty()) {
    demand(execution.script == scenario_.script(step, row.position),
           "P4: not the approved text: " + execution.script);
  }
  demand(row.recheck || !planned.needs_approval || approvals_.contains({execution.session, step}),
         fmt::format("P4: step {} of {} ran without its approval", step, execution.session));
}

/// P1: a session never goes back to a step that it has left.
void Checker::steps_in_order(const Execution& execution, int step) {
  auto& last = last_step_.try_emplace(execution.session, step).first->second;
  demand(step >= last,
         fmt::format("P1: {} went back from step {} to {}", execution.session, last, step));
  last = step;
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
  if (wave == 0) return;
  const auto& before = scenario_.waves[wave - 1];
  const auto in_wave_before = [&](const Row& other) {
    return other.position >= before.first && other.position < before.first + before.count;
  };
  std::int64_t last_end = 0;
  bool completed = false;
  bool rechecked = false;
  for (const auto& other : rows) {
    if (!in_wave_before(other) || reopened_.contains(other.id)) continue;
    demand(!is_active(other.status) && other.status != "pending",
           fmt::format("P3: wave {} began while {} was {}", wave, other.id, other.status));
    if (!other.recheck) {
      last_end = std::max(last_end, other.ended_at);
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
  if (intervened_) return;  // a person decided to go on in spite of them
  const auto failures = std::ranges::count_if(rows, [&](const Row& other) {
    return is_failure(other.status) && other.ended_at < row.started_at;
  });
  demand(failures <= scenario_.max_failures,
         fmt::format("P3: a session began after {} failures, {} allowed", failures,
                     scenario_.max_failures));
}

void Checker::finished(const std::vector<Execution>& executions) {
  nothing_left_running();
  told_truly(executions);
  output_complete(executions);
}

/// P2: nothing says that it runs when nobody runs it any more.
void Checker::nothing_left_running() {
  for (const auto& row : sessions()) {
    demand(!is_active(row.status), fmt::format("P2: {} is {} for ever", row.id, row.status));
  }
}

/// P1: what is recorded of a changing step is what its target did.
void Checker::told_truly(const std::vector<Execution>& executions) {
  using Columns = std::tuple<std::string, int, std::string, std::int64_t>;
  for (const auto& [session, step, status, exit_status] : must(connection_.all<Columns>(
           "select session_id, step, status, exit_status from steps where answered = '' and "
           "message not like 'by hand%'"))) {
    const auto& planned = scenario_.steps[static_cast<std::size_t>(step)];
    if (planned.action != Action::kChange) continue;
    const Execution* last = nullptr;
    for (const auto& execution : executions) {
      const bool same = execution.session == session && step_of(execution.script) == step;
      if (same) last = &execution;
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
    const auto& planned = scenario_.steps[static_cast<std::size_t>(step_of(execution.script))];
    const bool sure = ended.contains(execution.session) && execution.exit_status == 0 &&
                      !planned.idempotent && !reopened_.contains(execution.session) &&
                      !planned.continue_on_error && planned.retries == 0;
    demand(!sure || text == execution.output, "P5: output is missing: " + execution.attempt);
  }
}

}  // namespace fettle::sim
