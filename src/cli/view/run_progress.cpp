#include "cli/view/run_progress.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/enum_name.hpp"

namespace fettle::cli {
namespace {

using engine::OccurrenceKind;
using engine::SessionStatus;

/// The status that an occurrence leaves its session in; none where it says nothing about that.
std::optional<SessionStatus> status_after(const engine::Occurrence& occurrence) {
  switch (occurrence.kind) {
    case OccurrenceKind::kSessionStarted:
    case OccurrenceKind::kSessionResumed:
    case OccurrenceKind::kSessionPaused:
    case OccurrenceKind::kSessionReopened:
    case OccurrenceKind::kSessionEnded:
      return enum_from_name<SessionStatus>(occurrence.status);
    case OccurrenceKind::kGateOpened:
      return SessionStatus::kAwaitingApproval;
    case OccurrenceKind::kPersonAsked:
      return SessionStatus::kAwaitingPerson;
    case OccurrenceKind::kGateAnswered:
    case OccurrenceKind::kStepStarted:
    case OccurrenceKind::kStepWaiting:
    case OccurrenceKind::kStepEnded:
      return SessionStatus::kRunning;
    default:
      return std::nullopt;
  }
}

void advance(SessionProgress& session, const engine::Occurrence& occurrence) {
  const auto status = status_after(occurrence);
  if (!status) return;
  session.status = *status;
  // That an answer was given, or a step has gone well, is no reason to wait for.
  const bool over = occurrence.kind == OccurrenceKind::kGateAnswered ||
                    occurrence.kind == OccurrenceKind::kStepEnded;
  session.note = over ? std::string() : occurrence.message;
  if (occurrence.step >= 0) {
    session.stage = occurrence.stage;
    session.step = occurrence.step;
  }
  if (!session.began || occurrence.kind == OccurrenceKind::kSessionStarted)
    session.began = occurrence.at;
  session.ended.reset();
  if (engine::has_ended(*status)) session.ended = occurrence.at;
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

void RunProgress::hear(const ports::Place& place, const engine::Occurrence& occurrence) {
  if (!began_) began_ = occurrence.at;
  if (place.session.empty()) {
    hear_batch(occurrence);
    return;
  }
  const auto position = static_cast<std::size_t>(place.position);
  if (position >= targets_.size()) return;
  auto& target = targets_[position];
  advance(place.recheck ? target.recheck : target.session, occurrence);
  // One that is run again takes those along that its failure left out.
  if (occurrence.kind == OccurrenceKind::kSessionReopened) reopen();
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

void RunProgress::hear_batch(const engine::Occurrence& occurrence) {
  if (occurrence.kind == OccurrenceKind::kMessageSent) return;
  status_ = enum_from_name<engine::BatchStatus>(occurrence.status).value_or(status_);
  note_ = occurrence.message;
  if (occurrence.kind == OccurrenceKind::kWaveStarted) ++wave_;
  if (occurrence.kind == OccurrenceKind::kBatchHalted) end_rest(SessionStatus::kSkipped);
  if (occurrence.kind == OccurrenceKind::kBatchResumed) reopen_rest();
  if (status_ == engine::BatchStatus::kCancelled) end_rest(SessionStatus::kCancelled);
}

/// Those that were never begun end with their batch, without an occurrence each.
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
