// What a batch's decision means for its sessions, and how a stored batch is taken up again. See
// runner.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "base/id.hpp"
#include "core/flow/bind.hpp"
#include "core/rollout/strategy.hpp"
#include "runner/runner.hpp"

namespace fettle::runner {

using engine::SessionStatus;

namespace {

Error unusable(const BatchRun& batch, Error error) {
  error.message = fmt::format(
      "batch {} can't be carried out by this version of Fettle: {}; go on with the version that "
      "launched it, or launch the plan anew",
      batch.id, error.message);
  return error;
}

/// The plan, once it is known that every target's can be made of it: one that can't is found now,
/// when nothing has been done, and not in the middle.
Result<engine::CompiledPlan> read_stored(const BatchRun& batch) {
  auto plan = engine::read_plan(batch.frozen);
  if (!plan) return std::unexpected(unusable(batch, std::move(plan.error())));
  const bool varies = flow::varies_by_target(plan->flow);
  for (const auto& target : batch.frozen.targets) {
    auto flow = engine::bind_target(*plan, batch.frozen, target);
    if (!flow) return std::unexpected(unusable(batch, std::move(flow.error())));
    if (!varies) break;
  }
  return plan;
}

}  // namespace

void Runner::carry_out(BatchRun& batch, const engine::BatchEffect& effect) {
  if (const auto* start = std::get_if<engine::StartSessions>(&effect)) {
    start_sessions(batch, start->count);
  } else if (const auto* rechecks = std::get_if<engine::CreateRechecks>(&effect)) {
    create_rechecks(batch, rechecks->wave);
  } else if (const auto* timer = std::get_if<engine::SetBatchTimer>(&effect)) {
    set_timer(batch, timer->at);
  } else if (const auto* rest = std::get_if<engine::SkipRemaining>(&effect)) {
    end_rest(batch, SessionStatus::kSkipped, rest->reason);
  } else if (std::holds_alternative<engine::ReopenRemaining>(effect)) {
    reopen_rest(batch);
  } else if (std::holds_alternative<engine::PauseSessions>(effect)) {
    each_live(batch, engine::PauseSession{});
  } else if (std::holds_alternative<engine::UnpauseSessions>(effect)) {
    each_live(batch, engine::UnpauseSession{});
  } else if (const auto* cancel = std::get_if<engine::CancelSessions>(&effect)) {
    end_rest(batch, SessionStatus::kCancelled, cancel->reason);
    each_live(batch, engine::CancelSession{cancel->reason});
  } else if (const auto* send = std::get_if<engine::SendBatchMessage>(&effect)) {
    const auto& [text, channel, severity, once] = send->message;
    turn_.messages.push_back({text, channel, severity});
  }
}

void Runner::start_sessions(BatchRun& batch, int count) {
  for (; count > 0; --count) {
    const bool is_main =
        !batch.pending.empty() && batch.pending.front().wave <= batch.state.progress.wave;
    auto& queue = is_main ? batch.pending : batch.rechecks;
    FETTLE_CHECK(!queue.empty());
    const auto seat = queue.front();
    queue.pop_front();
    engine::SessionState state;
    if (const auto kept = batch.kept.find(seat.session); kept != batch.kept.end()) {
      state = std::move(kept->second);
      batch.kept.erase(kept);
    }
    make_live(batch, seat, std::move(state));
    inbox_.emplace_back(SessionNews{seat.session, engine::StartSession{}});
  }
}

void Runner::create_rechecks(BatchRun& batch, int wave) {
  const auto now = ports_.loop.now();
  for (const auto& seat : batch.seats) {
    const auto status = batch.statuses[static_cast<std::size_t>(seat.position)];
    if (seat.wave != wave || status != SessionStatus::kCompleted) continue;
    const auto id = make_id(now, {ports_.random.bits(), ports_.random.bits()});
    batch.rechecks.push_back({id, seat.position, wave, true});
    turn_.writes.emplace_back(ports::SessionAdded{id, batch.id, seat.position, wave});
  }
}

void Runner::end_rest(BatchRun& batch, SessionStatus status, const std::string& reason) {
  turn_.has_state = true;
  turn_.latest.clear();  // what is saved from here on must be stored after this
  turn_.writes.emplace_back(ports::RemainingEnded{batch.id, status, reason});
  for (const auto& seat : batch.pending) {
    batch.statuses[static_cast<std::size_t>(seat.position)] = status;
  }
  auto rest = std::exchange(batch.pending, {});
  if (status == SessionStatus::kSkipped) {
    batch.skipped_by_halt = std::move(rest);
  } else {
    for (const auto& seat : rest) batch.kept.erase(seat.session);
  }
}

void Runner::reopen_rest(BatchRun& batch) {
  turn_.has_state = true;
  turn_.latest.clear();
  turn_.writes.emplace_back(ports::RemainingReopened{batch.id});
  for (auto& seat : std::exchange(batch.skipped_by_halt, {})) {
    batch.statuses[static_cast<std::size_t>(seat.position)] = SessionStatus::kPending;
    batch.pending.push_back(std::move(seat));
  }
}

void Runner::each_live(const BatchRun& batch, const engine::SessionInput& event) {
  for (const auto& [id, session] : live_) {
    if (session->batch == &batch) inbox_.emplace_back(SessionNews{id, event});
  }
}

LiveSession& Runner::make_live(BatchRun& batch, const Seat& seat, engine::SessionState state) {
  auto session = std::make_unique<LiveSession>();
  session->seat = seat;
  session->batch = &batch;
  session->state = std::move(state);
  session->flow = batch.flow;
  if (!session->flow) {
    // seat_batch() has bound it once, so it can be bound again.
    const auto& target = batch.frozen.targets[static_cast<std::size_t>(seat.position)];
    auto flow = engine::bind_target(batch.plan, batch.frozen, target);
    FETTLE_CHECK(flow.has_value());
    session->flow = std::make_shared<const flow::Flow>(*std::move(flow));
  }
  session->redactor = Redactor(secrets_);
  return *live_.insert_or_assign(seat.session, std::move(session)).first->second;
}

Result<BatchRun*> Runner::seat_batch(store::StoredBatch& stored) {
  auto batch = std::make_unique<BatchRun>();
  batch->id = stored.id;
  batch->frozen = std::move(stored.frozen);
  batch->state = std::move(stored.state);
  batch->events = stored.events;
  stored_output_.merge(stored.output);
  if (!batch->frozen.targets.empty()) {
    FETTLE_TRY(plan, read_stored(*batch));
    FETTLE_TRY(flow, engine::bind_target(plan, batch->frozen, batch->frozen.targets.front()));
    batch->rollout = rollout::make_rollout(
        flow.strategy, static_cast<int>(batch->frozen.targets.size()), engine::has_checks(flow));
    if (flow::varies_by_target(plan.flow)) {
      batch->plan = std::move(plan);
    } else {
      batch->flow = std::make_shared<const flow::Flow>(std::move(flow));
    }
  }
  for (auto& session : stored.sessions) {
    const Seat seat{session.id, session.position, session.wave, session.recheck};
    const auto status = session.state.status;
    if (!seat.recheck) {
      batch->seats.push_back(seat);
      batch->statuses.push_back(status);
    }
    if (status == SessionStatus::kPending) {
      (seat.recheck ? batch->rechecks : batch->pending).push_back(seat);
    }
    // What was left out when the batch halted is pending again once it goes on.
    auto kept = session.state;
    if (session.skipped_by_halt) {
      batch->skipped_by_halt.push_back(seat);
      kept.status = SessionStatus::kPending;
    }
    const bool begun = kept != engine::SessionState{.reason = kept.reason};
    if (begun && !engine::is_final(kept.status)) batch->kept.emplace(session.id, std::move(kept));
  }
  auto& place = batches_[batch->id];
  place = std::move(batch);
  return place.get();
}

/// Sessions that were under way are live again and learn of the restart; so are interrupted ones,
/// whose targets may answer by now. What ended ones left on their targets is removed.
void Runner::restart(BatchRun& batch, std::vector<store::StoredSession>& sessions) {
  for (auto& session : sessions) {
    const Seat seat{session.id, session.position, session.wave, session.recheck};
    const auto status = session.state.status;
    if (engine::has_ended(status) && status != SessionStatus::kInterrupted) {
      if (!session.released && !session.state.attempts.empty()) {
        turn_.deeds.push_back({seat, &batch, engine::ReleaseTarget{session.state.attempts}});
        turn_.has_state = true;
      }
      continue;
    }
    if (status == SessionStatus::kPending) continue;
    if (status == SessionStatus::kInterrupted && is_over(batch)) continue;
    batch.kept.erase(session.id);
    make_live(batch, seat, std::move(session.state));
    inbox_.emplace_back(SessionNews{session.id, engine::Restarted{}});
  }
  inbox_.emplace_back(BatchNews{&batch, engine::BatchRestarted{}});
}

}  // namespace fettle::runner
