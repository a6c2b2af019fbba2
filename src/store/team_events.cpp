#include "store/team_events.hpp"

namespace fettle::store {

Result<void> add_team_event(Connection& connection, const TeamEvent& event) {
  FETTLE_TRY_VOID(connection.send("update counters set value = value + 1 where name = 'events'"));
  return connection.send(
      "insert into team_events (sequence, team_id, at, topic, kind, subject, body) "
      "select value, ?, ?, ?, ?, ?, ? from counters where name = 'events'",
      event.team, event.at, event.topic, event.kind, event.subject, event.body);
}

}  // namespace fettle::store
