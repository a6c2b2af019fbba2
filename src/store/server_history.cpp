#include "store/server_history.hpp"

#include <charconv>

#include "base/enum_name.hpp"

namespace fettle::store {

Result<PageRows<ServerSessionRow>> list_server_sessions(Connection& connection, TeamKey server,
                                                        const PageQuery& page) {
  std::int64_t before = 0;
  std::string before_id;
  if (page.after) {
    const auto& mark = page.after->value;
    std::from_chars(mark.data(), mark.data() + mark.size(), before);
    before_id = page.after->id;
  }
  FETTLE_TRY(
      rows,
      connection.all<ServerSessionRow>(
          "select s.id as session_id, s.batch_id as batch_id, b.tree_id as tree_id, b.name as "
          "name, s.status as status, s.reason as reason, b.created_at as launched_at, s.started_at "
          "as started_at, s.ended_at as ended_at, exists (select 1 from snapshots p where "
          "p.session_id = s.id and p.moment = 'before') as has_before, exists (select 1 from "
          "snapshots p where p.session_id = s.id and p.moment = 'after') as has_after from "
          "sessions s join batches b on b.id = s.batch_id where s.server_id = ? and s.server_id <> "
          "'' and b.team_id = ? and s.recheck = 0 and (cast(? as text) = '' or b.created_at < ? or "
          "(b.created_at = ? and s.id < ?)) order by b.created_at desc, s.id desc limit ?",
          server.id, server.team, before_id, before, before, before_id, page.limit + 1));
  FETTLE_TRY(total, connection.one<std::int64_t>(
                        "select count(*) from sessions s join batches b on b.id = s.batch_id where "
                        "s.server_id = ? and s.server_id <> '' and b.team_id = ? and s.recheck = 0",
                        server.id, server.team));
  return PageRows<ServerSessionRow>{std::move(rows), total};
}

Result<std::optional<std::string>> find_server_snapshot(Connection& connection, TeamKey server,
                                                        SnapshotPoint point) {
  return connection.find<std::string>(
      "select p.body from snapshots p join sessions s on s.id = p.session_id join batches b on "
      "b.id = s.batch_id where s.id = ? and s.server_id = ? and b.team_id = ? and p.moment = ?",
      point.session, server.id, server.team, enum_name(point.moment));
}

}  // namespace fettle::store
