#include "runner/batch_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/check.hpp"
#include "base/id.hpp"
#include "base/wipe.hpp"
#include "core/engine/word.hpp"

namespace fettle::runner {
namespace {

using engine::SessionStatus;

bool lets_run_again(const engine::SessionInput& input) {
  return std::holds_alternative<engine::ReopenSession>(input) ||
         std::holds_alternative<engine::RollBackSession>(input) ||
         std::holds_alternative<engine::ResolveStep>(input);
}

bool is_under_way(SessionStatus status) {
  return !engine::has_ended(status) && status != SessionStatus::kPending;
}

/// Whether the command that is under way changes its target.
bool is_changing(const engine::SessionState& state) {
  return state.current.order && state.current.order->changes;
}

bool removes_receipts(const engine::SessionEffect& effect) {
  const auto* release = std::get_if<engine::ReleaseTarget>(&effect);
  return release != nullptr && !release->attempts.empty();
}

bool waits_for_person(SessionStatus status) {
  return status == SessionStatus::kAwaitingApproval || status == SessionStatus::kAwaitingPerson;
}

Result<void> check_version(std::int64_t version, std::optional<std::int64_t> known) {
  if (!known || *known == version) return {};
  return fail(ErrorCode::kStale,
              fmt::format("it has changed since: version {} is now version {}; look again, then "
                          "decide",
                          *known, version));
}

std::vector<std::string> values_of(const Secrets& secrets) {
  std::vector<std::string> values;
  for (const auto& [name, value] : secrets) values.push_back(value);
  return values;
}

}  // namespace

BatchRunner::BatchRunner(Shared& shared, store::StoredBatch stored, std::int64_t lease,
                         Secrets secrets)
    : shared_(shared),
      id_(std::move(stored.id)),
      lease_(lease),
      lease_ends_(shared.ports.loop.monotonic() + kLeaseTrusted),
      last_commit_(shared.ports.loop.monotonic()),
      secrets_(std::move(secrets)),
      patterns_(std::make_shared<const SecretPatterns>(values_of(secrets_))),
      approved_(std::move(stored.frozen)),
      state_(std::move(stored.state)),
      stored_(std::move(stored.sessions)),
      stored_output_(std::move(stored.output)),
      unsent_(std::move(stored.unsent)),
      events_(stored.events),
      self_(std::make_shared<BatchRunner*>(this)) {}

BatchRunner::~BatchRunner() {
  auto& loop = shared_.ports.loop;
  for (const auto& [id, session] : live_) {
    loop.cancel(session->timer);
    leave_host(*session);
    --shared_.under_way;
  }
  loop.cancel(timer_);
  loop.cancel(output_timer_);
  for (auto& [name, value] : secrets_) wipe(value);
}

Result<void> BatchRunner::start() {
  if (!approved_.targets.empty()) FETTLE_TRY_VOID(read_plan());
  fill_slots();
  if (state_.status == engine::BatchStatus::kPending) {
    stored_ = {};
    FETTLE_TRY_VOID(advance(engine::LaunchBatch{}));
  } else {
    restart();
  }
  process_inbox();
  return {};
}

/// What a person has typed may hold a secret's value, as output may.
template <class Input>
Input BatchRunner::without_secrets(Input input) const {
  for (auto* text : engine::texts_of(input)) *text = mask(*text);
  return input;
}

Result<void> BatchRunner::dispatch(std::string_view id, const engine::SessionInput& input,
                                   Condition condition) {
  auto* session = find(id);
  if (session == nullptr) session = load(id);
  if (stopped_) {
    return fail(ErrorCode::kBusy, fmt::format("batch {} is taken up anew: try again", id_));
  }
  if (session == nullptr) {
    return fail(ErrorCode::kConflict, fmt::format("session {} has ended: nothing follows it", id));
  }
  const bool is_over = engine::is_final(state_.status) || state_.cancelling;
  auto result = check_version(session->state.version, condition.version);
  if (is_over && lets_run_again(input)) {
    result = fail(ErrorCode::kConflict, fmt::format("batch {} is {}: launch its plan anew", id_,
                                                    enum_name(state_.status)));
  } else if (!has_turn(session->slot)) {
    result = fail(ErrorCode::kConflict,
                  "it is not yet the target's turn: say it then, or cancel the batch");
  }
  if (result) {
    auto status = advance(*session, without_secrets(input));
    if (status) tell_when_stored(condition, enum_name(*status));
    if (!status) result = std::unexpected(std::move(status).error());
  }
  // A refused input leaves a session that is not under way as it was.
  if (auto* same = find(id); same != nullptr && !is_under_way(same->state.status)) evict(*same);
  process_inbox();
  return result;
}

Result<void> BatchRunner::dispatch(const engine::BatchInput& input, Condition condition) {
  if (stopped_) {
    return fail(ErrorCode::kBusy, fmt::format("batch {} is taken up anew: try again", id_));
  }
  auto result = check_version(state_.version, condition.version);
  if (result) result = advance(without_secrets(input));
  if (result) tell_when_stored(condition, enum_name(state_.status));
  process_inbox();
  return result;
}

/// Its wave has been taken up: before that the batch counts its sessions only as a whole.
bool BatchRunner::has_turn(const SessionSlot& slot) const {
  const bool is_launched = state_.status != engine::BatchStatus::kPending &&
                           state_.status != engine::BatchStatus::kPendingApproval;
  return is_launched && slot.wave <= state_.progress.wave;
}

bool BatchRunner::has_session(std::string_view session) const {
  return live_.contains(session) || kept_.contains(session) ||
         std::ranges::any_of(slots_, [&](const SessionSlot& s) { return s.session == session; });
}

std::vector<std::string> BatchRunner::sessions_in(SessionStatus status) const {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (statuses_[i] == status) ids.push_back(slots_[i].session);
  }
  return ids;
}

