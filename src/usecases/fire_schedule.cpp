#include "usecases/fire_schedule.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/json.hpp"
#include "core/engine/session.hpp"
#include "core/rollout/strategy.hpp"
#include "core/schedule/due.hpp"
#include "store/batch_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit.hpp"
#include "usecases/notify_team.hpp"
#include "usecases/plan_launch.hpp"
#include "usecases/prepared_launch.hpp"

namespace fettle::usecases {
namespace {

using schedule::Due;
using store::ScheduleRow;

Result<Due> due_of(const ScheduleRow& row, Instant now) {
  FETTLE_TRY(zone, schedule::load_zone(row.timezone));
  schedule::Plan plan{.zone = zone,
                      .next = Instant{row.next_run_at.value_or(0)},
                      .grace = std::chrono::minutes(row.grace_minutes)};
  if (!row.cron_expression.empty()) {
    Diagnostics ignored;  // checked when it was stored
    plan.cron = schedule::parse_cron(row.cron_expression, ignored);
  }
  return schedule::look_due(plan, now);
}

/// The batch of a run, not stored yet.
store::NewBatch run_of(Context& context, const ScheduleRow& row, const PreparedLaunch& launch) {
  auto batch = new_batch(launch, context.now, context.random);
  batch.origin = {.team_id = row.team_id,
                  .tree_id = row.tree_id,
                  .schedule_id = row.id,
                  .target_list_id = row.target_list_id,
                  .retry_of = {},
                  .launched_by = to_canonical_json(context.actor.principal),
                  .risk_level = std::string(enum_name(launch.plan.flow.risk))};
  return batch;
}

Result<void> add_run(Context& context, const store::NewBatch& batch) {
  FETTLE_TRY_VOID(store::add_batch(context.database, batch));
  FETTLE_TRY_VOID(announce(context, "batches", "created", batch.id));
  const auto sessions = batch.sessions.size();
  return notify_team(
      context, {.event = ports::TeamEvent::kRunReady,
                .text = fmt::format("Maintenance run ready: {} - {} session{} created", batch.name,
                                    sessions, sessions == 1 ? "" : "s"),
                .link = fmt::format("/flows/{}/batches/{}", *batch.origin.tree_id, batch.id)});
}

/// The schedule moves on to its next instant.
void move_on(ScheduleRow& row, const Due& due) {
  row.next_run_at = due.next ? std::optional(due.next->ms) : std::nullopt;
  ++row.version;
}

Result<void> miss(Context& context, ScheduleRow row, const Due& due, std::string reason) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(is_first, store::insert_firing(context.database, {.schedule_id = row.id,
                                                               .planned_at = due.planned.ms,
                                                               .batch_id = {},
                                                               .outcome = "missed",
                                                               .reason = reason,
                                                               .at = context.now.ms}));
  move_on(row, due);
  if (!due.next) {
    row.status = "missed";
    row.is_active = false;
  }
  FETTLE_TRY(is_current, store::update_schedule(context.database, row));
  if (!is_current) return {};  // somebody changed it meanwhile: looked at again
  if (is_first) {
    FETTLE_TRY_VOID(notify_team(context, {.event = ports::TeamEvent::kMissed,
                                          .text = fmt::format("Maintenance run missed: {}", reason),
                                          .link = "/maintenances/schedules/" + row.id}));
    FETTLE_TRY_VOID(announce(context, "schedules", "updated", row.id));
  }
  return transaction.commit();
}

/// A schedule whose instant has come, with what would run.
struct Firing {
  Context& context;
  ScheduleRow row;
  Due due;
  PreparedLaunch launch;
  std::optional<store::NewBatch> batch = {};  ///< none where the run before is not over
};

/// Writes down that the instant is decided, and moves the schedule on. False where somebody else
/// has decided it or it must wait: then nothing is written. kStale where the schedule was changed
/// meanwhile: then nothing of the transaction may stand.
Result<bool> claim(Firing& firing) {
  auto& [context, row, due, launch, batch] = firing;
  FETTLE_TRY(running, store::count_running_batches(context.database, row.id));
  const bool overlaps = running > 0;
  if (overlaps && row.overlap == "queue") return false;  // looked at again when that ends
  if (!overlaps) {
    batch = run_of(context, row, launch);
    row.last_run_at = context.now.ms;
    row.status = "running";
  }
  FETTLE_TRY(is_first,
             store::insert_firing(context.database,
                                  {.schedule_id = row.id,
                                   .planned_at = due.planned.ms,
                                   .batch_id = batch ? std::optional(batch->id) : std::nullopt,
                                   .outcome = batch ? "fired" : "skipped",
                                   .reason = batch ? "" : "the run before is not over",
                                   .at = context.now.ms}));
  if (!is_first) {
    batch.reset();
    return false;
  }
  move_on(row, due);
  FETTLE_TRY(is_current, store::update_schedule(context.database, row));
  if (is_current) return true;
  return fail(ErrorCode::kStale, "the schedule was changed meanwhile; it is looked at again");
}

/// In one transaction: all are claimed before anything is announced, as whoever edits a schedule
/// writes it and then announces that; two who lock in different orders would wait for each other.
Result<void> fire_all(std::vector<Firing>& firings) {
  if (firings.empty()) return {};
  auto& database = firings.front().context.database;
  FETTLE_TRY(transaction, store::Transaction::begin(database));
  std::vector<Firing*> claimed;
  for (auto& firing : firings) {
    FETTLE_TRY(is_ours, claim(firing));
    if (is_ours) claimed.push_back(&firing);
  }
  for (auto* firing : claimed) {
    if (firing->batch) FETTLE_TRY_VOID(add_run(firing->context, *firing->batch));
    FETTLE_TRY_VOID(announce(firing->context, "schedules", "updated", firing->row.id));
  }
  FETTLE_TRY_VOID(transaction.commit());
  for (auto* firing : claimed) {
    if (firing->batch) firing->context.services.batches.take_up(firing->batch->id);
  }
  return {};
}

/// What is to be fired; none where it is not due. A missed instant is written down here.
Result<std::optional<Firing>> look(Context& context, const ScheduleRow& row) {
  if (!row.next_run_at || !row.is_active) return std::nullopt;
  FETTLE_TRY(due, due_of(row, context.now));
  if (due.kind == Due::Kind::kLater) return std::nullopt;
  const bool is_approved = row.status == "approved" || row.status == "running";
  if (!is_approved || row.approved_record.empty()) {
    FETTLE_TRY_VOID(miss(context, row, due, "it was due before anybody approved it"));
    return std::nullopt;
  }
  if (due.kind == Due::Kind::kMissed) {
    FETTLE_TRY_VOID(miss(context, row, due,
                         fmt::format("it was due more than {} minutes ago", row.grace_minutes)));
    return std::nullopt;
  }
  FETTLE_TRY(launch, approved_launch(context, row));
  return Firing{context, row, due, std::move(launch)};
}

}  // namespace

