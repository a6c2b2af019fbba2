#include "usecases/batches/settle_restored.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "core/engine/approved_plan.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"
#include "core/rollout/strategy.hpp"
#include "store/apply_commits.hpp"
#include "store/batch_store.hpp"
#include "store/lease.hpp"
#include "store/notification_store.hpp"
#include "store/restored.hpp"
#include "store/schedule_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"

namespace fettle::usecases {
namespace {

using engine::BatchStatus;
using engine::SessionStatus;
using engine::StepStatus;

constexpr std::string_view kReason =
    "the database was restored from a backup; what its target did since is not known: look there, "
    "then retry the step, skip it or mark it done";

/// One batch, before anybody carries it out.
class RestoredBatch {
 public:
  RestoredBatch(Context& context, store::StoredBatch batch, const rollout::Rollout& rollout)
      : context_(context), batch_(std::move(batch)), rollout_(rollout) {}

  /// How many sessions are interrupted now.
  Result<int> settle() {
    if (batch_.state.status == BatchStatus::kPending) {
      // It was approved for then, not for now.
      batch_.state.status = BatchStatus::kPendingApproval;
      ++batch_.state.version;
      is_changed_ = true;
    } else if (batch_.state.status == BatchStatus::kRunning ||
               batch_.state.status == BatchStatus::kSoaking) {
      FETTLE_TRY_VOID(advance(engine::PauseBatch{
          .by = {.by = context_.actor.principal, .comment = "restored from a backup"}}));
    }
    int interrupted = 0;
    for (auto& session : batch_.sessions) {
      if (session.state.status == SessionStatus::kInterrupted) forget_order(session);
      if (engine::has_ended(session.state.status) ||
          session.state.status == SessionStatus::kPending) {
        continue;
      }
      FETTLE_TRY_VOID(interrupt(session));
      ++interrupted;
    }
    FETTLE_TRY_VOID(store());
    return interrupted;
  }

  bool is_changed() const { return is_changed_; }

 private:
  /// It would ask its target by itself what became of its step.
  void forget_order(store::StoredSession& session) {
    if (!session.state.current.order) return;
    session.state.current.order.reset();
    save(session);
  }

  Result<void> interrupt(store::StoredSession& session) {
    auto& state = session.state;
    const auto was = state.status;
    leave_step(session);
    state.snapshot.reset();
    state.pausing = false;
    state.status = SessionStatus::kInterrupted;
    if (state.stage == engine::SessionStage::kSteps)
      state.failure = engine::FailureKind::kInterrupted;
    state.reason = kReason;
    // The next order's name is none that was given after the backup: its receipt would be taken
    // for this one's.
    state.orders += 1 + static_cast<int>(context_.random.bits() & 0xFFFFFFU);
    save(session);
    tell(session.id, engine::SessionEnded{state.reason}, enum_name(state.status));
    if (was == SessionStatus::kAwaitingApproval || was == SessionStatus::kAwaitingPerson) {
      writes_.emplace_back(ports::PromptClosed{batch_.id, session.id});
    }
    const auto& target = batch_.frozen.targets[static_cast<std::size_t>(session.position)];
    return advance(engine::SessionChanged{.was = SessionStatus::kRunning,
                                          .is = state.status,
                                          .wave = session.wave,
                                          .recheck = session.recheck,
                                          .target = target.label,
                                          .reason = state.reason});
  }

  /// What was under way may have happened; what waited for a person is asked again.
  void leave_step(store::StoredSession& session) {
    auto& step = session.state.current;
    if (step.status == StepStatus::kRunning || step.status == StepStatus::kWaiting) {
      step.status = StepStatus::kInterrupted;
      step.ended = context_.now;
      step.message = kReason;
      step.order.reset();
      step.timer.reset();
      writes_.emplace_back(
          ports::StepSaved{session.id, {session.state.stage, session.state.step, step}});
    } else if (!engine::has_ended(step.status)) {
      step = {};
    }
  }

  void save(store::StoredSession& session) {
    ++session.state.version;
    writes_.emplace_back(ports::SessionSaved{session.id, session.state, context_.now});
    is_changed_ = true;
  }

  Result<void> advance(const engine::BatchInput& input) {
    const engine::BatchContext context{.rollout = &rollout_};
    FETTLE_TRY(decision, engine::advance(batch_.state, input, context, context_.now));
    batch_.state = std::move(decision.state);
    for (auto& event : decision.events) add({}, std::move(event));
    is_changed_ = true;
    return {};
  }

