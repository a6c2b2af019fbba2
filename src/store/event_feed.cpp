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

}  // namespace fettle::store
