#include "store/link_store.hpp"

namespace fettle::store {

Result<void> add_link(Connection& connection, const LinkRow& link) {
  FETTLE_TRY_VOID(connection.run(
      "insert into links (id, hash, kind, team_id, user_id, email, role, created_by, created_at, "
      "expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      link.id, link.hash, link.kind, link.team_id, link.user_id, link.email, link.role,
      link.created_by, link.created_at, link.expires_at));
  return {};
}

Result<std::optional<LinkRow>> find_link(Connection& connection, const LinkQuery& query) {
  return connection.find<LinkRow>(
      "select id, hash, kind, team_id, user_id, email, role, created_by, created_at, expires_at "
      "from links where hash = ? and kind = ? and used_at is null and expires_at > ?",
      query.hash, query.kind, query.now);
}

Result<std::optional<LinkRow>> use_link(Connection& connection, const LinkQuery& query) {
  return connection.find<LinkRow>(
      "update links set used_at = ? where hash = ? and kind = ? and used_at is null and "
      "expires_at > ? returning id, hash, kind, team_id, user_id, email, role, created_by, "
      "created_at, expires_at",
      query.now, query.hash, query.kind, query.now);
}

Result<std::vector<LinkRow>> list_invitations(Connection& connection, std::string_view team,
                                              Instant now, const IdPage& page) {
  return connection.all<LinkRow>(
      "select id, hash, kind, team_id, user_id, email, role, created_by, created_at, expires_at "
      "from links where team_id = ? and kind = 'invitation' and used_at is null and "
      "expires_at > ? and id > ? order by id limit ?",
      team, now, page.after, page.rows);
}

Result<std::int64_t> count_invitations(Connection& connection, std::string_view team, Instant now) {
  return connection.one<std::int64_t>(
      "select count(*) from links where team_id = ? and kind = 'invitation' and used_at is null "
      "and expires_at > ?",
      team, now);
}

Result<bool> remove_invitation(Connection& connection, const TeamKey& key, Instant now) {
  FETTLE_TRY(removed, connection.run("delete from links where team_id = ? and id = ? and "
                                     "kind = 'invitation' and used_at is null and expires_at > ?",
                                     key.team, key.id, now));
  return removed == 1;
}

Result<void> remove_invitations(Connection& connection, const InvitationTo& to) {
  FETTLE_TRY_VOID(
      connection.run("delete from links where team_id = ? and kind = 'invitation' and used_at is "
                     "null and email = ?",
                     to.team, to.email));
  return {};
}

Result<void> remove_links_of_user(Connection& connection, const TeamKey& user) {
  FETTLE_TRY_VOID(
      connection.run("delete from links where team_id = ? and user_id = ? and used_at is null",
                     user.team, user.id));
  return {};
}

Result<void> remove_links_made_by(Connection& connection, std::string_view user) {
  FETTLE_TRY_VOID(
      connection.run("delete from links where created_by = ? and used_at is null", user));
  return {};
}

Result<void> remove_ended_links(Connection& connection, Instant now) {
  FETTLE_TRY_VOID(connection.run("delete from links where expires_at <= ?", now));
  return {};
}

Result<void> remove_setup_links(Connection& connection) {
  FETTLE_TRY_VOID(connection.run("delete from links where kind = 'setup' and used_at is null"));
  return {};
}

}  // namespace fettle::store
