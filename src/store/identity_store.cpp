#include "store/identity_store.hpp"

namespace fettle::store {

Result<void> add_identity(Connection& connection, const IdentityKey& key, std::string_view user,
                          Instant now) {
  FETTLE_TRY_VOID(
      connection.run("insert into user_identities (issuer, subject, user_id, created_at) "
                     "values (?, ?, ?, ?)",
                     key.issuer, key.subject, user, now));
  return {};
}

Result<std::optional<UserRow>> find_user_by_identity(Connection& connection,
                                                     const IdentityKey& key) {
  return connection.find<UserRow>(
      "select id, team_id, email, name, role, is_administrator, is_active, password_hash, "
      "totp_secret, totp_pending, totp_counter, settings, version, created_at, updated_at, "
      "last_sign_in_at from users where id = (select user_id from user_identities where "
      "issuer = ? and subject = ?)",
      key.issuer, key.subject);
}

Result<bool> has_identity(Connection& connection, const OwnIdentity& own) {
  FETTLE_TRY(found, connection.one<std::int64_t>(
                        "select count(*) from user_identities where issuer = ? and user_id = ?",
                        own.issuer, own.user));
  return found > 0;
}

Result<bool> remove_identities(Connection& connection, const OwnIdentity& own) {
  FETTLE_TRY(removed, connection.run("delete from user_identities where issuer = ? and user_id = ?",
                                     own.issuer, own.user));
  return removed > 0;
}

Result<bool> use_sign_in(Connection& connection, std::string_view hash, Instant now) {
  FETTLE_TRY(added, connection.run("insert into used_sign_ins (hash, used_at) values (?, ?) "
                                   "on conflict do nothing",
                                   hash, now));
  return added == 1;
}

Result<void> remove_used_sign_ins(Connection& connection, Instant before) {
  FETTLE_TRY_VOID(connection.run("delete from used_sign_ins where used_at < ?", before));
  return {};
}

Result<void> allow_password(Connection& connection, std::string_view user, Instant until) {
  FETTLE_TRY_VOID(
      connection.run("insert into password_exceptions (user_id, until_at) values (?, ?) "
                     "on conflict (user_id) do update set until_at = excluded.until_at",
                     user, until));
  return {};
}

Result<bool> may_use_password(Connection& connection, std::string_view user, Instant now) {
  FETTLE_TRY(found, connection.one<std::int64_t>("select count(*) from password_exceptions where "
                                                 "user_id = ? and until_at > ?",
                                                 user, now));
  return found > 0;
}

}  // namespace fettle::store
