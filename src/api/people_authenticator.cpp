#include "api/people_authenticator.hpp"

#include <string_view>
#include <utility>

#include "api/session_cookie.hpp"
#include "security/token.hpp"
#include "usecases/people/authenticate.hpp"

namespace fettle::api {
namespace {

constexpr std::string_view kScheme = "bearer ";

/// The token of `Authorization: Bearer TOKEN`.
Result<std::string_view> bearer_token(std::string_view header) {
  const auto scheme = header.substr(0, kScheme.size());
  const bool fits = http::equal_names(scheme, kScheme);
  if (fits && header.size() > kScheme.size()) return header.substr(kScheme.size());
  return fail(ErrorCode::kUnauthenticated,
              "`Authorization` has to be `Bearer` and an API token; nothing else is taken");
}

bool changes_something(std::string_view method) {
  return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

Result<void> check_csrf(const http::Request& request, std::string_view token) {
  if (!changes_something(request.method)) return {};
  const auto shown = request.header("X-CSRF-Token");
  if (security::equal_in_constant_time(shown, security::csrf_token(token))) return {};
  return fail(ErrorCode::kForbidden,
              "a change by cookie needs the header X-CSRF-Token with the `csrf_token` of "
              "GET /api/v1/session; load the page anew");
}

}  // namespace

Result<std::optional<usecases::Actor>> PeopleAuthenticator::authenticate(
    const http::Request& request, store::Connection& database, Instant now) {
  usecases::Shown shown{.token = {}, .address = request.address, .now = now};
  if (const auto header = request.header("Authorization"); !header.empty()) {
    FETTLE_TRY(token, bearer_token(header));
    shown.token = token;
    FETTLE_TRY(actor, usecases::authenticate_token(database, shown));
    return actor;
  }
  shown.token = session_cookie(request);
  if (shown.token.empty()) return std::nullopt;
  FETTLE_TRY(actor, usecases::authenticate_session(database, shown));
  FETTLE_TRY_VOID(check_csrf(request, shown.token));
  return actor;
}

}  // namespace fettle::api