  void tell(const std::string& session, engine::EventBody body, std::string_view status) {
    add(session, {.body = std::move(body), .at = context_.now, .status = std::string(status)});
  }
  void add(const std::string& session, engine::Event event) {
    writes_.emplace_back(ports::EventAdded{batch_.id, ++batch_.events, session, std::move(event)});
  }

  Result<void> store() {
    if (!is_changed_) return {};
    writes_.emplace_back(ports::BatchSaved{batch_.id, batch_.state, context_.now});
    FETTLE_TRY(lease,
               store::take_lease(context_.database, batch_.id,
                                 {.owner = "restore", .is_gone = [](auto) { return true; }}));
    const ports::Commit commit{batch_.id, lease.number, std::move(writes_), {}};
    std::vector<ports::Committed> answers;
    FETTLE_TRY_VOID(store::apply(context_.database, {&commit, 1}, answers));
    return store::release_lease(context_.database, lease);
  }

  Context& context_;
  store::StoredBatch batch_;
  const rollout::Rollout& rollout_;
  std::vector<ports::Write> writes_;
  bool is_changed_ = false;
};

Result<rollout::Rollout> rollout_of(const engine::ApprovedPlan& approved) {
  if (approved.targets.empty()) return {};
  FETTLE_TRY(plan, engine::read_plan(approved));
  FETTLE_TRY(flow, engine::bind_target(plan, approved, approved.targets.front()));
  return rollout::make_rollout(flow.strategy, static_cast<int>(approved.targets.size()),
                               engine::has_checks(flow));
}

/// A batch whose record can't be read is left alone: nobody can carry it out.
Result<void> settle_batch(Context& context, const store::OpenBatch& open, Settled& settled) {
  auto batch = store::load_batch(context.database, open.id);
  if (!batch) {
    if (batch.error().code == ErrorCode::kConflict) return {};
    return std::unexpected(std::move(batch).error());
  }
  const auto rollout = rollout_of(batch->frozen);
  // What was launched on the command line begins when somebody resumes it there.
  if (!rollout || (batch->state.status == BatchStatus::kPending && !open.team_id)) return {};
  RestoredBatch restored(context, *std::move(batch), *rollout);
  FETTLE_TRY(sessions, restored.settle());
  settled.sessions += sessions;
  settled.batches += restored.is_changed() ? 1 : 0;
  return {};
}

Result<void> pause_schedule(Context& context, store::TeamKey key) {
  FETTLE_TRY(row, store::find_schedule(context.database, key));
  context.actor.team = row.team_id;
  const auto before = fmt::format(R"({{"status":{}}})", to_json(row.status));
  row.status = "paused";
  row.is_active = false;
  row.updated_at = context.now.ms;
  ++row.version;
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(store::update_schedule(context.database, row));
  FETTLE_TRY_VOID(
      audit(context, {.action = "schedule.paused",
                      .subject = row.id,
                      .before = before,
                      .after = R"({"reason":"restored from a backup","status":"paused"})"}));
  FETTLE_TRY_VOID(announce(context, "schedules", "updated", row.id));
  return transaction.commit();
}

Result<void> tell_team(Context& context, const std::string& team) {
  context.actor.team = team;
  const auto id = context.new_id();
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(store::add_notification(
      context.database,
      {.id = id,
       .team_id = team,
       .user_id = {},
       .kind = "restored",
       .text = "Restored from a backup: every schedule and batch is paused, and every session that "
               "was open is interrupted, as targets may have moved on. Look, then resume.",
       .link = "/maintenances",
       .created_at = context.now.ms}));
  FETTLE_TRY_VOID(audit(context, {.action = "database.restored", .subject = team}));
  FETTLE_TRY_VOID(announce(context, "notifications", "created", id));
  return transaction.commit();
}

}  // namespace

Result<Settled> settle_restored(Context& context) {
  Settled settled;
  FETTLE_TRY(batches, store::open_batches(context.database));
  for (const auto& batch : batches) FETTLE_TRY_VOID(settle_batch(context, batch, settled));
  FETTLE_TRY(schedules, store::active_schedules(context.database));
  for (const auto& [id, team] : schedules) FETTLE_TRY_VOID(pause_schedule(context, {team, id}));
  settled.schedules = static_cast<int>(schedules.size());
  FETTLE_TRY(teams, store::all_team_ids(context.database));
  for (const auto& team : teams) FETTLE_TRY_VOID(tell_team(context, team));
  return settled;
}

}  // namespace fettle::usecases
