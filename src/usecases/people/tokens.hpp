// API tokens: made by a person for a program, shown once, good for a year at most, never for more
// than their maker may. A program can't make one.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"
#include "usecases/listed.hpp"

namespace fettle::usecases {

inline constexpr Milliseconds kTokenLifeMax = std::chrono::days(366);

struct ApiToken {
  std::string id;
  std::string user_id;  ///< who made it
  std::string name;
  std::vector<security::Scope> scopes;
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> last_used_at;
};
BOOST_DESCRIBE_STRUCT(ApiToken, (),
                      (id, user_id, name, scopes, created_at, expires_at, last_used_at))

struct CreateToken {
  std::string name;
  std::vector<security::Scope> scopes;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(CreateToken, (), (name, scopes, expires_at))

struct CreatedToken {
  std::string token;  ///< shown here and never again
  ApiToken api_token;
};
BOOST_DESCRIBE_STRUCT(CreatedToken, (), (token, api_token))

/// kForbidden for a token, kInvalid.
Result<CreatedToken> create_token(Context& context, const CreateToken& in);
/// One's own; everybody's for those who manage people.
Result<Listed<ApiToken>> list_tokens(Context& context, const ListRequest& request);
/// kNotFound, of somebody else too unless the actor manages people.
Result<void> revoke_token(Context& context, std::string_view id);

}  // namespace fettle::usecases
