// Who asks: the seam between requests and people. Implemented over cookies and tokens, with the
// protection of cookies against other sites (CSRF); tests name the actor.
#pragma once

#include <optional>

#include "api/http/message.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/database/connection.hpp"
#include "usecases/context.hpp"

namespace fettle::api {

class Authenticator {
 public:
  virtual ~Authenticator() = default;
  /// None where the request names nobody. kUnauthenticated where what it names is over or unknown,
  /// kForbidden where a change by cookie lacks its CSRF token. On a worker thread: it may block.
  virtual Result<std::optional<usecases::Actor>> authenticate(const http::Request& request,
                                                              store::Connection& database,
                                                              Instant now) = 0;
};

}  // namespace fettle::api
