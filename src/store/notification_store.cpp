#include "store/notification_store.hpp"

namespace fettle::store {

Result<void> add_notification(Connection& connection, const NotificationRow& n) {
  return connection.send(
      "insert into notifications (id, team_id, user_id, kind, text, link, created_at) values (?, "
      "?, ?, ?, ?, ?, ?)",
      n.id, n.team_id, n.user_id, n.kind, n.text, n.link, n.created_at);
}

Result<std::vector<SeenNotification>> list_notifications(Connection& connection, Reader reader,
                                                         int limit) {
  return connection.all<SeenNotification>(
      "select n.id as id, n.kind as kind, n.text as text, n.link as link, n.created_at as "
      "created_at, case when r.user_id is null then 0 else 1 end as is_read from notifications n "
      "left join notification_reads r on r.notification_id = n.id and r.user_id = ? where "
      "n.team_id = ? and (n.user_id is null or n.user_id = ?) order by n.created_at desc, n.id "
      "desc limit ?",
      reader.user, reader.team, reader.user, limit);
}

Result<std::vector<SeenNotification>> list_unread(Connection& connection, Reader reader,
                                                  int limit) {
  return connection.all<SeenNotification>(
      "select n.id as id, n.kind as kind, n.text as text, n.link as link, n.created_at as "
      "created_at, 0 as is_read from notifications n where n.team_id = ? and (n.user_id is null or "
      "n.user_id = ?) and not exists (select 1 from notification_reads r where r.notification_id = "
      "n.id and r.user_id = ?) order by n.created_at desc, n.id desc limit ?",
      reader.team, reader.user, reader.user, limit);
}

Result<std::int64_t> count_unread(Connection& connection, Reader reader) {
  return connection.one<std::int64_t>(
      "select count(*) from notifications n where n.team_id = ? and (n.user_id is null or "
      "n.user_id = ?) and not exists (select 1 from notification_reads r where r.notification_id = "
      "n.id and r.user_id = ?)",
      reader.team, reader.user, reader.user);
}

Result<void> mark_all_read(Connection& connection, Reader reader, Instant now) {
  FETTLE_TRY_VOID(connection.run(
      "insert into notification_reads (notification_id, user_id, at) select n.id, cast(? as text), "
      "cast(? as bigint) from notifications n where n.team_id = ? and (n.user_id is null or "
      "n.user_id = ?) on conflict (notification_id, user_id) do nothing",
      reader.user, now.ms, reader.team, reader.user));
  return {};
}

Result<void> mark_read(Connection& connection, Reader reader, std::string_view id, Instant now) {
  FETTLE_TRY_VOID(connection.run(
      "insert into notification_reads (notification_id, user_id, at) select n.id, cast(? as text), "
      "cast(? as bigint) from notifications n where n.id = ? and n.team_id = ? and (n.user_id is "
      "null or n.user_id = ?) on conflict (notification_id, user_id) do nothing",
      reader.user, now.ms, id, reader.team, reader.user));
  return {};
}

}  // namespace fettle::store
