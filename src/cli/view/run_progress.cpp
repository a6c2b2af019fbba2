#include "cli/view/run_progress.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/enum_name.hpp"

namespace fettle::cli {
namespace {

using engine::EventKind;
using engine::SessionStatus;

/// The status that an event leaves its session in; none where it says nothing about that.
std::optional<SessionStatus> status_after(const engine::Event& event) {
  switch (kind(event)) {
    case EventKind::kSessionWaiting:
    case EventKind::kSessionStarted:
    case EventKind::kSessionResumed:
    case EventKind::kSessionPaused:
    case EventKind::kSessionReopened:
    case EventKind::kSessionEnded:
      return enum_from_name<SessionStatus>(event.status);
    case EventKind::kGateOpened:
      return SessionStatus::kAwaitingApproval;
    case EventKind::kPersonAsked:
      return SessionStatus::kAwaitingPerson;
    case EventKind::kGateAnswered:
    case EventKind::kStepStarted:
    case EventKind::kStepWaiting:
    case EventKind::kStepEnded:
      return SessionStatus::kRunning;
    default:
      return std::nullopt;
  }
}

void advance(SessionProgress& session, const engine::Event& event) {
  const auto status = status_after(event);
  if (!status) return;
  session.status = *status;
  // That an answer was given, or a step has gone well, is no reason to wait for.
  const bool over = kind(event) == EventKind::kGateAnswered || kind(event) == EventKind::kStepEnded;
  session.note = over ? std::string() : message(event);
  if (event.step >= 0) {
    session.stage = event.stage;
    session.step = event.step;
  }
  if (kind(event) == EventKind::kSessionWaiting) return;
  if (!session.began || kind(event) == EventKind::kSessionStarted) session.began = event.at;
  session.ended.reset();
  if (engine::has_ended(*status)) session.ended = event.at;
}

}  // namespace

bool needs_person(SessionStatus status) {
  return status == SessionStatus::kAwaitingApproval || status == SessionStatus::kAwaitingPerson;
}

bool TargetProgress::shows_recheck() const {
  return recheck.status != SessionStatus::kPending && recheck.status != SessionStatus::kCompleted;
}

RunProgress::RunProgress(RunOutline outline)
    : outline_(std::move(outline)),
      targets_(outline_.targets.size()),
      status_(outline_.state.status) {
  if (status_ != engine::BatchStatus::kPending) wave_ = outline_.state.progress.wave;
  note_ = outline_.state.reason;
  const auto known = std::min(targets_.size(), outline_.statuses.size());
  for (std::size_t i = 0; i < known; ++i) targets_[i].session.status = outline_.statuses[i];
  for (const int position : outline_.left_out) {
    const auto index = static_cast<std::size_t>(position);
    if (index < targets_.size()) targets_[index].left_out = true;
  }
}

void RunProgress::hear(const ports::Place& place, const engine::Event& event) {
  if (!began_) began_ = event.at;
  if (place.session.empty()) {
    hear_batch(event);
    return;
  }
  const auto position = static_cast<std::size_t>(place.position);
  if (position >= targets_.size()) return;
  auto& target = targets_[position];
  advance(place.recheck ? target.recheck : target.session, event);
  // One that is run again takes those along that its failure left out.
  if (kind(event) == EventKind::kSessionReopened) reopen();
}

Counts RunProgress::counts() const {
  Counts counts;
  for (const auto& target : targets_) {
    switch (target.session.status) {
      case SessionStatus::kPending:
        ++counts.waiting;
        break;
      case SessionStatus::kRunning:
      case SessionStatus::kPaused:
        ++counts.running;
        break;
      case SessionStatus::kAwaitingApproval:
      case SessionStatus::kAwaitingPerson:
        ++counts.asking;
        break;
      case SessionStatus::kInterrupted:
        ++counts.interrupted;
        break;
      case SessionStatus::kCompleted:
        ++counts.completed;
        break;
      case SessionStatus::kFailed:
        ++counts.failed;
        break;
      case SessionStatus::kCancelled:
        ++counts.cancelled;
        break;
      case SessionStatus::kSkipped:
        ++counts.skipped;
        break;
    }
  }
  return counts;
}

void RunProgress::hear_batch(const engine::Event& event) {
  if (kind(event) == EventKind::kMessageSent) return;
  status_ = enum_from_name<engine::BatchStatus>(event.status).value_or(status_);
  note_ = message(event);
  if (kind(event) == EventKind::kWaveStarted) ++wave_;
  if (kind(event) == EventKind::kBatchHalted) end_rest(SessionStatus::kSkipped);
  if (kind(event) == EventKind::kBatchResumed) reopen_rest();
  if (status_ == engine::BatchStatus::kCancelled) end_rest(SessionStatus::kCancelled);
}

/// Those that were never begun end with their batch, without an event each.
void RunProgress::end_rest(SessionStatus status) {
  for (auto& target : targets_) {
    if (target.session.status != SessionStatus::kPending) continue;
    target.session.status = status;
    target.left_out = status == SessionStatus::kSkipped;
  }
}

/// A batch that had halted or failed goes on, and why it did is over.
void RunProgress::reopen() {
  reopen_rest();
  if (!engine::has_ended(status_)) return;
  status_ = engine::BatchStatus::kRunning;
  note_.clear();
}

void RunProgress::reopen_rest() {
  for (auto& target : targets_) {
    if (!std::exchange(target.left_out, false)) continue;
    target.session.status = SessionStatus::kPending;
  }
}

}  // namespace fettle::cli
