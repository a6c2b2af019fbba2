#include "store/team_events.hpp"

namespace fettle::store {

Result<void> add_team_event(Connection& connection, const TeamEvent& event) {
  return add_team_events(connection, {&event, 1});
}

Result<void> add_team_events(Connection& connection, std::span<const TeamEvent> events) {
  if (events.empty()) return {};
  FETTLE_TRY_VOID(connection.send("update counters set value = value + ? where name = 'events'",
                                  events.size()));
  auto after = events.size();
  for (const auto& event : events) {
    FETTLE_TRY_VOID(connection.send(
        "insert into team_events (sequence, team_id, at, topic, kind, subject, body) "
        "select value - ?, ?, ?, ?, ?, ?, ? from counters where name = 'events'",
        --after, event.team, event.at, event.topic, event.kind, event.subject, event.body));
  }
  return {};
}

}  // namespace fettle::store
