#include "api/answer.hpp"

#include <fmt/format.h>

#include <charconv>

namespace fettle::api {
namespace {

/// Whether some string of the JSON text has the escape of U+0000. Backslashes stand in strings
/// only.
bool holds_nul(std::string_view json) {
  for (auto at = json.find('\\'); at < json.size(); at = json.find('\\', at + 2)) {
    if (json.substr(at + 1, 5) == "u0000") return true;
  }
  return false;
}

}  // namespace

Result<std::string_view> json_body(const http::Request& request) {
  const auto type = request.header("Content-Type");
  if (!http::equal_names(type.substr(0, type.find_first_of("; ")), "application/json")) {
    return fail(ErrorCode::kMalformed,
                "the body has to be JSON; send it with Content-Type: application/json");
  }
  if (request.body.size() > kBodyBytesMax) {
    return fail(ErrorCode::kMalformed, fmt::format("the body has {} bytes; the limit is {}",
                                                   request.body.size(), kBodyBytesMax));
  }
  if (holds_nul(request.body)) {
    return fail(ErrorCode::kMalformed, "the body holds the character U+0000; leave it out");
  }
  return request.body;
}

Result<std::optional<std::int64_t>> if_match(const Call& call) {
  auto text = http::strong(call.request.header("If-Match"));
  if (text.empty() || text == "*") return std::nullopt;
  std::int64_t version = 0;
  if (text.size() > 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, version);
    if (read.ec == std::errc() && read.ptr == end) return version;
  }
  return fail(ErrorCode::kMalformed,
              "If-Match has to be one ETag as it was sent, such as \"7\" with its quotes");
}

http::Response json_text(std::string json) {
  http::Response response;
  response.set("Content-Type", "application/json");
  response.set("Cache-Control", "private, no-cache");
  response.body = std::move(json);
  return response;
}

http::Response no_content() { return {.status = 204}; }

}  // namespace fettle::api
