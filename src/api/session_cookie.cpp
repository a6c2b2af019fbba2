#include "api/session_cookie.hpp"

#include <fmt/format.h>

#include "usecases/user_session.hpp"

namespace fettle::api {
namespace {

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The value of our cookie in one header; empty where it isn't there.
std::string_view find_in(std::string_view cookies) {
  while (!cookies.empty()) {
    const auto end = cookies.find(';');
    const auto pair = without_blanks(cookies.substr(0, end));
    cookies.remove_prefix(end == std::string_view::npos ? cookies.size() : end + 1);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == kSessionCookie) {
      return pair.substr(equals + 1);
    }
  }
  return {};
}

}  // namespace

std::string_view session_cookie(const http::Request& request) {
  for (const auto& [name, value] : request.headers) {
    if (!http::equal_names(name, "Cookie")) continue;
    if (const auto found = find_in(value); !found.empty()) return found;
  }
  return {};
}

std::string cookie_path(std::string_view public_url) {
  const auto host = public_url.find("://");
  const auto path = public_url.find('/', host == std::string_view::npos ? 0 : host + 3);
  return path == std::string_view::npos ? "/" : std::string(public_url.substr(path));
}

void set_session_cookie(http::Response& response, const http::Request& request,
                        std::string_view public_url, std::string_view token) {
  const auto life = std::chrono::duration_cast<std::chrono::seconds>(usecases::kSessionLifeMax);
  response.headers.emplace_back(
      "Set-Cookie",
      fmt::format("{}={}; Path={}; Max-Age={}; HttpOnly; SameSite=Strict{}", kSessionCookie, token,
                  cookie_path(public_url), token.empty() ? 0 : life.count(),
                  request.is_secure ? "; Secure" : ""));
}

}  // namespace fettle::api
