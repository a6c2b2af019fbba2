// Who asks, by what the request shows: an API token in `Authorization: Bearer`, else the cookie of
// a signed-in browser. A change by cookie also needs the session's token in `X-CSRF-Token`, which
// only our own pages know.
#pragma once

#include "api/authenticator.hpp"

namespace fettle::api {

class PeopleAuthenticator : public Authenticator {
 public:
  Result<std::optional<usecases::Actor>> authenticate(const http::Request& request,
                                                      store::Connection& database,
                                                      Instant now) override;
};

}  // namespace fettle::api
