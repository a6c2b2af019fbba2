#include "store/team_events.hpp"

namespace fettle::store {

Result<void> add_team_event(Connection& connection, const TeamEvent& event) {
  FETTLE_TRY(sequence, connection.one<std::int64_t>(
                           "update counters set value = value + 1 where name = 'events' "
                           "returning value"));
  FETTLE_TRY_VOID(connection.run(
      "insert into team_events (sequence, team_id, at, topic, kind, subject, body) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      sequence, event.team, event.at, event.topic, event.kind, event.subject, event.body));
  return {};
}

}  // namespace fettle::store
