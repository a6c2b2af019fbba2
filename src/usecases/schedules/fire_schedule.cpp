#include "usecases/schedules/fire_schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "core/schedule/due.hpp"
#include "store/batch_store.hpp"
#include "store/team_events.hpp"
#include "store/team_message.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/plan_launch.hpp"
#include "usecases/batches/prepared_launch.hpp"
#include "usecases/notifications/notify_team.hpp"
#include "usecases/schedules/approved_launch.hpp"

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

using TeamEvents = std::vector<store::TeamEvent>;

store::TeamEvent event_of(const Context& context, std::string topic, std::string kind,
                          std::string subject) {
  return {.team = context.actor.team,
          .at = context.now,
          .topic = std::move(topic),
          .kind = std::move(kind),
          .subject = std::move(subject)};
}

/// `changes`: those of its targets, for people; may be empty.
std::string tell_of(const store::NewBatch& batch, const std::string& changes) {
  const auto sessions = batch.sessions.size();
  const auto behind = changes.empty() ? "" : "; " + changes;
  if (batch.status == engine::BatchStatus::kPendingApproval)
    return fmt::format("{}: the run waits for an approval (risk {}){}", batch.name,
                       batch.origin.risk_level, behind);
  return fmt::format("Maintenance run ready: {} - {} session{} created{}", batch.name, sessions,
                     sessions == 1 ? "" : "s", behind);
}

/// What browsers are told of it is added to `events`, to be stored with all others.
Result<void> add_run(Context& context, const store::NewBatch& batch, const std::string& changes,
                     TeamEvents& events) {
  FETTLE_TRY_VOID(store::add_batch(context.database, batch));
  const auto message = context.new_id();
  const auto kind = batch.status == engine::BatchStatus::kPendingApproval
                        ? ports::TeamEvent::kApprovalNeeded
                        : ports::TeamEvent::kRunReady;
  FETTLE_TRY_VOID(store::tell_team(
      context.database, kind,
      {.id = message,
       .team_id = context.actor.team,
       .user_id = {},
       .kind = std::string(enum_name(kind)),
       .text = tell_of(batch, changes),
       .link = fmt::format("/flows/{}/batches/{}", *batch.origin.tree_id, batch.id),
       .created_at = context.now.ms}));
  events.push_back(event_of(context, "batches", "created", batch.id));
  events.push_back(event_of(context, "notifications", "created", message));
  return {};
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
  TargetChanges changes;
  std::optional<store::NewBatch> batch = {};  ///< none where the run before is not over
};

/// At risk high nobody has approved a target that has come since.
void begin_run(Firing& firing) {
  firing.batch = run_of(firing.context, firing.row, firing.launch);
  if (firing.launch.plan.flow.risk >= flow::Risk::kHigh && !firing.changes.come.empty()) {
    firing.batch->status = engine::BatchStatus::kPendingApproval;
    firing.batch->reason = describe(firing.changes);
  }
  firing.row.last_run_at = firing.context.now.ms;
  firing.row.status = "running";
}

store::FiringRow record_of(const Firing& firing) {
  const auto& batch = firing.batch;
  return {.schedule_id = firing.row.id,
          .planned_at = firing.due.planned.ms,
          .batch_id = batch ? std::optional(batch->id) : std::nullopt,
          .outcome = batch ? "fired" : "skipped",
          .reason = batch ? "" : "the run before is not over",
          .at = firing.context.now.ms};
}

Result<void> move_all_on(store::Connection& database, std::span<Firing* const> firings) {
  std::vector<store::MovedSchedule> moved;
  for (auto* firing : firings) {
    auto& row = firing->row;
    move_on(row, firing->due);
    moved.push_back(
        {row.team_id, row.id, row.status, row.next_run_at, row.last_run_at, row.version});
  }
  FETTLE_TRY(are_current, store::move_schedules_on(database, moved));
  if (are_current) return {};
  return fail(ErrorCode::kStale, "a schedule was changed meanwhile; it is looked at again");
}

/// After all are claimed: whoever edits a schedule writes it and then announces that, and two who
/// lock in different orders would wait for each other.
Result<void> add_runs(store::Connection& database, std::span<Firing* const> firings) {
  TeamEvents events;
  for (auto* firing : firings) {
    if (firing->batch)
      FETTLE_TRY_VOID(add_run(firing->context, *firing->batch, describe(firing->changes), events));
    events.push_back(event_of(firing->context, "schedules", "updated", firing->row.id));
  }
  return store::add_team_events(database, events);
}

/// Writes down that the instant is decided, and moves the schedule on. False where somebody else
/// has decided it or it must wait: then nothing is written. kStale where the schedule was changed
/// meanwhile: then nothing of the transaction may stand.
Result<bool> claim(Firing& firing) {
  auto& database = firing.context.database;
  FETTLE_TRY(running, store::count_running_batches(database, firing.row.id));
  const bool overlaps = running > 0;
  if (overlaps && firing.row.overlap == "queue") return false;  // looked at again when that ends
  if (!overlaps) begin_run(firing);
  FETTLE_TRY(is_first, store::insert_firing(database, record_of(firing)));
  if (!is_first) return false;
  Firing* const alone = &firing;
  FETTLE_TRY_VOID(move_all_on(database, {&alone, 1}));
  return true;
}

bool may_start(const store::NewBatch& batch) {
  return batch.status == engine::BatchStatus::kPending;
}