bool BatchRunner::is_settled() const {
  return stopped_ || (!committing_ && inbox_.empty() && work_.writes.empty() && releasing_ == 0);
}

// --- inputs through the machines --------------------------------------------------------------

void BatchRunner::post(std::string session, engine::SessionInput input) {
  inbox_.emplace_back(SessionMessage{std::move(session), std::move(input)});
  if (std::exchange(is_posted_, true)) return;
  shared_.ports.loop.post([self = std::weak_ptr(self_)] {
    if (const auto batch = self.lock()) (*batch)->process_inbox();
  });
}

/// Everything that has come in goes through the machines before any of it is stored, so that a
/// session's end and what its batch makes of it stand or fall together.
void BatchRunner::process_inbox() {
  is_posted_ = false;
  while (!inbox_.empty() && !stopped_) {
    const auto message = std::move(inbox_.front());
    inbox_.pop_front();
    std::visit([this](const auto& m) { process(m); }, message);
  }
  flush();
}

void BatchRunner::process(const engine::BatchInput& input) {
  FETTLE_CHECK(advance(input).has_value());
}

void BatchRunner::process(const SessionMessage& message) {
  auto* session = find(message.session);
  if (session == nullptr) return;
  // What comes late, for a session that has ended or moved on, is refused or changes nothing.
  const bool taken = advance(*session, message.input).has_value();
  FETTLE_CHECK(taken || !std::holds_alternative<engine::StartSession>(message.input));
}

engine::SessionContext BatchRunner::context_of(const LiveSession& session) const {
  const auto& server = target_of(session.slot).server;
  // Every order's id, and with it every receipt's name, begins with who made it.
  const auto& maker = shared_.settings.installation;
  return {
      .session_id =
          maker.empty() ? session.slot.session : fmt::format("{}.{}", maker, session.slot.session),
      .flow = session.flow.get(),
      .server_becomes = server.become,
      .mode = mode_of(server),
      .kind = session.slot.recheck ? engine::SessionKind::kRecheck : engine::SessionKind::kWhole,
      .is_manual = server.transport == fleet::TransportKind::kManual,
      .gate_expiry = shared_.settings.gate_expiry};
}

fleet::Mode BatchRunner::mode_of(const fleet::Server& server) const {
  auto* modes = shared_.ports.modes;
  if (modes == nullptr || !server.server_id) return server.mode;
  return modes->mode(*server.server_id).value_or(server.mode);
}

Result<SessionStatus> BatchRunner::advance(LiveSession& session,
                                           const engine::SessionInput& input) {
  const auto context = context_of(session);
  FETTLE_TRY(decision, engine::advance(session.state, input, context, shared_.ports.loop.now()));
  const auto status = decision.state.status;
  apply(session, std::move(decision));
  return status;
}

