#include "core/engine/event.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/json.hpp"

namespace fettle::engine {
namespace {

template <std::size_t... I>
consteval bool kinds_name_types(std::index_sequence<I...> /*indexes*/) {
  return ((kNamedValues<EventKind>[I].name.view() ==
           kKindName<std::variant_alternative_t<I, EventBody>>.view()) &&
          ...);
}
static_assert(kNamedValues<EventKind>.size() == std::variant_size_v<EventBody>);
static_assert(kinds_name_types(std::make_index_sequence<std::variant_size_v<EventBody>>{}));

std::string answer(bool approved, const Attribution& by) {
  return fmt::format("{} by {}", approved ? "approved" : "rejected", text(by));
}

struct Words {
  std::string operator()(const WaveStarted& e) const {
    if (e.waves == 0) return e.name;
    return fmt::format("{} of {}: {}, {} {}", e.wave + 1, e.waves, e.name, e.targets,
                       e.targets == 1 ? "target" : "targets");
  }
  std::string operator()(const SoakStarted& e) const {
    if (e.until == Instant{}) return e.ring;
    return fmt::format("ring \"{}\" until {}", e.ring, to_whole_seconds(e.until));
  }
  std::string operator()(const RecheckStarted& e) const { return ring(e.ring); }
  std::string operator()(const BatchGateOpened& e) const {
    return e.ring.contains("ring ") ? e.ring : ring(e.ring) + " is done";
  }
  std::string operator()(const BatchGateReminder& e) const {
    return e.ring.contains("ring ") ? e.ring : ring(e.ring) + " is done";
  }
  std::string operator()(const LaunchAnswered& e) const { return answer(e.approved, e.by); }
  std::string operator()(const BatchGateAnswered& e) const { return answer(e.approved, e.by); }
  std::string operator()(const BatchHalted& e) const { return e.reason; }
  std::string operator()(const BatchPaused& e) const {
    return e.by.by.name.empty() ? std::string() : "by " + text(e.by);
  }
  std::string operator()(const BatchResumed& e) const {
    const auto who = e.by.by.name.empty() ? std::string() : "by " + text(e.by);
    if (!e.with_remaining) return who;
    return who.empty() ? "with the rest" : "with the rest, " + who;
  }
  std::string operator()(const BatchEnded& e) const { return e.reason; }
  std::string operator()(const SessionWaiting& e) const {
    std::string words;
    for (const auto& reason : e.reasons) {
      if (!words.empty()) words += "; ";
      words += reason.text;
    }
    return words;
  }
  std::string operator()(const SessionReopened& e) const { return e.reason; }
  std::string operator()(const SessionEnded& e) const { return e.reason; }
  std::string operator()(const SnapshotTaken& e) const { return e.problem; }
  std::string operator()(const StepStarted& e) const {
    if (e.asks_only_if) return "asks only_if";
    return e.attempt > 1 ? fmt::format("try {}", e.attempt) : std::string();
  }
  std::string operator()(const StepWaiting& e) const {
    if (!e.reason.empty()) return e.reason;
    return e.until ? fmt::format("until {}", to_whole_seconds(*e.until)) : std::string();
  }
  std::string operator()(const StepEnded& e) const { return e.message; }
  std::string operator()(const GateOpened& e) const { return e.reason; }
  std::string operator()(const GateReminder& e) const { return e.reason; }
  std::string operator()(const GateAnswered& e) const { return answer(e.approved, e.by); }
  std::string operator()(const PersonAsked& e) const { return e.prompt; }
  std::string operator()(const MessageSent& e) const { return e.text; }
  template <class Other>
  std::string operator()(const Other&) const {
    return {};
  }