/// The id of the batch that began; none where none did.
Result<std::optional<std::string>> fire_alone(Firing& firing) {
  auto& context = firing.context;
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(is_ours, claim(firing));
  if (!is_ours) return std::nullopt;
  Firing* const alone = &firing;
  FETTLE_TRY_VOID(add_runs(context.database, {&alone, 1}));
  FETTLE_TRY_VOID(transaction.commit());
  if (!firing.batch) return std::nullopt;
  if (may_start(*firing.batch)) context.services.batches.take_up(firing.batch->id);
  return firing.batch->id;
}

/// What is to be fired; none where it is not due. A missed instant is written down here.
Result<std::optional<Firing>> look(Context& context, const ScheduleRow& row) {
  if (!row.next_run_at || !row.is_active) return std::nullopt;
  FETTLE_TRY(due, due_of(row, context.now));
  if (due.kind == Due::Kind::kLater) return std::nullopt;
  if (!is_approved(row)) {
    FETTLE_TRY_VOID(miss(context, row, due, "it was due before anybody approved it"));
    return std::nullopt;
  }
  if (due.kind == Due::Kind::kMissed) {
    FETTLE_TRY_VOID(miss(context, row, due,
                         fmt::format("it was due more than {} minutes ago", row.grace_minutes)));
    return std::nullopt;
  }
  auto approved = ApprovedLaunches().read(context, row);
  if (!approved && approved.error().code == ErrorCode::kNotFound) {
    FETTLE_TRY_VOID(miss(context, row, due, approved.error().message));
    return std::nullopt;
  }
  if (!approved) return std::unexpected(std::move(approved).error());
  return Firing{context, row, due, std::move(approved->launch), std::move(approved->changes)};
}

/// None where it does not just fire.
std::optional<Firing> look_quickly(DueSchedule& due, ApprovedLaunches& launches) {
  auto& [context, row] = due;
  if (!row.next_run_at || !row.is_active || !is_approved(row)) return std::nullopt;
  const auto when = due_of(row, context.now);
  if (!when || when->kind != Due::Kind::kFires) return std::nullopt;
  auto approved = launches.read(context, row);
  if (!approved) return std::nullopt;
  Firing firing{context, row, *when, std::move(approved->launch), std::move(approved->changes)};
  begin_run(firing);
  return firing;
}

/// Those whose instant nobody has decided and whose run before is over.
Result<std::vector<Firing*>> claim_all(store::Connection& database, std::span<Firing> firings) {
  std::vector<store::FiringRow> records;
  records.reserve(firings.size());
  for (const auto& firing : firings) records.push_back(record_of(firing));
  FETTLE_TRY(is_ours, store::insert_free_firings(database, records));
  std::vector<Firing*> claimed;
  for (std::size_t i = 0; i < firings.size(); ++i) {
    if (is_ours[i]) claimed.push_back(&firings[i]);
  }
  FETTLE_TRY_VOID(move_all_on(database, claimed));
  return claimed;
}

}  // namespace

Result<PreparedLaunch> approved_launch(Context& context, const ScheduleRow& row) {
  auto approved = ApprovedLaunches().read(context, row);
  if (approved) return std::move(approved->launch);
  auto error = std::move(approved).error();
  if (error.code == ErrorCode::kNotFound)
    error.code = ErrorCode::kConflict;  // the schedule is there
  return std::unexpected(std::move(error));
}

Result<std::optional<std::string>> fire_schedule(Context& context, const ScheduleRow& row) {
  FETTLE_TRY(firing, look(context, row));
  if (!firing) return std::nullopt;
  auto fired = fire_alone(*firing);
  if (!fired && fired.error().code == ErrorCode::kStale) return std::nullopt;
  return fired;
}

Result<FiredTogether> fire_together(std::span<DueSchedule> due) {
  ApprovedLaunches launches;
  std::vector<Firing> firings;
  std::vector<DueSchedule*> sources;
  FiredTogether fired;
  for (auto& one : due) {
    auto firing = look_quickly(one, launches);
    if (!firing) {
      fired.left.push_back(&one);
      continue;
    }
    firings.push_back(*std::move(firing));
    sources.push_back(&one);
  }
  if (firings.empty()) return fired;
  auto& database = firings.front().context.database;
  FETTLE_TRY(transaction, store::Transaction::begin(database));
  FETTLE_TRY(claimed, claim_all(database, firings));
  FETTLE_TRY_VOID(add_runs(database, claimed));
  FETTLE_TRY_VOID(transaction.commit());
  for (std::size_t i = 0; i < firings.size(); ++i) {
    if (std::ranges::find(claimed, &firings[i]) == claimed.end()) fired.left.push_back(sources[i]);
  }
  for (const auto* firing : claimed) {
    if (may_start(*firing->batch)) fired.batches.push_back(firing->batch->id);
  }
  return fired;
}

Result<std::string> run_schedule_now(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_schedule(context.database, {context.actor.team, id}));
  FETTLE_TRY(launch, approved_launch(context, row));
  if (launch.plan.flow.risk >= flow::Risk::kHigh) {
    return fail(ErrorCode::kConflict,
                "at risk high a run now needs an approval of its own: launch the plan by hand");
  }
  const auto batch = run_of(context, row, launch);
  TeamEvents events;
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(add_run(context, batch, "", events));
  FETTLE_TRY_VOID(store::add_team_events(context.database, events));
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
