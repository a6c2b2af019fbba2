// The cookies that we set. That of a signed-in browser: `fettle_session`, which no script reads,
// other sites can't make the browser send, and which stays below the service's base path. Over TLS
// it never travels in the clear.
#pragma once

#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace fettle::api {

inline constexpr std::string_view kSessionCookie = "fettle_session";

/// Of a browser that is on its way to the identity provider and back.
inline constexpr std::string_view kSignInCookie = "fettle_sign_in";

/// The session's value in the request; empty without one.
std::string_view session_cookie(const http::Request& request);
/// The same of a sign-in.
std::string_view sign_in_cookie(const http::Request& request);

/// Where it is sent: the path of the service's address, `/` or `/fettle`.
std::string cookie_path(std::string_view public_url);

/// Tells the browser to keep `token`; an empty one: to forget it.
void set_session_cookie(http::Response& response, const http::Request& request,
                        std::string_view public_url, std::string_view token);
/// The same for as long as a sign-in may take. Of the same strictness: it is our own page that
/// brings the provider's answer.
void set_sign_in_cookie(http::Response& response, const http::Request& request,
                        std::string_view public_url, std::string_view secret);

}  // namespace fettle::api
