#include "cli/view/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "base/enum_name.hpp"
#include "core/engine/session_state.hpp"

namespace fettle::cli {
namespace {

using engine::Occurrence;
using engine::OccurrenceKind;

std::string with_reason(std::string text, std::string_view reason) {
  if (!reason.empty()) text.append(": ").append(reason);
  return text;
}

std::string of_batch(const RunOutline& outline, const Occurrence& occurrence) {
  const auto& message = occurrence.message;
  switch (occurrence.kind) {
    case OccurrenceKind::kBatchStarted:
      return fmt::format("started: {}, {} {}, batch {}", outline.name, outline.targets.size(),
                         outline.targets.size() == 1 ? "target" : "targets", outline.batch);
    case OccurrenceKind::kWaveStarted:
      return "wave " + message;
    case OccurrenceKind::kSoakStarted:
      return "soaking: " + message;
    case OccurrenceKind::kRecheckStarted:
      return "re-check of " + message;
    case OccurrenceKind::kBatchGateOpened:
      return "needs approval to go on: " + message;
    case OccurrenceKind::kBatchGateAnswered:
      return message;
    case OccurrenceKind::kBatchHalted:
      return with_reason("halted", message);
    case OccurrenceKind::kBatchPaused:
      return "paused";
    case OccurrenceKind::kBatchResumed:
      return with_reason("goes on", message);
    default:
      return with_reason("batch " + plain_words(occurrence.status), message);
  }
}

std::string of_session(const Occurrence& occurrence) {
  const auto& message = occurrence.message;
  switch (occurrence.kind) {
    case OccurrenceKind::kSessionStarted:
      return "started";
    case OccurrenceKind::kSessionResumed:
      return "resumed, " + plain_words(occurrence.status);
    case OccurrenceKind::kSessionPaused:
      return "paused";
    case OccurrenceKind::kSessionReopened:
      return with_reason("to be run again", message);
    case OccurrenceKind::kSnapshotTaken:
      return with_reason("snapshot " + occurrence.status, message);
    default:
      return with_reason(plain_words(occurrence.status), message);
  }
}

std::string of_step(const Occurrence& occurrence) {
  const auto& message = occurrence.message;
  switch (occurrence.kind) {
    case OccurrenceKind::kStepStarted:
      return with_reason("started", message);
    case OccurrenceKind::kStepWaiting:
      return "waiting " + message;
    case OccurrenceKind::kGateOpened:
      return fmt::format("needs approval ({})", message);
    case OccurrenceKind::kGateReminder:
      return fmt::format("still needs approval ({})", message);
    case OccurrenceKind::kPersonAsked:
      return message.empty() ? "waits for a person" : "asks: " + message;
    case OccurrenceKind::kMessageSent:
      return with_reason("message sent", message);
    case OccurrenceKind::kGateAnswered:
      return message;
    default:
      return with_reason(plain_words(occurrence.status), message);
  }
}

}  // namespace

const std::vector<std::string>& titles_of(const RunOutline& outline, std::string_view stage) {
  return stage == enum_name(engine::SessionStage::kRollback) ? outline.rollback_steps
                                                             : outline.steps;
}

std::string name_step(const RunOutline& outline, std::string_view stage, int step) {
  const auto& titles = titles_of(outline, stage);
  const auto index = static_cast<std::size_t>(step);
  const auto* kind = &titles == &outline.steps ? "step" : "rollback step";
  if (index >= titles.size()) return fmt::format("{} {}", kind, step + 1);
  return fmt::format("{} {} \"{}\"", kind, step + 1, titles[index]);
}

std::string plain_words(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string in_words(const RunOutline& outline, const Occurrence& occurrence) {
  if (occurrence.step >= 0) {
    return fmt::format("{}: {}", name_step(outline, occurrence.stage, occurrence.step),
                       of_step(occurrence));
  }
  return occurrence.stage.empty() ? of_batch(outline, occurrence) : of_session(occurrence);
}

}  // namespace fettle::cli
