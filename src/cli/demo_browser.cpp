#include "cli/demo_browser.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include "cli/remote/refusal.hpp"

namespace fettle::cli {
namespace {

struct SignedIn {
  std::string csrf_token;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(SignedIn, (), (csrf_token))

}  // namespace

Result<std::string> DemoBrowser::ask(const Ask& ask) {
  ports::HttpRequest request{.method = ask.method, .url = url_ + "/api/v1" + ask.path};
  request.body = ask.body;
  if (!ask.body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  if (!cookie_.empty()) request.headers.emplace_back("Cookie", cookie_);
  if (!csrf_token_.empty()) request.headers.emplace_back("X-CSRF-Token", csrf_token_);
  auto reply = http_.send(request, {});
  if (!reply) return std::unexpected(no_answer(std::move(reply).error(), url_));
  if (reply->status < 200 || reply->status >= 300) {
    auto error = refusal(*reply, url_);
    error.message = fmt::format("{} {}: {}", ask.method, ask.path, error.message);
    return std::unexpected(std::move(error));
  }
  const auto cookie = reply->headers.find("set-cookie");
  if (cookie != reply->headers.end()) {
    cookie_ = cookie->second.substr(0, cookie->second.find(';'));
    FETTLE_TRY(session, from_json_tolerant<SignedIn>(reply->body));
    csrf_token_ = std::move(session.csrf_token);
  }
  return std::move(reply->body);
}

}  // namespace fettle::cli
