// What is ordered from targets, and what they say. See batch_runner.hpp.
#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "core/review/codec.hpp"
#include "core/review/probe.hpp"
#include "core/review/with_texts.hpp"
#include "runner/batch_runner.hpp"

namespace fettle::runner {
namespace {

/// So much waits for no timer.
constexpr std::size_t kOutputUrgent = 1U << 20U;
/// Output that waits to be stored beyond this is left out; the gap in its offsets shows it. What
/// the caps of 64 commands keep has room.
constexpr std::size_t kOutputWaitingMax = 64U << 20U;
constexpr std::int64_t kSnapshotBytesMax = std::int64_t{8} << 20U;

/// Receipts lie in the home of whoever ran the command, so each account has an order of its own.
/// The first is that of whoever logs in, which also closes the connection.
std::vector<ports::Receipts> by_account(const std::string& session, const fleet::Target& target,
                                        const std::vector<engine::Attempt>& attempts) {
  std::vector<ports::Receipts> groups{{session, target, false, {}}};
  for (const auto& attempt : attempts) {
    const auto as_whom = attempt.as_whom.value_or(flow::Become{});
    auto group = std::ranges::find_if(groups, [&](const ports::Receipts& each) {
      return each.become == attempt.become && (!each.become || each.as_whom == as_whom);
    });
    if (group == groups.end()) {
      groups.push_back({session, target, attempt.become, {}, as_whom});
      group = groups.end() - 1;
    }
    group->attempts.push_back(attempt.id);
  }
  return groups;
}

}  // namespace

/// Hears of one order and brings it to the batch, if that is still in memory.
class BatchRunner::Listener : public ports::OrderListener {
 public:
  Listener(std::weak_ptr<BatchRunner*> batch, std::string session)
      : batch_(std::move(batch)), session_(std::move(session)) {}

  /// A process may be paused for longer than its lease between the order and the moment that the
  /// target is reached.
  bool may_begin() const override {
    const auto r = batch_.lock();
    return r && (*r)->holds_lease();
  }
  void started(std::string_view order) override {
    if (const auto r = batch_.lock()) {
      (*r)->post(session_, engine::OrderStarted{std::string(order)});
    }
  }
  void output(std::string_view order, std::int64_t offset, std::string_view bytes) override {
    if (const auto r = batch_.lock()) (*r)->order_output(session_, order, offset, bytes);
  }
  void ended(std::string_view order, flow::CommandResult result) override {
    if (const auto r = batch_.lock()) (*r)->order_ended(session_, order, std::move(result));
  }