Result<PreparedLaunch> approved_launch(Context& context, const ScheduleRow& row) {
  if (row.approved_record.empty() || (row.status != "approved" && row.status != "running")) {
    return fail(ErrorCode::kConflict,
                fmt::format("the schedule is {}: only an approved one runs", row.status));
  }
  FETTLE_TRY(frozen, from_json<engine::ApprovedPlan>(row.approved_record));
  if (engine::digest(frozen) != row.digest) {
    return fail(ErrorCode::kConflict,
                "the schedule's approved record was changed in the database; approve it again");
  }
  if (row.target_list_id && !row.cron_expression.empty()) {
    FETTLE_TRY(labels, labels_of_list(context, *row.target_list_id));
    std::vector<std::string> unmatched;
    FETTLE_TRY(targets, resolve_labels(context, labels, unmatched));
    if (!targets.empty()) frozen.targets = std::move(targets);
  }
  // What was approved may not be allowed any more.
  for (const auto& target : frozen.targets) {
    FETTLE_TRY_VOID(check_allowed(context, target.server));
  }
  PreparedLaunch launch;
  FETTLE_TRY(plan, engine::read_plan(frozen));
  FETTLE_TRY(flow, engine::bind_target(plan, frozen, frozen.targets.front()));
  launch.name = plan.flow.name;
  launch.rollout = rollout::make_rollout(frozen.strategy, static_cast<int>(frozen.targets.size()),
                                         engine::has_checks(flow));
  launch.frozen = std::move(frozen);
  launch.plan = std::move(plan);
  launch.flow = std::move(flow);
  return launch;
}

Result<std::optional<std::string>> fire_schedule(Context& context, const ScheduleRow& row) {
  FETTLE_TRY(found, look(context, row));
  std::vector<Firing> firings;
  if (found) firings.push_back(*std::move(found));
  const auto fired = fire_all(firings);
  if (!fired && fired.error().code != ErrorCode::kStale) return std::unexpected(fired.error());
  if (!fired || firings.empty() || !firings.front().batch) return std::nullopt;
  return firings.front().batch->id;
}

Result<void> fire_together(std::span<DueSchedule> due) {
  std::vector<Firing> firings;
  for (auto& [context, row] : due) {
    FETTLE_TRY(found, look(context, row));
    if (found) firings.push_back(*std::move(found));
  }
  return fire_all(firings);
}

Result<std::string> run_schedule_now(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_schedule(context.database, {context.actor.team, id}));
  FETTLE_TRY(launch, approved_launch(context, row));
  if (launch.plan.flow.risk >= flow::Risk::kHigh) {
    return fail(ErrorCode::kConflict,
                "at risk high a run now needs an approval of its own: launch the plan by hand");
  }
  const auto batch = run_of(context, row, launch);
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(add_run(context, batch));
  FETTLE_TRY_VOID(audit(context, {.action = "schedule.run_now",
                                  .subject = row.id,
                                  .after = fmt::format(R"({{"batch_id":"{}"}})", batch.id)}));
  FETTLE_TRY_VOID(transaction.commit());
  context.services.batches.take_up(batch.id);
  return batch.id;
}

Result<void> settle_schedules(Context& context) {
  FETTLE_TRY(ended, store::ended_runs(context.database));
  for (const auto& run : ended) {
    context.actor.team = run.team_id;
    FETTLE_TRY(row, store::find_schedule(context.database, {run.team_id, run.schedule_id}));
    if (row.next_run_at) {
      row.status = "approved";
    } else {
      row.status = run.batch_status == "completed" ? "completed" : "failed";
      row.is_active = false;
    }
    ++row.version;
    FETTLE_TRY(transaction, store::Transaction::begin(context.database));
    FETTLE_TRY(is_current, store::update_schedule(context.database, row));
    if (!is_current) continue;
    FETTLE_TRY_VOID(announce(context, "schedules", "updated", row.id));
    FETTLE_TRY_VOID(transaction.commit());
  }
  return {};
}

}  // namespace fettle::usecases
