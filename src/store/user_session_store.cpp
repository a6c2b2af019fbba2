#include "store/user_session_store.hpp"

namespace fettle::store {

Result<void> add_user_session(Connection& connection, const UserSessionRow& session) {
  FETTLE_TRY_VOID(connection.run(
      "insert into user_sessions (id, hash, user_id, address, agent, created_at, seen_at, "
      "expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
      session.id, session.hash, session.user_id, session.address, session.agent, session.created_at,
      session.seen_at, session.expires_at));
  return {};
}

Result<std::optional<SignedInRow>> find_signed_in(Connection& connection, std::string_view hash,
                                                  const SessionLimits& limits) {
  return connection.find<SignedInRow>(
      "select s.id as session_id, s.seen_at as seen_at, s.expires_at as expires_at, "
      "u.id as user_id, u.team_id as team_id, u.email as email, u.name as name, u.role as role, "
      "u.is_administrator as is_administrator from user_sessions s join users u on "
      "u.id = s.user_id where s.hash = ? and s.expires_at > ? and s.seen_at > ? and "
      "u.is_active = 1",
      hash, limits.now, limits.seen_since);
}

Result<void> note_session_seen(Connection& connection, std::string_view id, Instant now) {
  FETTLE_TRY_VOID(connection.run(
      "update user_sessions set seen_at = ? where id = ? and seen_at < ?", now, id, now));
  return {};
}

Result<std::vector<UserSessionRow>> list_user_sessions(Connection& connection, const TeamKey& user,
                                                       const SessionLimits& limits) {
  return connection.all<UserSessionRow>(
      "select s.id as id, s.hash as hash, s.user_id as user_id, s.address as address, "
      "s.agent as agent, s.created_at as created_at, s.seen_at as seen_at, "
      "s.expires_at as expires_at from user_sessions s join users u on u.id = s.user_id "
      "where u.team_id = ? and u.id = ? and s.expires_at > ? and s.seen_at > ? "
      "order by s.created_at desc, s.id desc",
      user.team, user.id, limits.now, limits.seen_since);
}

Result<bool> remove_user_session(Connection& connection, const SessionKey& key) {
  FETTLE_TRY(removed,
             connection.run("delete from user_sessions where id = ? and user_id = (select id from "
                            "users where team_id = ? and id = ?)",
                            key.id, key.team, key.user));
  return removed == 1;
}

Result<std::int64_t> remove_user_sessions(Connection& connection, const TeamKey& user,
                                          std::string_view kept) {
  return connection.run(
      "delete from user_sessions where id <> ? and user_id = (select id from users where "
      "team_id = ? and id = ?)",
      kept, user.team, user.id);
}

Result<void> remove_ended_sessions(Connection& connection, const SessionLimits& limits) {
  FETTLE_TRY_VOID(connection.run("delete from user_sessions where expires_at <= ? or seen_at <= ?",
                                 limits.now, limits.seen_since));
  return {};
}

}  // namespace fettle::store
