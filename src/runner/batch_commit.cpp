// Storing, and then doing. See batch_runner.hpp.
#include <utility>

#include "base/json.hpp"
#include "runner/batch_runner.hpp"

namespace fettle::runner {
namespace {

constexpr std::chrono::milliseconds kOutputDelay{200};
constexpr std::chrono::seconds kHeartbeatAfter{8};

/// What the audit log tells of a word.
struct LedTo {
  std::string batch_id;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(LedTo, (), (batch_id, status))

}  // namespace

/// `status` is what the word led to.
void BatchRunner::tell_when_stored(Condition& condition, std::string_view status) {
  work_.must_be_kept = true;  // what a person has said is not asked for again
  if (condition.audit) {
    auto& after = condition.audit->after;
    if (after.empty()) after = to_canonical_json(LedTo{id_, std::string(status)});
    work_.writes.emplace_back(ports::WordAudited{*std::move(condition.audit)});
  }
  if (!condition.word.empty()) {
    work_.writes.emplace_back(ports::WordHeard{std::move(condition.word)});
  }
  if (!condition.stored) return;
  work_.stored.push_back(std::move(condition.stored));
  work_.is_urgent = true;
}

void BatchRunner::flush() {
  const bool nothing = work_.writes.empty() && work_.effects.empty() && work_.messages.empty() &&
                       work_.asked.empty() && work_.stored.empty();
  if (committing_ || stopped_ || nothing) return;
  if (work_.is_urgent) {
    commit();
  } else if (output_timer_ == 0) {
    output_timer_ = shared_.ports.loop.call_after(kOutputDelay, [self = std::weak_ptr(self_)] {
      const auto batch = self.lock();
      if (!batch) return;
      (*batch)->output_timer_ = 0;
      (*batch)->work_.is_urgent = true;
      (*batch)->flush();
    });
  }
}

void BatchRunner::commit() {
  committing_ = true;
  auto work = std::exchange(work_, {});
  last_commit_ = shared_.ports.loop.monotonic();
  ports::Commit commit{id_, lease_, std::exchange(work.writes, {}), std::exchange(work.asked, {}),
                       !work.must_be_kept};
  shared_.ports.journal.commit(
      std::move(commit), [self = std::weak_ptr(self_), work = std::move(work),
                          asked = last_commit_](const Result<ports::Committed>& result) mutable {
        const auto batch = self.lock();
        if (!batch) return;
        (*batch)->committing_ = false;
        if (!result) {
          for (auto& told : work.stored) told(std::unexpected(result.error()));
          (*batch)->stop(result.error());
          return;
        }
        (*batch)->lease_ends_ = asked + kLeaseTrusted;
        (*batch)->committed(work, *result);
      });
}

void BatchRunner::committed(UnitOfWork& done, const ports::Committed& answers) {
  for (const auto& [slot, number, event] : done.events) {
    shared_.ports.observer.occurred(place_of(slot), number, event);
  }
  for (auto& told : done.stored) told({});
  for (const auto& message : done.messages) hand_over(message);
  for (const auto& effect : done.effects) {
    if (!stopped_) start_effect(effect);
  }
  for (const auto& admission : answers.admissions) answer_admission(admission);
  process_inbox();
}

/// Only a commit says that the lease is held; one that was asked for long ago says nothing. A
/// process that was paused, or whose database did not answer, finds out here before it acts.
bool BatchRunner::holds_lease() const { return shared_.ports.loop.monotonic() < lease_ends_; }

void BatchRunner::stop(const Error& error) {
  if (std::exchange(stopped_, true)) return;
  for (auto& told : std::exchange(work_.stored, {})) told(std::unexpected(error));
  shared_.ports.observer.stopped(id_, error);
}

void BatchRunner::heartbeat() {
  const bool due = shared_.ports.loop.monotonic() - last_commit_ > kHeartbeatAfter;
  if (!due || committing_ || stopped_) return;
  work_.is_urgent = true;
  commit();
}

void BatchRunner::start_effect(const PendingEffect& pending) {
  if (!holds_lease()) {
    stop({ErrorCode::kConflict,
          "the lease of batch " + id_ +
              " ran out while this process stood still; `fettle resume` goes on with it",
          {},
          {}});
    return;
  }
  if (const auto* gone = std::get_if<engine::ReleaseTarget>(&pending.effect)) {
    release(pending.slot, gone->attempts);
    return;
  }
  auto* session = find(pending.slot.session);
  if (session == nullptr) return;
  if (const auto* order = std::get_if<engine::StartOrder>(&pending.effect)) {
    start_order(*session, *order);
  } else if (const auto* snapshot = std::get_if<engine::TakeSnapshot>(&pending.effect)) {
    take_snapshot(*session, *snapshot);
  } else if (const auto* stop = std::get_if<engine::StopOrder>(&pending.effect)) {
    shared_.ports.transport.stop(stop->order);
  }
}

void BatchRunner::hand_over(const ports::Message& message) {
  shared_.ports.notifier.send(message);
  work_.writes.emplace_back(ports::MessageHandedOver{message.id, shared_.ports.loop.now()});
  work_.is_urgent = work_.must_be_kept = true;
}

void BatchRunner::set_timer(LiveSession& session, Instant at) {
  auto& loop = shared_.ports.loop;
  loop.cancel(session.timer);
  session.timer = loop.call_at(at, [self = std::weak_ptr(self_), id = session.slot.session] {
    if (const auto batch = self.lock()) (*batch)->post(id, engine::SessionTimerDue{});
  });
}

void BatchRunner::set_batch_timer(Instant at) {
  auto& loop = shared_.ports.loop;
  loop.cancel(timer_);
  timer_ = loop.call_at(at, [self = std::weak_ptr(self_)] {
    if (const auto batch = self.lock()) {
      static_cast<void>((*batch)->dispatch(engine::BatchTimerDue{}));
    }
  });
}

}  // namespace fettle::runner
