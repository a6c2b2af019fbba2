// From what a request shows to who asks: the cookie of a signed-in browser, or an API token. Says
// who it is and what they have been given; what that allows is in security/permission.hpp.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/database/connection.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// What was shown, when and from where.
struct Shown {
  std::string_view token;
  std::string_view address;
  Instant now;
};

/// kUnauthenticated where the session is over or there is none.
Result<Actor> authenticate_session(store::Connection& database, const Shown& shown);

/// kUnauthenticated where the token is over, revoked or none.
Result<Actor> authenticate_token(store::Connection& database, const Shown& shown);

}  // namespace fettle::usecases