Result<void> BatchRunner::advance(const engine::BatchInput& input) {
  const engine::BatchContext context{&rollout_, shared_.settings.gate_expiry};
  FETTLE_TRY(decision, engine::advance(state_, input, context, shared_.ports.loop.now()));
  apply(std::move(decision));
  return {};
}

void BatchRunner::apply(LiveSession& session, engine::SessionDecision decision) {
  const auto slot = session.slot;
  const bool waited = waits_for_person(session.state.status);
  const bool waits_anew = session.state.held != decision.state.held;
  keep_for_good(session, decision);
  session.state = std::move(decision.state);
  const auto status = session.state.status;
  save(slot.session, ports::SessionSaved{slot.session, session.state, shared_.ports.loop.now()});
  for (auto& record : decision.records) {
    work_.writes.emplace_back(ports::StepSaved{slot.session, std::move(record)});
  }
  if (waited && !waits_for_person(status)) close_prompt(slot.session);
  if (waits_anew) store_wait(session);
  add_events(slot, decision.events);
  sort_effects(session, decision.effects);
  if (!slot.recheck) statuses_[static_cast<std::size_t>(slot.position)] = status;
  if (!is_under_way(status)) evict(session);
}

/// That a changing command is to be started, was, and how it ended, is on the disk before anything
/// follows of it. What only reads is asked again by whoever has lost its answer.
void BatchRunner::keep_for_good(const LiveSession& session,
                                const engine::SessionDecision& decision) {
  const auto& was = session.state;
  const auto& is = decision.state;
  if (is_changing(was) || is_changing(is) || was.attempts != is.attempts ||
      std::ranges::any_of(decision.effects, removes_receipts)) {
    work_.must_be_kept = true;
  }
}

/// The batch hears of what a session tells it before another session moves: its counts and the
/// queue must agree. So does the session of an order that is held: nobody finds it stored as given.
void BatchRunner::sort_effects(LiveSession& session, std::vector<engine::SessionEffect>& effects) {
  const auto& slot = session.slot;
  auto next = inbox_.begin();
  const auto tell_batch = [&](engine::BatchInput input) {
    next = std::next(inbox_.emplace(next, std::move(input)));
  };
  for (auto& effect : effects) {
    if (const auto* timer = std::get_if<engine::SetTimer>(&effect)) {
      set_timer(session, timer->at);
    } else if (const auto* change = std::get_if<engine::TellBatch>(&effect)) {
      const bool was_let_start =
          change->was == SessionStatus::kPending && withdraw_candidate(slot.session);
      tell_batch(engine::SessionChanged{change->was, change->is, slot.wave, slot.recheck,
                                        target_of(slot).label, session.state.reason, was_let_start,
                                        session.has_begun});
    } else if (const auto* once = std::get_if<engine::SendOncePerBatch>(&effect)) {
      tell_batch(engine::MessageWanted{once->step, once->message});
    } else if (const auto* send = std::get_if<engine::SendMessage>(&effect)) {
      queue_message(slot.session, send->message);
    } else if (auto held = hold(session, effect)) {
      next = std::next(inbox_.emplace(next, SessionMessage{slot.session, *std::move(held)}));
    } else {
      work_.effects.push_back({slot, std::move(effect)});
    }
  }
}

void BatchRunner::apply(engine::BatchDecision decision) {
  const bool waited = state_.status == engine::BatchStatus::kAwaitingApproval;
  state_ = std::move(decision.state);
  save(id_, ports::BatchSaved{id_, state_, shared_.ports.loop.now()});
  if (waited && state_.status != engine::BatchStatus::kAwaitingApproval) close_prompt({});
  add_events({}, decision.events);
  for (const auto& effect : decision.effects) carry_out(effect);
}

/// Only the latest state within a unit of work is stored; what it went through is in the events.
void BatchRunner::save(const std::string& id, ports::Write write) {
  work_.is_urgent = true;
  const auto [known, is_new] = work_.latest.try_emplace(id, work_.writes.size());
  if (is_new) {
    work_.writes.push_back(std::move(write));
  } else {
    work_.writes[known->second] = std::move(write);
  }
}

