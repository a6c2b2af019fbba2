#include "store/event_feed.hpp"

namespace fettle::store {

Result<std::int64_t> last_sequence(Connection& connection) {
  return connection.one<std::int64_t>("select value from counters where name = 'events'");
}

Result<std::vector<FeedEvent>> read_feed(Connection& connection, std::string_view team,
                                         const FeedRange& range) {
  return connection.all<FeedEvent>(
      "select t.sequence as sequence, 0 as number, t.at as at, t.topic as topic, t.kind as kind, "
      "t.subject as subject, '' as session_id, t.body as body from team_events t "
      "where t.team_id = ? and t.sequence > ? and t.sequence <= ? union all "
      "select e.sequence as sequence, e.number as number, e.at as at, 'batches' as topic, e.kind "
      "as kind, "
      "e.batch_id as subject, e.session_id as session_id, e.body as body from events e "
      "join batches b on b.id = e.batch_id "
      "where b.team_id = ? and e.sequence > ? and e.sequence <= ? order by sequence limit ?",
      team, range.after, range.through, team, range.after, range.through, range.limit);
}

Result<std::vector<FeedEvent>> read_feed_beside_sessions(Connection& connection,
                                                         std::string_view team,
                                                         const FeedRange& range) {
  return connection.all<FeedEvent>(
      "select t.sequence as sequence, 0 as number, t.at as at, t.topic as topic, t.kind as kind, "
      "t.subject as subject, '' as session_id, t.body as body from team_events t "
      "where t.team_id = ? and t.sequence > ? and t.sequence <= ? union all "
      "select e.sequence as sequence, e.number as number, e.at as at, 'batches' as topic, e.kind "
      "as kind, e.batch_id as subject, e.session_id as session_id, e.body as body from events e "
      "join batches b on b.id = e.batch_id where b.team_id = ? and e.sequence > ? and e.sequence "
      "<= ? and (e.session_id = '' or e.kind in ('gate_opened', 'gate_reminder', 'gate_answered', "
      "'person_asked')) order by sequence limit ?",
      team, range.after, range.through, team, range.after, range.through, range.limit);
}

Result<std::vector<MovedSession>> read_moved_sessions(Connection& connection, std::string_view team,
                                                      const FeedRange& range) {
  return connection.all<MovedSession>(
      "select e.batch_id as batch_id, e.session_id as session_id, e.sequence as sequence, e.at as "
      "at, e.is_listed as is_listed, s.status as status, coalesce(s.stage, 'steps') as stage, "
      "coalesce(s.step, 0) as step, s.started_at as started_at, s.ended_at as ended_at from "
      "(select "
      "batch_id, session_id, max(sequence) as sequence, max(at) as at, max(case when kind in "
      "('session_started', 'session_ended', 'session_reopened') then 1 else 0 end) as is_listed "
      "from events where sequence > ? and sequence <= ? and session_id <> '' group by batch_id, "
      "session_id) e join batches b on b.id = e.batch_id join sessions s on s.id = e.session_id "
      "where b.team_id = ? order by e.batch_id, s.position, s.id",
      range.after, range.through, team);
}

}  // namespace fettle::store
