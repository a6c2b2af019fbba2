#include "runner/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/check.hpp"

namespace fettle::runner {
namespace {

using engine::SessionStatus;

engine::SessionContext context_of(const LiveSession& session, const Settings& settings) {
  const auto& server =
      session.batch->frozen.targets[static_cast<std::size_t>(session.seat.position)].server;
  // Every order's id, and with it every receipt's name, begins with who made it.
  const auto& maker = settings.installation;
  return {
      .session_id =
          maker.empty() ? session.seat.session : fmt::format("{}.{}", maker, session.seat.session),
      .flow = session.flow.get(),
      .server_becomes = server.become,
      .mode = server.mode,
      .kind = session.seat.recheck ? engine::SessionKind::kRecheck : engine::SessionKind::kWhole,
      .gate_expiry = settings.gate_expiry};
}

bool lets_run_again(const engine::SessionInput& event) {
  return std::holds_alternative<engine::ReopenSession>(event) ||
         std::holds_alternative<engine::RollBackSession>(event) ||
         std::holds_alternative<engine::ResolveStep>(event);
}

bool is_under_way(SessionStatus status) {
  return !engine::has_ended(status) && status != SessionStatus::kPending;
}

}  // namespace

Runner::Runner(Ports ports, Settings settings)
    : ports_(ports), settings_(std::move(settings)), self_(std::make_shared<Runner*>(this)) {
  std::vector<std::string> values;
  for (const auto& [name, value] : settings_.secrets) values.push_back(value);
  secrets_ = std::make_shared<const SecretPatterns>(values);
}

Runner::~Runner() {
  for (const auto& [id, session] : live_) ports_.loop.cancel(session->timer);
  for (const auto& [id, batch] : batches_) ports_.loop.cancel(batch->timer);
  ports_.loop.cancel(output_timer_);
}

Result<void> Runner::take_up(store::StoredBatch stored) {
  FETTLE_TRY(batch, seat_batch(stored));
  if (batch->state.status == engine::BatchStatus::kPending) {
    FETTLE_TRY_VOID(advance(*batch, engine::LaunchBatch{}));
  } else {
    restart(*batch, stored.sessions);
  }
  turn();
  return {};
}

Result<void> Runner::tell_session(std::string_view id, const engine::SessionInput& event) {
  auto* session = find(id);
  if (session == nullptr) session = revive(id);
  if (session == nullptr) {
    return fail(ErrorCode::kNotFound, fmt::format("there is no session {} under way", id));
  }
  const auto& batch = *session->batch;
  auto result =
      is_over(batch) && lets_run_again(event)
          ? fail(ErrorCode::kConflict, fmt::format("batch {} is {}: launch its plan anew", batch.id,
                                                   enum_name(batch.state.status)))
          : advance(*session, event);
  // A refused event leaves a session that is not under way as it was.
  if (auto* same = find(id); same != nullptr && !is_under_way(same->state.status)) retire(*same);
  turn();
  return result;
}

Result<void> Runner::tell_batch(std::string_view id, const engine::BatchInput& event) {
  const auto found = batches_.find(id);
  if (found == batches_.end()) {
    return fail(ErrorCode::kNotFound, fmt::format("there is no batch {} under way", id));
  }
  auto result = advance(*found->second, event);
  turn();
  return result;
}

std::vector<std::string> Runner::sessions_in(std::string_view batch, SessionStatus status) const {
  std::vector<std::string> ids;
  const auto found = batches_.find(batch);
  if (found == batches_.end()) return ids;
  const auto& run = *found->second;
  for (std::size_t i = 0; i < run.seats.size(); ++i) {
    if (run.statuses[i] == status) ids.push_back(run.seats[i].session);
  }
  return ids;
}

const engine::BatchState* Runner::batch_state(std::string_view batch) const {
  const auto found = batches_.find(batch);
  return found == batches_.end() ? nullptr : &found->second->state;
}

bool Runner::is_settled() const {
  return !committing_ && inbox_.empty() && turn_.writes.empty() && releasing_ == 0;
}

// --- events through the machines --------------------------------------------------------------

void Runner::post(std::string session, engine::SessionInput event) {
  inbox_.emplace_back(SessionNews{std::move(session), std::move(event)});
  if (std::exchange(turn_posted_, true)) return;
  ports_.loop.post([self = std::weak_ptr(self_)] {
    if (const auto runner = self.lock()) (*runner)->turn();
  });
}

/// Everything that has come in goes through the machines before any of it is stored, so that a
/// session's end and what its batch makes of it stand or fall together.
void Runner::turn() {
  turn_posted_ = false;
  while (!inbox_.empty() && !stopped_) {
    const auto news = std::move(inbox_.front());
    inbox_.pop_front();
    if (const auto* of_batch = std::get_if<BatchNews>(&news)) {
      FETTLE_CHECK(advance(*of_batch->batch, of_batch->event).has_value());
    } else {
      const auto& of_session = std::get<SessionNews>(news);
      auto* session = find(of_session.session);
      if (session == nullptr) continue;
      // What comes late, for a session that has ended or moved on, is refused or changes nothing.
      const bool taken = advance(*session, of_session.event).has_value();
      FETTLE_CHECK(taken || !std::holds_alternative<engine::StartSession>(of_session.event));
    }
  }
  flush();
}

Result<void> Runner::advance(LiveSession& session, const engine::SessionInput& event) {
  const auto context = context_of(session, settings_);
  FETTLE_TRY(decision, engine::advance(session.state, event, context, ports_.loop.now()));
  keep(session, std::move(decision));
  return {};
}

Result<void> Runner::advance(BatchRun& batch, const engine::BatchInput& event) {
  const engine::BatchContext context{&batch.rollout, settings_.gate_expiry};
  FETTLE_TRY(decision, engine::advance(batch.state, event, context, ports_.loop.now()));
  keep(batch, std::move(decision));
  return {};
}

void Runner::keep(LiveSession& session, engine::SessionDecision decision) {
  auto& batch = *session.batch;
  const auto seat = session.seat;
  session.state = std::move(decision.state);
  save(seat.session, ports::SessionSaved{seat.session, session.state, ports_.loop.now()});
  for (auto& record : decision.records) {
    turn_.writes.emplace_back(ports::StepSaved{seat.session, std::move(record)});
  }
  tell(batch, seat, decision.events);
  // The batch hears of it before another session moves: its counts and the queue must agree.
  auto next = inbox_.begin();
  const auto tell_batch = [&](engine::BatchInput event) {
    next = std::next(inbox_.emplace(next, BatchNews{&batch, std::move(event)}));
  };
  for (auto& effect : decision.effects) {
    if (const auto* timer = std::get_if<engine::SetTimer>(&effect)) {
      set_timer(session, timer->at);
    } else if (const auto* change = std::get_if<engine::TellBatch>(&effect)) {
      const auto& label = batch.frozen.targets[static_cast<std::size_t>(seat.position)].label;
      tell_batch(engine::SessionChanged{change->was, change->is, seat.wave, seat.recheck, label,
                                        session.state.reason});
    } else if (const auto* once = std::get_if<engine::SendOncePerBatch>(&effect)) {
      tell_batch(engine::MessageWanted{once->step, once->message});
    } else {
      turn_.deeds.push_back({seat, &batch, std::move(effect)});
    }
  }
  const auto status = session.state.status;
  if (!seat.recheck) batch.statuses[static_cast<std::size_t>(seat.position)] = status;
  if (engine::has_ended(status) || status == SessionStatus::kPending) retire(session);
}

void Runner::keep(BatchRun& batch, engine::BatchDecision decision) {
  batch.state = std::move(decision.state);
  save(batch.id, ports::BatchSaved{batch.id, batch.state, ports_.loop.now()});
  tell(batch, {}, decision.events);
  for (const auto& effect : decision.effects) carry_out(batch, effect);
}

/// Only the latest state within a turn is stored; what it went through is in the events.
void Runner::save(const std::string& id, ports::Write write) {
  turn_.has_state = true;
  const auto [known, is_new] = turn_.latest.try_emplace(id, turn_.writes.size());
  if (is_new) {
    turn_.writes.push_back(std::move(write));
  } else {
    turn_.writes[known->second] = std::move(write);
  }
}

void Runner::tell(BatchRun& batch, const Seat& seat, std::vector<engine::Event>& events) {
  for (auto& event : events) {
    const auto number = ++batch.events;
    turn_.writes.emplace_back(ports::EventAdded{batch.id, number, seat.session, event});
    turn_.told.push_back({&batch, seat, number, std::move(event)});
  }
}

/// The session is no longer under way. What may be reopened is kept; what is pending takes a place
/// before those that have not been begun.
void Runner::retire(LiveSession& session) {
  auto& batch = *session.batch;
  const auto id = session.seat.session;
  ports_.loop.cancel(session.timer);
  const auto status = session.state.status;
  if (status == SessionStatus::kPending) {
    (session.seat.recheck ? batch.rechecks : batch.pending).push_front(session.seat);
  }
  if (!engine::is_final(status)) batch.kept.insert_or_assign(id, std::move(session.state));
  live_.erase(id);
}

LiveSession* Runner::find(std::string_view session) {
  const auto found = live_.find(session);
  return found == live_.end() ? nullptr : found->second.get();
}

/// A session that is not under way, made live for one event.
LiveSession* Runner::revive(std::string_view id) {
  for (auto& [name, batch] : batches_) {
    const auto kept = batch->kept.find(id);
    if (kept == batch->kept.end()) continue;
    const auto seat = std::ranges::find(batch->seats, id, &Seat::session);
    if (seat == batch->seats.end()) continue;
    std::erase_if(batch->pending, [&](const Seat& s) { return s.session == id; });
    auto state = std::move(kept->second);
    batch->kept.erase(kept);
    return &make_live(*batch, *seat, std::move(state));
  }
  return nullptr;
}

}  // namespace fettle::runner