 private:
  std::weak_ptr<BatchRunner*> batch_;
  std::string session_;
};

// --- orders -----------------------------------------------------------------------------------

ports::Order BatchRunner::make_order(const LiveSession& session,
                                     const engine::OrderState& order) const {
  ports::Order made;
  made.id = order.id;
  made.session = session.slot.session;
  made.target = target_of(session.slot);
  made.deadline = order.deadline;
  made.attempt = order.changes ? order.id : std::string();
  made.known_started = order.known_started;
  return made;
}

/// What this process may not give.
std::optional<engine::OrderHeld> BatchRunner::hold(const LiveSession& session,
                                                   const engine::SessionEffect& effect) const {
  const auto* start = std::get_if<engine::StartOrder>(&effect);
  const auto* snapshot = std::get_if<engine::TakeSnapshot>(&effect);
  if (start == nullptr && snapshot == nullptr) return std::nullopt;
  auto order = make_order(session, start != nullptr ? start->order : snapshot->snapshot.order);
  if (start != nullptr) {
    order.command = start->command;
    order.asked_before = start->asked_before;
  }
  auto reason = shared_.ports.transport.refusal(order);
  if (reason.empty()) return std::nullopt;
  return engine::OrderHeld{order.id, std::move(reason), order.asked_before};
}

void BatchRunner::start_order(LiveSession& session, const engine::StartOrder& effect) {
  const auto& current = session.state.current.order;
  if (!current || current->id != effect.order.id) return;  // overtaken by a later event
  auto order = make_order(session, effect.order);
  order.command = effect.command;
  order.become = effect.become;
  order.as_whom = effect.as_whom;
  order.asked_before = effect.asked_before;
  for (const auto& name : effect.secrets) {
    if (const auto value = secrets_.find(name); value != secrets_.end()) {
      order.environment.insert(*value);
    }
  }
  if (session.order != order.id) {
    const auto stored = stored_output_.find(order.id);
    session.passed = stored == stored_output_.end() ? 0 : stored->second;
    session.order = order.id;
  }
  // An attempt that is taken up again is followed from where its output is kept already.
  static_cast<void>(session.redactor.finish());
  session.received = session.passed;
  order.output_offset = session.passed;
  shared_.ports.transport.start(std::move(order),
                                std::make_shared<Listener>(self_, session.slot.session));
}

void BatchRunner::take_snapshot(LiveSession& session, const engine::TakeSnapshot& effect) {
  const auto& current = session.state.snapshot;
  if (!current || current->order.id != effect.snapshot.order.id) return;
  auto order = make_order(session, effect.snapshot.order);
  order.become = target_of(session.slot).server.become;
  order.command.script = review::probe_script(session.flow->snapshot_dimensions);
  order.command.timeout = std::chrono::seconds(effect.snapshot.order.timeout_seconds);
  order.output_max = kSnapshotBytesMax;
  session.snapshot.clear();
  shared_.ports.transport.start(std::move(order),
                                std::make_shared<Listener>(self_, session.slot.session));
}

/// Only when the receipts of every account are gone is nothing left.
void BatchRunner::release(const SessionSlot& slot, const std::vector<engine::Attempt>& attempts) {
  struct Outcome {
    int waited_for = 0;
    bool all_removed = true;
  };
  const auto outcome = std::make_shared<Outcome>();
  for (auto& receipts : by_account(slot.session, target_of(slot), attempts)) {
    ++releasing_;
    ++outcome->waited_for;
    shared_.ports.transport.release(
        std::move(receipts),
        [self = std::weak_ptr(self_), outcome, id = slot.session, attempts](bool removed) {
          const auto batch = self.lock();
          if (!batch) return;
          --(*batch)->releasing_;
          outcome->all_removed = outcome->all_removed && removed;
          if (--outcome->waited_for > 0 || !outcome->all_removed) return;
          if ((*batch)->has_been_used_since(id, attempts)) return;
          (*batch)->work_.writes.emplace_back(ports::TargetReleased{id});
          // Nothing is left that others could share the commit with.
          if ((*batch)->releasing_ == 0) (*batch)->work_.is_urgent = true;
          (*batch)->flush();
        });
  }
}

/// A session that was reopened meanwhile leaves receipts of its own.
bool BatchRunner::has_been_used_since(std::string_view session,
                                      const std::vector<engine::Attempt>& attempts) const {
  if (live_.contains(session)) return true;
  const auto kept = kept_.find(session);
  return kept != kept_.end() && kept->second.attempts != attempts;
}

// --- what targets say -------------------------------------------------------------------------

void BatchRunner::order_output(const std::string& id, std::string_view order, std::int64_t offset,
                               std::string_view bytes) {
  auto* session = find(id);
  if (session == nullptr) return;
  if (session->state.snapshot && session->state.snapshot->order.id == order) {
    session->snapshot.append(bytes);  // bounded by the order's output_max
    return;
  }
  const auto& current = session->state.current.order;
  if (!current || current->id != order) return;
  if (offset > session->received) {  // the target left bytes out: the gap stays visible
    keep_output(*session, session->redactor.finish());
    session->passed = session->received = offset;
  }
  const auto known = session->received - offset;
  if (known >= static_cast<std::int64_t>(bytes.size())) return;
  bytes.remove_prefix(static_cast<std::size_t>(known));
  session->received += static_cast<std::int64_t>(bytes.size());
  keep_output(*session, session->redactor.pass(bytes));
}

void BatchRunner::keep_output(LiveSession& session, Redactor::Passed passed) {
  if (passed.length == 0) return;
  const auto offset = session.passed;
  session.passed += static_cast<std::int64_t>(passed.length);
  shared_.ports.observer.output(place_of(session.slot), session.state.step, offset, passed.text);
  if (work_.output_bytes + passed.text.size() > kOutputWaitingMax) return;
  work_.output_bytes += passed.text.size();
  work_.is_urgent = work_.is_urgent || work_.output_bytes > kOutputUrgent;
  work_.writes.emplace_back(ports::OutputAdded{
      session.slot.session, session.state.stage, session.state.step, session.order, offset,
      static_cast<std::int64_t>(passed.length), std::move(passed.text)});
  flush();
}

void BatchRunner::order_ended(const std::string& id, std::string_view order,
                              flow::CommandResult result) {
  auto* session = find(id);
  if (session == nullptr) return;
  if (session->state.snapshot && session->state.snapshot->order.id == order) {
    const auto parsed = review::with_texts(review::parse_snapshot(session->snapshot),
                                           [this](std::string_view text) { return mask(text); });
    work_.writes.emplace_back(
        ports::SnapshotSaved{id, session->state.snapshot->moment, review::encode(parsed)});
    session->snapshot = {};
  } else if (session->state.current.order && session->state.current.order->id == order) {
    keep_output(*session, session->redactor.finish());
  }
  result.tail = mask(result.tail);
  result.message = mask(result.message);
  post(id, engine::OrderEnded{std::string(order), std::move(result)});
}

std::string BatchRunner::mask(std::string_view text) const {
  Redactor redactor(patterns_);
  auto masked = redactor.pass(text).text;
  return masked + redactor.finish().text;
}

}  // namespace fettle::runner
