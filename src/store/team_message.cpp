#include "store/team_message.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <variant>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "core/fleet/text.hpp"
#include "core/flow/strategy.hpp"

namespace fettle::store {
namespace {

using ports::TeamEvent;

/// What is said of an event of a batch: `NAME: [TARGET] words`.
struct Words {
  TeamEvent event;
  std::string text;
};

std::string with_reason(std::string text, const std::string& reason) {
  return reason.empty() ? text : fmt::format("{}: {}", text, reason);
}

Words ended(const ports::EventAdded& write, const std::string& reason) {
  if (write.event.status == "completed") return {TeamEvent::kCompleted, "completed"};
  return {TeamEvent::kFailed, with_reason(write.event.status, reason)};
}

/// None where nobody is told of it.
std::optional<Words> words_of(const ports::EventAdded& write) {
  const auto step = [&] { return write.event.step + 1; };
  const auto& body = write.event.body;
  if (std::holds_alternative<engine::BatchStarted>(body))
    return Words{TeamEvent::kRunStarted, "has started"};
  if (const auto* wave = std::get_if<engine::WaveStarted>(&body);
      wave != nullptr && wave->wave > 0) {
    return Words{
        TeamEvent::kRingFinished,
        fmt::format("ring {} of {} is finished; {} begins with {} {}", wave->wave, wave->waves,
                    wave->name, wave->targets, wave->targets == 1 ? "target" : "targets")};
  }
  if (const auto* gate = std::get_if<engine::BatchGateOpened>(&body)) {
    return Words{TeamEvent::kApprovalNeeded,
                 fmt::format("ring {} is done; the next waits for an approval", gate->ring)};
  }
  if (const auto* gate = std::get_if<engine::BatchGateReminder>(&body)) {
    return Words{TeamEvent::kApprovalExpiring,
                 fmt::format("the ring after {} still waits for an approval; half of its time is "
                             "over",
                             gate->ring)};
  }
  if (const auto* halt = std::get_if<engine::BatchHalted>(&body)) {
    return Words{TeamEvent::kHalted, with_reason("halted", halt->reason)};
  }
  if (const auto* end = std::get_if<engine::BatchEnded>(&body)) return ended(write, end->reason);
  if (const auto* end = std::get_if<engine::SessionEnded>(&body)) {
    if (write.event.status != "interrupted") return std::nullopt;
    return Words{TeamEvent::kInterrupted, with_reason("was interrupted", end->reason)};
  }
  if (std::holds_alternative<engine::GateOpened>(body)) {
    return Words{TeamEvent::kApprovalNeeded,
                 fmt::format("waits for an approval at step {}", step())};
  }
  if (std::holds_alternative<engine::GateReminder>(body)) {
    return Words{
        TeamEvent::kApprovalExpiring,
        fmt::format("still waits for an approval at step {}; half of its time is over", step())};
  }
  return std::nullopt;
}

/// A page that opens what the event speaks of: the batch, or the very step of a target.
std::string query_of(const ports::EventAdded& write) {
  if (write.session.empty()) return {};
  return write.event.step < 0 ? fmt::format("?h={}", write.session)
                              : fmt::format("?h={}&s={}", write.session, write.event.step);
}

std::string notification_id(const ports::EventAdded& write) {
  return fmt::format("{}-{}", write.batch, write.number);
}

/// One gate a step is told of, not one a target: those that wait there already were told of, and
/// are answered with it. In the same way one interrupted session is told of while others are: a
/// network that fails must not send a message for each of a thousand targets.
Result<void> notify_of(Connection& connection, const ports::EventAdded& write, const Words& words) {
  const bool is_gate = std::holds_alternative<engine::GateOpened>(write.event.body) ||
                       std::holds_alternative<engine::GateReminder>(write.event.body);
  const auto rings = "%" + to_json(std::string("kind")) + ":" + to_json(flow::StrategyKind::kRings);
  return connection.send(
      "insert into notifications (id, team_id, kind, text, link, created_at) select ?, b.team_id, "
      "?, b.name || ': ' || coalesce(s.target_label || ' ', '') || ?, '/flows/' || "
      "coalesce(b.tree_id, '') || '/batches/' || b.id || ?, ? from batches b left join sessions s "
      "on s.id = ? where b.id = ? and b.team_id is not null and (? = 0 or exists (select 1 from "
      "batch_plans f where f.batch_id = b.id and f.strategy like ?)) and (? = 0 or not exists "
      "(select 1 from sessions o where o.batch_id = b.id and o.id <> ? and "
      "o.status = 'interrupted')) and (? = 0 or not exists (select 1 from prompts p join prompts "
      "mine on mine.batch_id = p.batch_id and mine.stage = p.stage and mine.step = p.step where "
      "p.batch_id = b.id and mine.session_id = ? and p.kind = 'gate' and (p.since < mine.since or "
      "(p.since = mine.since and p.session_id < mine.session_id))))",
      notification_id(write), words.event, words.text, query_of(write), write.event.at.ms,
      write.session, write.batch, words.event == TeamEvent::kRingFinished, rings + "%",
      words.event == TeamEvent::kInterrupted, write.session, is_gate, write.session);
}

Result<void> announce(Connection& connection, const std::string& notification,
                      std::int64_t sequence) {
  return connection.send(
      "insert into team_events (sequence, team_id, at, topic, kind, subject, body) select ?, "
      "n.team_id, n.created_at, 'notifications', 'created', n.id, '{}' from notifications n where "
      "n.id = ?",
      sequence, notification);
}

/// A pattern for the column `events`.
std::string holding(TeamEvent event) { return "%" + to_json(event) + "%"; }

Result<void> deliver_to_choosers(Connection& connection, const std::string& notification,
                                 TeamEvent event) {
  return connection.send(
      "insert into deliveries (id, team_id, channel_id, channel_name, event, severity, text, link, "
      "status, next_at, created_at) select n.id || '-' || c.id, n.team_id, c.id, c.name, n.kind, "
      "?, n.text, n.link, 'pending', n.created_at, n.created_at from notifications n join channels "
      "c on c.team_id = n.team_id where n.id = ? and c.is_enabled = 1 and c.events like ?",
      severity_of(event), notification, holding(event));
}

/// The channel that a `notify` step names hears it, whatever it has chosen; where there is none of
/// that name, or it is turned off, the list of deliveries says so.
Result<void> deliver_message(Connection& connection, const ports::MessageQueued& message) {
  const bool is_named = !message.channel.empty();
  const auto name = fleet::to_lower_ascii(message.channel);
  FETTLE_TRY_VOID(connection.send(
      "insert into deliveries (id, team_id, channel_id, channel_name, event, severity, text, link, "
      "status, next_at, created_at) select n.id || '-' || c.id, n.team_id, c.id, c.name, n.kind, "
      "?, n.text, n.link, 'pending', n.created_at, n.created_at from notifications n join channels "
      "c on c.team_id = n.team_id where n.id = ? and c.is_enabled = 1 and (c.name_key = ? or (? = "
      "0 and c.events like ?))",
      message.severity, message.id, name, is_named, holding(TeamEvent::kMessage)));
  if (!is_named) return {};
  return connection.send(
      "insert into deliveries (id, team_id, channel_name, event, severity, text, link, status, "
      "result, next_at, created_at, ended_at) select n.id, n.team_id, ?, n.kind, ?, n.text, "
      "n.link, "
      "'failed', 'the team has no channel of that name that is turned on', n.created_at, "
      "n.created_at, n.created_at from notifications n where n.id = ? and not exists (select 1 "
      "from "
      "channels c where c.team_id = n.team_id and c.name_key = ? and c.is_enabled = 1)",
      message.channel, message.severity, message.id, name);
}

Result<void> tell(Connection& connection, const ports::MessageQueued& message,
                  std::int64_t sequence) {
  FETTLE_TRY_VOID(connection.send(
      "insert into notifications (id, team_id, kind, text, link, created_at) select ?, b.team_id, "
      "'message', b.name || ': ' || coalesce(s.target_label || ': ', '') || ?, '/flows/' || "
      "coalesce(b.tree_id, '') || '/batches/' || b.id, ? from batches b left join sessions s on "
      "s.id = ? where b.id = ? and b.team_id is not null",
      message.id, message.text, message.at.ms, message.session, message.batch));
  FETTLE_TRY_VOID(announce(connection, message.id, sequence));
  return deliver_message(connection, message);
}

Result<void> tell(Connection& connection, const ports::EventAdded& event, std::int64_t sequence) {
  const auto words = words_of(event);
  if (!words) return {};
  FETTLE_TRY_VOID(notify_of(connection, event, *words));
  FETTLE_TRY_VOID(announce(connection, notification_id(event), sequence));
  return deliver_to_choosers(connection, notification_id(event), words->event);
}

}  // namespace

ports::MessageSeverity severity_of(TeamEvent event) {
  switch (event) {
    case TeamEvent::kHalted:
    case TeamEvent::kFailed:
    case TeamEvent::kInterrupted:
      return ports::MessageSeverity::kError;
    case TeamEvent::kApprovalNeeded:
    case TeamEvent::kApprovalExpiring:
    case TeamEvent::kMissed:
      return ports::MessageSeverity::kWarning;
    default:
      return ports::MessageSeverity::kInfo;
  }
}

Result<void> tell_team(Connection& connection, TeamEvent event,
                       const NotificationRow& notification) {
  FETTLE_TRY_VOID(add_notification(connection, notification));
  return deliver_to_choosers(connection, notification.id, event);
}

bool is_told(const ports::Write& write) {
  const auto* event = std::get_if<ports::EventAdded>(&write);
  return std::holds_alternative<ports::MessageQueued>(write) ||
         (event != nullptr && words_of(*event).has_value());
}

Result<void> tell_of(Connection& connection, const ports::Write& write, std::int64_t sequence) {
  if (const auto* event = std::get_if<ports::EventAdded>(&write)) {
    return tell(connection, *event, sequence);
  }
  return tell(connection, std::get<ports::MessageQueued>(write), sequence);
}

}  // namespace fettle::store
