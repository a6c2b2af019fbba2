#include "api/session_cookie.hpp"

#include <fmt/format.h>

#include "usecases/people/provider_sign_in.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::api {
namespace {

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The value of that cookie in one header; empty where it isn't there.
std::string_view find_in(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const auto end = cookies.find(';');
    const auto pair = without_blanks(cookies.substr(0, end));
    cookies.remove_prefix(end == std::string_view::npos ? cookies.size() : end + 1);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return pair.substr(equals + 1);
    }
  }
  return {};
}

std::string_view cookie(const http::Request& request, std::string_view wanted) {
  for (const auto& [name, value] : request.headers) {
    if (!http::equal_names(name, "Cookie")) continue;
    if (const auto found = find_in(value, wanted); !found.empty()) return found;
  }
  return {};
}

struct Cookie {
  std::string_view name;
  std::string_view value;
  Milliseconds life;
};

void set_cookie(http::Response& response, const http::Request& request, std::string_view public_url,
                const Cookie& cookie) {
  const auto life = std::chrono::duration_cast<std::chrono::seconds>(cookie.life);
  response.headers.emplace_back(
      "Set-Cookie",
      fmt::format("{}={}; Path={}; Max-Age={}; HttpOnly; SameSite=Strict{}", cookie.name,
                  cookie.value, cookie_path(public_url), cookie.value.empty() ? 0 : life.count(),
                  request.is_secure ? "; Secure" : ""));
}

}  // namespace

std::string_view session_cookie(const http::Request& request) {
  return cookie(request, kSessionCookie);
}

std::string_view sign_in_cookie(const http::Request& request) {
  return cookie(request, kSignInCookie);
}

std::string cookie_path(std::string_view public_url) {
  const auto host = public_url.find("://");
  const auto path = public_url.find('/', host == std::string_view::npos ? 0 : host + 3);
  return path == std::string_view::npos ? "/" : std::string(public_url.substr(path));
}

void set_session_cookie(http::Response& response, const http::Request& request,
                        std::string_view public_url, std::string_view token) {
  set_cookie(response, request, public_url, {kSessionCookie, token, usecases::kSessionLifeMax});
}

void set_sign_in_cookie(http::Response& response, const http::Request& request,
                        std::string_view public_url, std::string_view secret) {
  set_cookie(response, request, public_url, {kSignInCookie, secret, usecases::kSignInSecretLife});
}

}  // namespace fettle::api
