#include "api/problem.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <ranges>
#include <utility>

#include "base/json.hpp"

namespace fettle::api {
namespace {

constexpr std::size_t kProblemsMax = 200;

struct Document {
  std::string type;
  std::string title;
  int status = 0;
  std::string detail;
  std::string code;
};
BOOST_DESCRIBE_STRUCT(Document, (), (type, title, status, detail, code))

constexpr std::string_view title(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalid:
      return "Not acceptable as it stands";
    case ErrorCode::kMalformed:
      return "The request can't be read";
    case ErrorCode::kUnauthenticated:
      return "Not signed in";
    case ErrorCode::kForbidden:
      return "Not allowed";
    case ErrorCode::kStale:
      return "Changed in the meantime";
    case ErrorCode::kTooMany:
      return "Too many tries";
    case ErrorCode::kNotFound:
      return "Not found";
    case ErrorCode::kConflict:
      return "Not possible in this state";
    case ErrorCode::kBusy:
      return "Busy";
    case ErrorCode::kUnreachable:
      return "No answer from another system";
    case ErrorCode::kRefused:
      return "Refused by another system";
    case ErrorCode::kIo:
    case ErrorCode::kInternal:
      return "Our own fault";
  }
  return "Our own fault";
}

/// A member is left out where it says nothing.
void append_member(std::string& json, std::string_view name, const std::string& value) {
  if (!value.empty()) json += fmt::format(",\"{}\":{}", name, to_canonical_json(value));
}

std::string place_json(const Diagnostic& diagnostic) {
  auto json = fmt::format("{{\"severity\":\"{}\"", name(diagnostic.severity));
  append_member(json, "code", diagnostic.code);
  append_member(json, "message", diagnostic.message);
  append_member(json, "hint", diagnostic.hint);
  append_member(json, "pointer", diagnostic.pointer);
  if (diagnostic.pointer.empty() || diagnostic.span != Span{}) {
    json += fmt::format(",\"line\":{},\"column\":{}", diagnostic.span.begin.line,
                        diagnostic.span.begin.column);
  }
  return json + "}";
}

http::Response answer(const Document& document, const std::string& members) {
  auto json = to_canonical_json(document);
  json.insert(json.size() - 1, members);
  http::Response response{.status = document.status};
  response.set("Content-Type", "application/problem+json");
  response.set("Cache-Control", "no-store");
  response.body = visible_json(std::move(json));
  return response;
}

/// Of a fault of ours people learn no more than that: the message may name files and hosts.
std::string told(const Error& error) {
  if (error.code != ErrorCode::kInternal && error.code != ErrorCode::kIo) return error.message;
  return "something went wrong inside; the log has more under this request's id (X-Request-Id)";
}

}  // namespace

http::Response problem(const Error& error) {
  const auto& code = row(error.code);
  std::string members;
  for (const auto& diagnostic : error.diagnostics | std::views::take(kProblemsMax)) {
    members += (members.empty() ? ",\"errors\":[" : ",") + place_json(diagnostic);
  }
  if (!members.empty()) members += ']';
  if (!error.current.empty()) members += ",\"current\":" + error.current;
  auto response = answer({.type = fmt::format("urn:fettle:error:{}", code.name),
                          .title = std::string(title(error.code)),
                          .status = code.http_status,
                          .detail = told(error),
                          .code = std::string(code.name)},
                         members);
  const bool is_later = code.http_status == 429 || code.http_status == 503;
  if (is_later) response.set("Retry-After", "1");
  if (code.http_status == 401) response.set("WWW-Authenticate", "Bearer realm=\"fettle\"");
  response.note = error.detail.empty() ? error.message : error.message + ": " + error.detail;
  return response;
}

http::Response problem(int status, std::string_view code, std::string_view title,
                       std::string_view message) {
  return answer({.type = fmt::format("urn:fettle:error:{}", code),
                 .title = std::string(title),
                 .status = status,
                 .detail = std::string(message),
                 .code = std::string(code)},
                {});
}

http::Response method_not_allowed(const std::string& allow) {
  auto response =
      problem(405, "method-not-allowed", "No such method here", "this path answers " + allow);
  response.set("Allow", allow);
  return response;
}

http::Response overloaded(std::string_view message) {
  return problem({.code = ErrorCode::kBusy, .message = std::string(message)});
}

}  // namespace fettle::api