void BatchRunner::add_events(const SessionSlot& slot, std::vector<engine::Event>& events) {
  for (auto& event : events) {
    open_prompt(slot, event);
    const auto number = ++events_;
    work_.writes.emplace_back(ports::EventAdded{id_, number, slot.session, event});
    work_.events.push_back({slot, number, std::move(event)});
  }
}

void BatchRunner::open_prompt(const SessionSlot& slot, const engine::Event& event) {
  auto kind = ports::PromptKind::kGate;
  switch (engine::kind(event)) {
    case engine::EventKind::kGateOpened:
      break;
    case engine::EventKind::kPersonAsked:
      kind = ports::PromptKind::kPerson;
      break;
    case engine::EventKind::kBatchGateOpened:
      kind = ports::PromptKind::kRingGate;
      break;
    default:
      return;
  }
  work_.writes.emplace_back(ports::PromptOpened{id_, slot.session, kind, event.stage, event.step,
                                                engine::message(event), event.at});
}

void BatchRunner::close_prompt(const std::string& session) {
  work_.writes.emplace_back(ports::PromptClosed{id_, session});
}

void BatchRunner::store_wait(const LiveSession& session) {
  const auto& held = session.state.held;
  ports::SessionWaits waits{id_, session.slot.session, {}};
  if (!held.empty()) waits.reasons.push_back({engine::WaitKind::kNotAllowed, held});
  save(session.slot.session + " waits", std::move(waits));
}

void BatchRunner::queue_message(const std::string& session, const flow::Send& send) {
  const auto now = shared_.ports.loop.now();
  auto& random = shared_.ports.random;
  ports::Message message{make_id(now, {random.bits(), random.bits()}), send.message, send.channel,
                         send.severity};
  work_.writes.emplace_back(ports::MessageQueued{message.id, id_, session, message.text,
                                                 message.channel, message.severity, now});
  work_.messages.push_back(std::move(message));
  work_.must_be_kept = true;
}

// --- sessions in memory -----------------------------------------------------------------------

const fleet::Target& BatchRunner::target_of(const SessionSlot& slot) const {
  return approved_.targets[static_cast<std::size_t>(slot.position)];
}

ports::Place BatchRunner::place_of(const SessionSlot& slot) const {
  if (slot.session.empty()) return {.batch = id_};
  return {id_, slot.session, target_of(slot).label, slot.position, slot.recheck};
}

BatchRunner::LiveSession* BatchRunner::find(std::string_view session) {
  const auto found = live_.find(session);
  return found == live_.end() ? nullptr : found->second.get();
}

/// A session that is not under way and not over for good, made live for one input.
BatchRunner::LiveSession* BatchRunner::load(std::string_view id) {
  const auto slot = std::ranges::find(slots_, id, &SessionSlot::session);
  if (slot == slots_.end()) return nullptr;
  engine::SessionState state;
  if (const auto kept = kept_.find(id); kept != kept_.end()) {
    state = std::move(kept->second);
    kept_.erase(kept);
  } else if (statuses_[static_cast<std::size_t>(slot->position)] != SessionStatus::kPending) {
    return nullptr;
  }
  std::erase_if(pending_, [&](const SessionSlot& s) { return s.session == id; });
  return &make_live(*slot, std::move(state));
}

/// Where a session that has not been begun stands among those that may start.
std::deque<SessionSlot>::iterator BatchRunner::place_in_order(const SessionSlot& slot) {
  return std::ranges::find_if(pending_, [&](const SessionSlot& other) {
    return !kept_.contains(other.session) && other.position > slot.position;
  });
}

/// The session is no longer under way. What may be reopened is kept; what is pending takes a place
/// before those that have not been begun.
void BatchRunner::evict(LiveSession& session) {
  const auto id = session.slot.session;
  shared_.ports.loop.cancel(session.timer);
  const auto status = session.state.status;
  const bool has_begun = session.state != engine::SessionState{};
  if (status == SessionStatus::kPending && !is_candidate(id)) {
    auto& queue = session.slot.recheck ? rechecks_ : pending_;
    queue.insert(has_begun ? queue.begin() : place_in_order(session.slot), session.slot);
  }
  leave_host(session);
  if (has_begun && !engine::is_final(status)) kept_.insert_or_assign(id, std::move(session.state));
  live_.erase(id);
  --shared_.under_way;
}

}  // namespace fettle::runner
