#include "api/headers.hpp"

namespace fettle::api {
namespace {

/// Everything from here, nothing inline, framed by nobody. The dashboard's page brings its own with
/// a nonce for styles.
constexpr std::string_view kPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'";

}  // namespace

void add_common_headers(http::Response& response, const http::Request& request) {
  response.set("X-Request-Id", request.id);
  if (response.header("Content-Security-Policy").empty()) {
    response.set("Content-Security-Policy", std::string(kPolicy));
  }
  response.set("X-Content-Type-Options", "nosniff");
  response.set("X-Frame-Options", "DENY");
  response.set("Referrer-Policy", "same-origin");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Cross-Origin-Resource-Policy", "same-origin");
  if (request.is_secure) response.set("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace fettle::api
