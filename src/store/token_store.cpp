#include "store/token_store.hpp"

namespace fettle::store {

Result<void> add_token(Connection& connection, const TokenRow& token) {
  FETTLE_TRY_VOID(
      connection.run("insert into api_tokens (id, team_id, user_id, name, hash, scopes, "
                     "created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                     token.id, token.team_id, token.user_id, token.name, token.hash, token.scopes,
                     token.created_at, token.expires_at));
  return {};
}

Result<std::optional<BearerRow>> find_bearer(Connection& connection, std::string_view hash,
                                             Instant now) {
  return connection.find<BearerRow>(
      "select t.id as token_id, t.name as token_name, t.scopes as scopes, "
      "t.last_used_at as last_used_at, t.expires_at as expires_at, u.id as user_id, "
      "u.team_id as team_id, u.role as role, u.is_administrator as is_administrator "
      "from api_tokens t join users u on u.id = t.user_id and u.team_id = t.team_id "
      "where t.hash = ? and t.expires_at > ? and u.is_active = 1",
      hash, now);
}

Result<void> note_token_used(Connection& connection, std::string_view id, Instant now) {
  FETTLE_TRY_VOID(connection.run("update api_tokens set last_used_at = ? where id = ?", now, id));
  return {};
}

Result<std::vector<TokenRow>> list_tokens(Connection& connection, const TokenFilter& filter,
                                          const IdPage& page) {
  return connection.all<TokenRow>(
      "select id, team_id, user_id, name, hash, scopes, created_at, expires_at, last_used_at "
      "from api_tokens where team_id = ? and (? = '' or user_id = ?) and id > ? order by id "
      "limit ?",
      filter.team, filter.user, filter.user, page.after, page.rows);
}

Result<std::int64_t> count_tokens(Connection& connection, const TokenFilter& filter) {
  return connection.one<std::int64_t>(
      "select count(*) from api_tokens where team_id = ? and (? = '' or user_id = ?)", filter.team,
      filter.user, filter.user);
}

Result<std::optional<TokenRow>> find_token(Connection& connection, const TeamKey& key) {
  return connection.find<TokenRow>(
      "select id, team_id, user_id, name, hash, scopes, created_at, expires_at, last_used_at "
      "from api_tokens where team_id = ? and id = ?",
      key.team, key.id);
}

Result<void> remove_token(Connection& connection, const TeamKey& key) {
  FETTLE_TRY_VOID(
      connection.run("delete from api_tokens where team_id = ? and id = ?", key.team, key.id));
  return {};
}

Result<std::int64_t> remove_tokens_of(Connection& connection, const TeamKey& user) {
  return connection.run("delete from api_tokens where team_id = ? and user_id = ?", user.team,
                        user.id);
}

}  // namespace fettle::store
