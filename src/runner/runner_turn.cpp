// Storing, and then doing; and what targets say. See runner.hpp.
#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "core/review/codec.hpp"
#include "core/review/probe.hpp"
#include "core/review/with_texts.hpp"
#include "runner/runner.hpp"

namespace fettle::runner {
namespace {

constexpr std::chrono::milliseconds kOutputDelay{200};
/// Output that waits to be stored beyond this is left out; the gap in its offsets shows it.
constexpr std::size_t kOutputWaitingMax = 8U << 20U;
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

ports::Order make_order(const LiveSession& session, const engine::OrderState& order) {
  const auto position = static_cast<std::size_t>(session.seat.position);
  ports::Order made;
  made.id = order.id;
  made.session = session.seat.session;
  made.target = session.batch->frozen.targets[position];
  made.deadline = order.deadline;
  made.attempt = order.changes ? order.id : std::string();
  made.known_started = order.known_started;
  return made;
}

}  // namespace

/// Hears of one order and brings it to the runner, if that still lives.
class Runner::Listener : public ports::OrderListener {
 public:
  Listener(std::weak_ptr<Runner*> runner, std::string session)
      : runner_(std::move(runner)), session_(std::move(session)) {}

  void started(std::string_view order) override {
    if (const auto r = runner_.lock()) {
      (*r)->post(session_, engine::OrderStarted{std::string(order)});
    }
  }
  void output(std::string_view order, std::int64_t offset, std::string_view bytes) override {
    if (const auto r = runner_.lock()) (*r)->order_output(session_, order, offset, bytes);
  }
  void ended(std::string_view order, flow::CommandResult result) override {
    if (const auto r = runner_.lock()) (*r)->order_ended(session_, order, std::move(result));
  }

