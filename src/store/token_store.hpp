// API tokens: hashes of what programs show, with what each may and until when. A token ends with
// the person who made it.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "store/database/connection.hpp"
#include "store/database/id_page.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct TokenRow {
  std::string id;
  std::string team_id;
  std::string user_id;
  std::string name;
  std::string hash;
  std::string scopes;  ///< JSON array of names
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> last_used_at;
};
BOOST_DESCRIBE_STRUCT(TokenRow, (),
                      (id, team_id, user_id, name, hash, scopes, created_at, expires_at,
                       last_used_at))

/// A token that is good, with its maker.
struct BearerRow {
  std::string token_id;
  std::string token_name;
  std::string scopes;
  std::optional<Instant> last_used_at;
  Instant expires_at;
  std::string user_id;
  std::string team_id;
  std::string role;
  bool is_administrator = false;
};
BOOST_DESCRIBE_STRUCT(BearerRow, (),
                      (token_id, token_name, scopes, last_used_at, expires_at, user_id, team_id,
                       role, is_administrator))

Result<void> add_token(Connection& connection, const TokenRow& token);
Result<std::optional<BearerRow>> find_bearer(Connection& connection, std::string_view hash,
                                             Instant now);
Result<void> note_token_used(Connection& connection, std::string_view id, Instant now);

/// Of one maker, or of everybody in the team where `user` is empty.
struct TokenFilter {
  std::string_view team;
  std::string_view user;
};
Result<std::vector<TokenRow>> list_tokens(Connection& connection, const TokenFilter& filter,
                                          const IdPage& page);
Result<std::int64_t> count_tokens(Connection& connection, const TokenFilter& filter);
Result<std::optional<TokenRow>> find_token(Connection& connection, const TeamKey& key);
Result<void> remove_token(Connection& connection, const TeamKey& key);
Result<std::int64_t> remove_tokens_of(Connection& connection, const TeamKey& user);

}  // namespace fettle::store
