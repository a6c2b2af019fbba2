#include "cli/view/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "base/enum_name.hpp"
#include "core/engine/session_state.hpp"

namespace fettle::cli {
namespace {

using engine::Event;
using engine::EventKind;

std::string with_reason(std::string text, std::string_view reason) {
  if (!reason.empty()) text.append(": ").append(reason);
  return text;
}

std::string of_batch(const RunOutline& outline, const Event& event) {
  const auto message = engine::message(event);
  switch (kind(event)) {
    case EventKind::kBatchStarted:
      return fmt::format("started: {}, {} {}, batch {}", outline.name, outline.targets.size(),
                         outline.targets.size() == 1 ? "target" : "targets", outline.batch);
    case EventKind::kWaveStarted:
      return "wave " + message;
    case EventKind::kSoakStarted:
      return "soaking: " + message;
    case EventKind::kRecheckStarted:
      return "re-check of " + message;
    case EventKind::kBatchGateOpened:
      return "needs approval to go on: " + message;
    case EventKind::kBatchGateReminder:
      return "still needs approval to go on: " + message;
    case EventKind::kLaunchAnswered:
    case EventKind::kBatchGateAnswered:
      return message;
    case EventKind::kBatchHalted:
      return with_reason("halted", message);
    case EventKind::kBatchPaused:
      return "paused";
    case EventKind::kBatchResumed:
      return with_reason("goes on", message);
    default:
      return with_reason("batch " + plain_words(event.status), message);
  }
}

std::string of_session(const Event& event) {
  const auto message = engine::message(event);
  switch (kind(event)) {
    case EventKind::kSessionWaiting:
      return with_reason("waits", message);
    case EventKind::kSessionStarted:
      return "started";
    case EventKind::kSessionResumed:
      return "resumed, " + plain_words(event.status);
    case EventKind::kSessionPaused:
      return "paused";
    case EventKind::kSessionReopened:
      return with_reason("to be run again", message);
    case EventKind::kSnapshotTaken:
      return with_reason("snapshot " + event.status, message);
    default:
      return with_reason(plain_words(event.status), message);
  }
}

std::string of_step(const Event& event) {
  const auto message = engine::message(event);
  switch (kind(event)) {
    case EventKind::kStepStarted:
      return with_reason("started", message);
    case EventKind::kStepWaiting:
      return "waiting " + message;
    case EventKind::kGateOpened:
      return fmt::format("needs approval ({})", message);
    case EventKind::kGateReminder:
      return fmt::format("still needs approval ({})", message);
    case EventKind::kPersonAsked:
      return message.empty() ? "waits for a person" : "asks: " + message;
    case EventKind::kMessageSent:
      return with_reason("message sent", message);
    case EventKind::kGateAnswered:
      return message;
    default:
      return with_reason(plain_words(event.status), message);
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

std::string in_words(const RunOutline& outline, const Event& event) {
  if (event.step >= 0) {
    return fmt::format("{}: {}", name_step(outline, event.stage, event.step), of_step(event));
  }
  return event.stage.empty() ? of_batch(outline, event) : of_session(event);
}

}  // namespace fettle::cli