 private:
  static std::string ring(const std::string& name) {
    return name.contains('"') ? name : fmt::format("ring \"{}\"", name);
  }
};

/// How versions before 0.2 stored an event.
struct EarlierEvent {
  EventKind kind = EventKind::kBatchStarted;
  Instant at;
  std::string stage;
  int step = -1;
  std::string status;
  std::string message;
};
BOOST_DESCRIBE_STRUCT(EarlierEvent, (), (kind, at, stage, step, status, message))

/// Those versions had no field for who answered: `approved by ann: looks fine`.
std::pair<bool, Attribution> earlier_answer(std::string_view message) {
  const bool approved = message.starts_with("approved");
  const auto by = message.find(" by ");
  if (by != std::string_view::npos) message.remove_prefix(by + 4);
  const auto colon = message.find(": ");
  Attribution attribution{.by = command_line(std::string(message.substr(0, colon)))};
  if (colon != std::string_view::npos) attribution.comment = message.substr(colon + 2);
  return {approved, attribution};
}

template <class Answered>
Answered earlier_answered(std::string_view message) {
  auto [approved, by] = earlier_answer(message);
  return {approved, std::move(by)};
}

BatchResumed earlier_resumed(std::string_view message) {
  return {.by = message.contains("by ") ? earlier_answer(message).second : Attribution{},
          .with_remaining = message.starts_with("with the rest")};
}

EventBody earlier_body(EventKind kind, std::string message) {
  switch (kind) {
    case EventKind::kBatchStarted:
      return BatchStarted{};
    case EventKind::kWaveStarted:
      return WaveStarted{.name = std::move(message)};
    case EventKind::kSoakStarted:
      return SoakStarted{.ring = std::move(message)};
    case EventKind::kRecheckStarted:
      return RecheckStarted{std::move(message)};
    case EventKind::kBatchGateOpened:
      return BatchGateOpened{std::move(message)};
    case EventKind::kBatchGateReminder:
      return BatchGateReminder{std::move(message)};
    case EventKind::kLaunchAnswered:
      return earlier_answered<LaunchAnswered>(message);
    case EventKind::kBatchGateAnswered:
      return earlier_answered<BatchGateAnswered>(message);
    case EventKind::kBatchHalted:
      return BatchHalted{std::move(message)};
    case EventKind::kBatchPaused:
      return BatchPaused{};
    case EventKind::kBatchResumed:
      return earlier_resumed(message);
    case EventKind::kBatchEnded:
      return BatchEnded{std::move(message)};
    case EventKind::kSessionWaiting:
      return SessionWaiting{};
    case EventKind::kSessionStarted:
      return SessionStarted{};
    case EventKind::kSessionResumed:
      return SessionResumed{};
    case EventKind::kSessionPaused:
      return SessionPaused{};
    case EventKind::kSessionReopened:
      return SessionReopened{std::move(message)};
    case EventKind::kSessionEnded:
      return SessionEnded{std::move(message)};
    case EventKind::kSnapshotTaken:
      return SnapshotTaken{std::move(message)};
    case EventKind::kStepStarted:
      return StepStarted{.asks_only_if = message == "asks only_if"};
    case EventKind::kStepWaiting:
      return StepWaiting{.reason = std::move(message)};
    case EventKind::kStepEnded:
      return StepEnded{.message = std::move(message)};
    case EventKind::kGateOpened:
      return GateOpened{std::move(message)};
    case EventKind::kGateReminder:
      return GateReminder{std::move(message)};
    case EventKind::kGateAnswered:
      return earlier_answered<GateAnswered>(message);
    case EventKind::kPersonAsked:
      return PersonAsked{std::move(message)};
    case EventKind::kMessageSent:
      return MessageSent{std::move(message)};
  }
  return BatchStarted{};
}

}  // namespace

EventKind kind(const Event& event) { return static_cast<EventKind>(event.body.index()); }

std::string message(const Event& event) { return std::visit(Words{}, event.body); }

std::string encode(const Event& event) { return to_json(event); }

Event earlier_event(EventKind kind, std::string message) {
  return {.body = earlier_body(kind, std::move(message))};
}

Result<Event> read_event(std::string_view text) {
  FETTLE_TRY(json, parse_json(text));
  const auto* object = json.if_object();
  if (object == nullptr || !object->contains("kind")) return decode<Event>(json);
  FETTLE_TRY(earlier, decode<EarlierEvent>(json));
  auto event = earlier_event(earlier.kind, std::move(earlier.message));
  event.at = earlier.at;
  event.stage = std::move(earlier.stage);
  event.step = earlier.step;
  event.status = std::move(earlier.status);
  return event;
}

}  // namespace fettle::engine
