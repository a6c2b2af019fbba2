#include "store/people_store.hpp"

namespace fettle::store {

Result<void> add_team(Connection& connection, const TeamRow& team) {
  FETTLE_TRY_VOID(
      connection.run("insert into teams (id, name, version, created_at) values (?, ?, ?, ?)",
                     team.id, team.name, team.version, team.created_at));
  return {};
}

Result<std::optional<TeamRow>> find_team(Connection& connection, std::string_view id) {
  return connection.find<TeamRow>(
      "select id, name, stopped_reason, version, created_at from teams where id = ?", id);
}

Result<std::optional<TeamRow>> find_team_by_name(Connection& connection, std::string_view name) {
  return connection.find<TeamRow>(
      "select id, name, stopped_reason, version, created_at from teams where name = ?", name);
}

Result<std::vector<TeamRow>> list_teams(Connection& connection, const IdPage& page) {
  return connection.all<TeamRow>(
      "select id, name, stopped_reason, version, created_at from teams where id > ? order by id "
      "limit ?",
      page.after, page.rows);
}

Result<std::int64_t> count_teams(Connection& connection) {
  return connection.one<std::int64_t>("select count(*) from teams");
}

Result<void> add_user(Connection& connection, const UserRow& user) {
  FETTLE_TRY_VOID(connection.run(
      "insert into users (id, team_id, email, name, role, is_administrator, is_active, "
      "password_hash, settings, version, created_at, updated_at) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      user.id, user.team_id, user.email, user.name, user.role, user.is_administrator,
      user.is_active, user.password_hash, user.settings, user.version, user.created_at,
      user.updated_at));
  return {};
}

Result<std::optional<UserRow>> find_user(Connection& connection, const TeamKey& key) {
  return connection.find<UserRow>(
      "select id, team_id, email, name, role, is_administrator, is_active, password_hash, "
      "totp_secret, totp_pending, totp_counter, settings, version, created_at, updated_at, "
      "last_sign_in_at from users where team_id = ? and id = ?",
      key.team, key.id);
}

Result<std::optional<UserRow>> find_user_by_email(Connection& connection, std::string_view email) {
  return connection.find<UserRow>(
      "select id, team_id, email, name, role, is_administrator, is_active, password_hash, "
      "totp_secret, totp_pending, totp_counter, settings, version, created_at, updated_at, "
      "last_sign_in_at from users where email = ?",
      email);
}

Result<std::vector<UserRow>> list_users(Connection& connection, std::string_view team,
                                        const IdPage& page) {
  return connection.all<UserRow>(
      "select id, team_id, email, name, role, is_administrator, is_active, password_hash, "
      "totp_secret, totp_pending, totp_counter, settings, version, created_at, updated_at, "
      "last_sign_in_at from users where team_id = ? and id > ? order by id limit ?",
      team, page.after, page.rows);
}

Result<std::vector<UserRow>> list_all_users(Connection& connection) {
  return connection.all<UserRow>(
      "select id, team_id, email, name, role, is_administrator, is_active, password_hash, "
      "totp_secret, totp_pending, totp_counter, settings, version, created_at, updated_at, "
      "last_sign_in_at from users order by team_id, email");
}

Result<std::int64_t> count_users(Connection& connection, std::string_view team) {
  return connection.one<std::int64_t>("select count(*) from users where team_id = ?", team);
}

Result<std::int64_t> count_all_users(Connection& connection) {
  return connection.one<std::int64_t>("select count(*) from users");
}

Result<std::int64_t> count_other_owners(Connection& connection, const TeamKey& key) {
  return connection.one<std::int64_t>(
      "select count(*) from users where team_id = ? and id <> ? and role = 'owner' and "
      "is_active = 1",
      key.team, key.id);
}

Result<std::int64_t> count_other_administrators(Connection& connection, std::string_view user) {
  return connection.one<std::int64_t>(
      "select count(*) from users where id <> ? and is_administrator = 1 and role = 'owner' and "
      "is_active = 1",
      user);
}

Result<bool> save_user(Connection& connection, const UserRow& user) {
  FETTLE_TRY(changed,
             connection.run("update users set email = ?, name = ?, role = ?, is_administrator = ?, "
                            "is_active = ?, password_hash = ?, totp_secret = ?, totp_pending = ?, "
                            "settings = ?, updated_at = ?, version = version + 1 "
                            "where team_id = ? and id = ? and version = ?",
                            user.email, user.name, user.role, user.is_administrator, user.is_active,
                            user.password_hash, user.totp_secret, user.totp_pending, user.settings,
                            user.updated_at, user.team_id, user.id, user.version));
  return changed == 1;
}

Result<void> note_sign_in(Connection& connection, const TeamKey& key, Instant now) {
  FETTLE_TRY_VOID(connection.run(
      "update users set last_sign_in_at = ? where team_id = ? and id = ?", now, key.team, key.id));
  return {};
}

Result<std::vector<UserRow>> list_second_factors_without(Connection& connection,
                                                         std::string_view prefix,
                                                         const IdPage& page) {
  return connection.all<UserRow>(
      "select id, team_id, email, name, role, is_administrator, is_active, password_hash, "
      "totp_secret, totp_pending, totp_counter, settings, version, created_at, updated_at, "
      "last_sign_in_at from users where totp_secret <> '' and "
      "substr(totp_secret, 1, cast(? as integer)) <> ? and id > ? order by id limit ?",
      prefix.size(), prefix, page.after, page.rows);
}

Result<bool> reseal_second_factor(Connection& connection, const TeamKey& key,
                                  const Resealed& sealed) {
  FETTLE_TRY(changed, connection.run("update users set totp_secret = ? where team_id = ? and "
                                     "id = ? and totp_secret = ?",
                                     sealed.to, key.team, key.id, sealed.from));
  return changed == 1;
}

Result<bool> use_totp_counter(Connection& connection, const TeamKey& key, std::int64_t counter) {
  FETTLE_TRY(changed, connection.run("update users set totp_counter = ? where team_id = ? and "
                                     "id = ? and totp_counter < ?",
                                     counter, key.team, key.id, counter));
  return changed == 1;
}

}  // namespace fettle::store