 private:
  std::weak_ptr<Runner*> runner_;
  std::string session_;
};

// --- storing ----------------------------------------------------------------------------------

void Runner::flush() {
  const bool nothing = turn_.writes.empty() && turn_.deeds.empty() && turn_.messages.empty();
  if (committing_ || stopped_ || nothing) return;
  if (turn_.has_state) {
    commit();
  } else if (output_timer_ == 0) {
    output_timer_ =
        ports_.loop.call_at(ports_.loop.now() + kOutputDelay, [self = std::weak_ptr(self_)] {
          const auto runner = self.lock();
          if (!runner) return;
          (*runner)->output_timer_ = 0;
          (*runner)->turn_.has_state = true;
          (*runner)->flush();
        });
  }
}

void Runner::commit() {
  committing_ = true;
  auto turn = std::exchange(turn_, {});
  auto writes = std::exchange(turn.writes, {});
  ports_.journal.commit(std::move(writes), [self = std::weak_ptr(self_),
                                            turn = std::move(turn)](const Result<void>& result) {
    const auto runner = self.lock();
    if (!runner) return;
    (*runner)->committing_ = false;
    if (!result) {
      (*runner)->stopped_ = true;
      (*runner)->ports_.observer.stopped(result.error());
      return;
    }
    (*runner)->committed(turn);
  });
}

void Runner::committed(const Turn& done) {
  for (const auto& [batch, seat, number, event] : done.told) {
    ports::Place place{.batch = batch->id};
    if (!seat.session.empty()) {
      const auto& target = batch->frozen.targets[static_cast<std::size_t>(seat.position)];
      place = {batch->id, seat.session, target.label, seat.position, seat.recheck};
    }
    ports_.observer.occurred(place, number, event);
  }
  for (const auto& message : done.messages) ports_.notifier.send(message);
  for (const auto& deed : done.deeds) start(deed);
  flush();
}

// --- doing ------------------------------------------------------------------------------------

void Runner::start(const Deed& deed) {
  if (const auto* gone = std::get_if<engine::ReleaseTarget>(&deed.effect)) {
    release(deed, gone->attempts);
    return;
  }
  if (const auto* send = std::get_if<engine::SendMessage>(&deed.effect)) {
    ports_.notifier.send({send->message.message, send->message.channel, send->message.severity});
    return;
  }
  auto* session = find(deed.seat.session);
  if (session == nullptr) return;
  if (const auto* order = std::get_if<engine::StartOrder>(&deed.effect)) {
    start_order(*session, *order);
  } else if (const auto* snapshot = std::get_if<engine::TakeSnapshot>(&deed.effect)) {
    take_snapshot(*session, *snapshot);
  } else if (const auto* stop = std::get_if<engine::StopOrder>(&deed.effect)) {
    ports_.transport.stop(stop->order);
  }
}

void Runner::start_order(LiveSession& session, const engine::StartOrder& effect) {
  const auto& current = session.state.current.order;
  if (!current || current->id != effect.order.id) return;  // overtaken by a later event
  auto order = make_order(session, effect.order);
  order.command = effect.command;
  order.become = effect.become;
  order.as_whom = effect.as_whom;
  for (const auto& name : effect.secrets) {
    if (const auto value = settings_.secrets.find(name); value != settings_.secrets.end()) {
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
  ports_.transport.start(std::move(order), std::make_shared<Listener>(self_, session.seat.session));
}

void Runner::take_snapshot(LiveSession& session, const engine::TakeSnapshot& effect) {
  const auto& current = session.state.snapshot;
  if (!current || current->order.id != effect.snapshot.order.id) return;
  auto order = make_order(session, effect.snapshot.order);
  const auto position = static_cast<std::size_t>(session.seat.position);
  order.become = session.batch->frozen.targets[position].server.become;
  order.command.script = review::probe_script(session.flow->snapshot_dimensions);
  order.command.timeout = std::chrono::seconds(effect.snapshot.order.timeout_seconds);
  order.output_max = kSnapshotBytesMax;
  session.snapshot.clear();
  ports_.transport.start(std::move(order), std::make_shared<Listener>(self_, session.seat.session));
}

/// Only when the receipts of every account are gone is nothing left.
void Runner::release(const Deed& deed, const std::vector<engine::Attempt>& attempts) {
  struct Outcome {
    int waited_for = 0;
    bool all_removed = true;
  };
  const auto outcome = std::make_shared<Outcome>();
  const auto& target = deed.batch->frozen.targets[static_cast<std::size_t>(deed.seat.position)];
  for (auto& receipts : by_account(deed.seat.session, target, attempts)) {
    ++releasing_;
    ++outcome->waited_for;
    ports_.transport.release(std::move(receipts),
                             [self = std::weak_ptr(self_), outcome, deed, attempts](bool removed) {
                               const auto runner = self.lock();
                               if (!runner) return;
                               --(*runner)->releasing_;
                               outcome->all_removed = outcome->all_removed && removed;
                               if (--outcome->waited_for > 0 || !outcome->all_removed) return;
                               const auto& id = deed.seat.session;
                               if ((*runner)->has_been_used_since(*deed.batch, id, attempts))
                                 return;
                               (*runner)->turn_.writes.emplace_back(ports::TargetReleased{id});
                               // Nothing is left that others could share the commit with.
                               if ((*runner)->releasing_ == 0) (*runner)->turn_.has_state = true;
                               (*runner)->flush();
                             });
  }
}

/// A session that was reopened meanwhile leaves receipts of its own.
bool Runner::has_been_used_since(const BatchRun& batch, std::string_view session,
                                 const std::vector<engine::Attempt>& attempts) const {
  if (live_.contains(session)) return true;
  const auto kept = batch.kept.find(session);
  return kept != batch.kept.end() && kept->second.attempts != attempts;
}

void Runner::set_timer(LiveSession& session, Instant at) {
  ports_.loop.cancel(session.timer);
  session.timer = ports_.loop.call_at(at, [self = std::weak_ptr(self_), id = session.seat.session] {
    if (const auto runner = self.lock()) (*runner)->post(id, engine::SessionTimerDue{});
  });
}

void Runner::set_timer(BatchRun& batch, Instant at) {
  ports_.loop.cancel(batch.timer);
  batch.timer = ports_.loop.call_at(at, [self = std::weak_ptr(self_), id = batch.id] {
    const auto runner = self.lock();
    if (!runner) return;
    static_cast<void>((*runner)->tell_batch(id, engine::BatchTimerDue{}));
  });
}

// --- what targets say -------------------------------------------------------------------------

void Runner::order_output(const std::string& id, std::string_view order, std::int64_t offset,
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

void Runner::keep_output(LiveSession& session, Redactor::Passed passed) {
  if (passed.length == 0) return;
  const auto offset = session.passed;
  session.passed += static_cast<std::int64_t>(passed.length);
  const auto& target =
      session.batch->frozen.targets[static_cast<std::size_t>(session.seat.position)];
  const ports::Place place{session.batch->id, session.seat.session, target.label,
                           session.seat.position, session.seat.recheck};
  ports_.observer.output(place, session.state.step, offset, passed.text);
  if (turn_.output_bytes + passed.text.size() > kOutputWaitingMax) return;
  turn_.output_bytes += passed.text.size();
  turn_.writes.emplace_back(ports::OutputAdded{
      session.seat.session, session.state.stage, session.state.step, session.order, offset,
      static_cast<std::int64_t>(passed.length), std::move(passed.text)});
  flush();
}

void Runner::order_ended(const std::string& id, std::string_view order,
                         flow::CommandResult result) {
  auto* session = find(id);
  if (session == nullptr) return;
  if (session->state.snapshot && session->state.snapshot->order.id == order) {
    const auto parsed = review::with_texts(review::parse_snapshot(session->snapshot),
                                           [this](std::string_view text) { return mask(text); });
    turn_.writes.emplace_back(
        ports::SnapshotSaved{id, session->state.snapshot->moment, review::encode(parsed)});
    session->snapshot = {};
  } else if (session->state.current.order && session->state.current.order->id == order) {
    keep_output(*session, session->redactor.finish());
  }
  result.tail = mask(result.tail);
  result.message = mask(result.message);
  post(id, engine::OrderEnded{std::string(order), std::move(result)});
}

std::string Runner::mask(std::string_view text) const {
  Redactor redactor(secrets_);
  auto masked = redactor.pass(text).text;
  return masked + redactor.finish().text;
}

}  // namespace fettle::runner
