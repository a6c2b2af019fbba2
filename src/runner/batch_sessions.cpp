// What a batch's decision means for its sessions, which of them may begin, and how a stored batch
// is gone on with. See batch_runner.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "base/id.hpp"
#include "core/flow/bind.hpp"
#include "core/flow/estimate.hpp"
#include "core/rollout/strategy.hpp"
#include "runner/batch_runner.hpp"

namespace fettle::runner {

using engine::SessionStatus;

namespace {

Error unusable(const std::string& batch, Error error) {
  error.code = ErrorCode::kConflict;
  error.message = fmt::format(
      "batch {} can't be carried out by this version of Fettle: {}; go on with the version that "
      "launched it, or launch the plan anew",
      batch, error.message);
  return error;
}

}  // namespace

// --- what was approved, read once -------------------------------------------------------------

/// The plan, once it is known that every target's can be made of it: one that can't is found now,
/// when nothing has been done, and not in the middle.
Result<void> BatchRunner::read_plan() {
  const auto read = [&]() -> Result<void> {
    FETTLE_TRY(plan, engine::read_plan(approved_));
    const bool varies = flow::varies_by_target(plan.flow);
    for (const auto& target : approved_.targets) {
      FETTLE_TRY(flow, engine::bind_target(plan, approved_, target));
      if (&target == &approved_.targets.front()) {
        rollout_ = rollout::make_rollout(flow.strategy, static_cast<int>(approved_.targets.size()),
                                         engine::has_checks(flow));
        if (!varies) flow_ = std::make_shared<const flow::Flow>(std::move(flow));
      }
      if (!varies) break;
    }
    if (varies) plan_ = std::move(plan);
    return {};
  };
  auto done = read();
  if (!done) return std::unexpected(unusable(id_, std::move(done).error()));
  return {};
}

void BatchRunner::fill_slots() {
  for (const auto& session : stored_) {
    const SessionSlot slot{session.id, session.position, session.wave, session.recheck};
    const auto status = session.state.status;
    if (!slot.recheck) {
      slots_.push_back(slot);
      statuses_.push_back(status);
    }
    if (status == SessionStatus::kPending) (slot.recheck ? rechecks_ : pending_).push_back(slot);
    // What was left out when the batch halted is pending again once it goes on.
    auto kept = session.state;
    if (session.skipped_by_halt) {
      skipped_by_halt_.push_back(slot);
      kept.status = SessionStatus::kPending;
    }
    const bool begun = kept != engine::SessionState{.reason = kept.reason};
    if (begun && !engine::is_final(kept.status)) kept_.emplace(session.id, std::move(kept));
  }
}

/// Sessions that were under way are live again and learn of the restart; so are interrupted ones,
/// whose targets may answer by now. What ended ones left on their targets is removed. Those that
/// were let start and had not begun are let start anew.
void BatchRunner::restart() {
  const bool is_over = engine::is_final(state_.status) || state_.cancelling;
  int under_way = 0;
  for (auto& session : std::exchange(stored_, {})) {
    const SessionSlot slot{session.id, session.position, session.wave, session.recheck};
    const auto status = session.state.status;
    if (engine::has_ended(status) && status != SessionStatus::kInterrupted) {
      if (!session.released && !session.state.attempts.empty()) {
        work_.effects.push_back({slot, engine::ReleaseTarget{session.state.attempts}});
        work_.is_urgent = work_.must_be_kept = true;
      }
      continue;
    }
    if (status == SessionStatus::kPending) continue;
    if (status == SessionStatus::kInterrupted && is_over) continue;
    if (status != SessionStatus::kInterrupted) ++under_way;
    kept_.erase(session.id);
    const bool has_host = enter_host(slot).empty();  // where not: it has begun all the same
    make_live(slot, std::move(session.state)).has_host = has_host;
    inbox_.emplace_back(SessionMessage{session.id, engine::Restarted{}});
  }
  if (const int lost = state_.progress.running - under_way; lost > 0) {
    const auto retried = static_cast<int>(std::ranges::count_if(
        pending_, [&](const SessionSlot& slot) { return kept_.contains(slot.session); }));
    inbox_.emplace_front(
        engine::StartsWithdrawn{lost, std::clamp(retried - state_.progress.retried, 0, lost)});
  }
  inbox_.emplace_back(engine::BatchInput(engine::BatchRestarted{}));
  for (auto& message : std::exchange(unsent_, {})) {
    work_.messages.push_back(std::move(message));
    work_.must_be_kept = true;
  }
}

// --- effects of the batch ---------------------------------------------------------------------

void BatchRunner::carry_out(const engine::BatchEffect& effect) {
  if (const auto* start = std::get_if<engine::StartSessions>(&effect)) {
    let_start(start->count);
  } else if (std::holds_alternative<engine::WithdrawStarts>(effect)) {
    withdraw_starts(Withdrawn::kNotRetried);
  } else if (const auto* rechecks = std::get_if<engine::CreateRechecks>(&effect)) {
    create_rechecks(rechecks->wave);
  } else if (const auto* timer = std::get_if<engine::SetBatchTimer>(&effect)) {
    set_batch_timer(timer->at);
  } else if (const auto* rest = std::get_if<engine::SkipRemaining>(&effect)) {
    end_remaining(SessionStatus::kSkipped, rest->reason);
  } else if (std::holds_alternative<engine::ReopenRemaining>(effect)) {
    reopen_remaining();
  } else if (std::holds_alternative<engine::PauseSessions>(effect)) {
    withdraw_starts(Withdrawn::kAll);
    each_live(engine::PauseSession{});
  } else if (std::holds_alternative<engine::UnpauseSessions>(effect)) {
    each_live(engine::UnpauseSession{});
  } else if (const auto* cancel = std::get_if<engine::CancelSessions>(&effect)) {
    withdraw_starts(Withdrawn::kAll);
    end_remaining(SessionStatus::kCancelled, cancel->reason);
    each_live(engine::CancelSession{cancel->reason});
  } else if (const auto* send = std::get_if<engine::SendBatchMessage>(&effect)) {
    queue_message({}, send->message);
  }
}

void BatchRunner::let_start(int count) {
  for (; count > 0; --count) {
    const bool is_whole = !pending_.empty() && pending_.front().wave <= state_.progress.wave;
    auto& queue = is_whole ? pending_ : rechecks_;
    FETTLE_CHECK(!queue.empty());
    auto slot = std::move(queue.front());
    queue.pop_front();
    const bool is_retried = kept_.contains(slot.session);
    candidates_.push_back({.slot = std::move(slot), .is_retried = is_retried});
  }
  ask_admission();
}

void BatchRunner::create_rechecks(int wave) {
  const auto now = shared_.ports.loop.now();
  auto& random = shared_.ports.random;
  for (const auto& slot : slots_) {
    const auto status = statuses_[static_cast<std::size_t>(slot.position)];
    if (slot.wave != wave || status != SessionStatus::kCompleted) continue;
    const auto id = make_id(now, {random.bits(), random.bits()});
    rechecks_.push_back({id, slot.position, wave, true});
    work_.writes.emplace_back(ports::SessionAdded{id, id_, slot.position, wave});
  }
}

void BatchRunner::end_remaining(SessionStatus status, const std::string& reason) {
  work_.is_urgent = true;
  work_.latest.clear();  // what is saved from here on must be stored after this
  work_.writes.emplace_back(ports::RemainingEnded{id_, status, reason});
  for (const auto& slot : pending_) statuses_[static_cast<std::size_t>(slot.position)] = status;
  auto remaining = std::exchange(pending_, {});
  if (status == SessionStatus::kSkipped) {
    skipped_by_halt_ = std::move(remaining);
  } else {
    for (const auto& slot : remaining) kept_.erase(slot.session);
  }
}

void BatchRunner::reopen_remaining() {
  work_.is_urgent = true;
  work_.latest.clear();
  work_.writes.emplace_back(ports::RemainingReopened{id_});
  for (auto& slot : std::exchange(skipped_by_halt_, {})) {
    statuses_[static_cast<std::size_t>(slot.position)] = SessionStatus::kPending;
    pending_.push_back(std::move(slot));
  }
}

void BatchRunner::each_live(const engine::SessionInput& input) {
  for (const auto& [id, session] : live_) inbox_.emplace_back(SessionMessage{id, input});
}

BatchRunner::LiveSession& BatchRunner::make_live(const SessionSlot& slot,
                                                 engine::SessionState state) {
  auto session = std::make_unique<LiveSession>();
  session->slot = slot;
  session->has_begun = state != engine::SessionState{};
  session->state = std::move(state);
  session->flow = flow_;
  if (!session->flow) {
    // read_plan() has bound it once, so it can be bound again.
    auto flow = engine::bind_target(plan_, approved_, target_of(slot));
    FETTLE_CHECK(flow.has_value());
    session->flow = std::make_shared<const flow::Flow>(*std::move(flow));
  }
  session->redactor = Redactor(patterns_);
  ++shared_.under_way;
  return *live_.insert_or_assign(slot.session, std::move(session)).first->second;
}

// --- admission --------------------------------------------------------------------------------

/// Asks for those that nobody asks for yet, as far as the process has room.
void BatchRunner::ask_admission() {
  int room = shared_.settings.concurrency - shared_.under_way;
  const auto now = shared_.ports.loop.now();
  for (auto& candidate : candidates_) {
    if (candidate.is_asked || candidate.again_at > now) continue;
    if (shared_.settings.concurrency > 0 && room-- <= 0) break;
    candidate.is_asked = true;
    const auto& target = target_of(candidate.slot);
    work_.asked.push_back({.session = candidate.slot.session,
                           .host = fleet::host_key(target.server),
                           .has_target = !target.label.empty(),
                           .needs = needs_of(candidate.slot)});
    work_.is_urgent = true;
  }
}

/// What is left of the plan for it. Estimates are the plan's, whatever the target.
std::chrono::minutes BatchRunner::needs_of(const SessionSlot& slot) const {
  if (slot.recheck) return std::chrono::minutes(0);
  const auto kept = kept_.find(slot.session);
  const bool goes_on = kept != kept_.end() && kept->second.stage == engine::SessionStage::kSteps;
  return flow::estimate_from(flow_ ? *flow_ : plan_.flow, goes_on ? kept->second.step : 0);
}

void BatchRunner::rules_changed() {
  for (auto& candidate : candidates_) {
    candidate.again_at.reset();
    candidate.is_outdated = candidate.is_asked;
  }
  ask_again();
}

void BatchRunner::ask_again() {
  if (stopped_ || candidates_.empty()) return;
  ask_admission();
  flush();
}

/// The answer came with the commit that asked. A candidate that was withdrawn meanwhile gives its
/// host back.
void BatchRunner::answer_admission(const ports::Admission& admission) {
  const auto candidate = std::ranges::find_if(candidates_, [&](const Candidate& c) {
    return c.is_asked && c.slot.session == admission.session;
  });
  auto reasons = admission.reasons;
  const bool has_host = reasons.empty();
  if (candidate != candidates_.end() && has_host) reasons = enter_host(candidate->slot);
  if (has_host && (candidate == candidates_.end() || !reasons.empty())) {
    work_.writes.emplace_back(ports::HostLeft{admission.session});
    work_.is_urgent = true;
  }
  if (candidate == candidates_.end()) return;
  if (reasons.empty()) {
    const auto slot = candidate->slot;
    candidates_.erase(candidate);
    begin_session(slot);
    return;
  }
  candidate->is_asked = false;
  if (!std::exchange(candidate->is_outdated, false)) candidate->again_at = admission.again_at;
  if (candidate->reasons == reasons) return;
  candidate->reasons = reasons;
  std::vector<engine::Event> events(1);
  events.front().body = engine::SessionWaiting{std::move(reasons)};
  events.front().at = shared_.ports.loop.now();
  events.front().stage = "steps";
  events.front().status = "pending";
  add_events(candidate->slot, events);
  work_.is_urgent = true;
}

std::vector<engine::WaitReason> BatchRunner::enter_host(const SessionSlot& slot) {
  if (shared_.ports.guard == nullptr) return {};
  const auto host = fleet::host_key(target_of(slot).server);
  const auto other = shared_.ports.guard->enter(host);
  if (!other) return {};
  return {{engine::WaitKind::kHostLock, fmt::format("{} works on {}", *other, host)}};
}

void BatchRunner::leave_host(LiveSession& session) {
  if (!std::exchange(session.has_host, false) || shared_.ports.guard == nullptr) return;
  shared_.ports.guard->leave(fleet::host_key(target_of(session.slot).server));
}

void BatchRunner::begin_session(const SessionSlot& slot) {
  engine::SessionState state;
  if (const auto kept = kept_.find(slot.session); kept != kept_.end()) {
    state = std::move(kept->second);
    kept_.erase(kept);
  }
  make_live(slot, std::move(state)).has_host = true;
  inbox_.emplace_back(SessionMessage{slot.session, engine::StartSession{}});
}

/// They are pending again, in their order, and the batch hears of it before anything else happens.
void BatchRunner::withdraw_starts(Withdrawn which) {
  engine::StartsWithdrawn withdrawn;
  std::deque<Candidate> left;
  for (auto candidate = candidates_.rbegin(); candidate != candidates_.rend(); ++candidate) {
    if (which == Withdrawn::kNotRetried && candidate->is_retried) {
      left.push_front(std::move(*candidate));
      continue;
    }
    ++withdrawn.count;
    if (candidate->is_retried) ++withdrawn.retried;
    (candidate->slot.recheck ? rechecks_ : pending_).push_front(std::move(candidate->slot));
  }
  candidates_ = std::move(left);
  if (withdrawn.count > 0) inbox_.emplace_front(engine::BatchInput(withdrawn));
}

bool BatchRunner::is_candidate(std::string_view session) const {
  return std::ranges::any_of(candidates_,
                             [&](const Candidate& c) { return c.slot.session == session; });
}

bool BatchRunner::withdraw_candidate(const std::string& session) {
  return std::erase_if(candidates_, [&](const Candidate& c) { return c.slot.session == session; }) >
         0;
}

}  // namespace fettle::runner
