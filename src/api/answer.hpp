// What routes read and write: a body into a described struct, the version that a caller knows, and
// the usual answers. Lists stand in list.hpp, errors in problem.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/route.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace fettle::api {

inline constexpr std::size_t kBodyBytesMax = std::size_t{2} << 20;

/// The text of a body that is to be JSON. kMalformed where it is none by its `Content-Type`, is
/// too large, or holds the character U+0000, which no database keeps.
Result<std::string_view> json_body(const http::Request& request);

/// The described struct that the body holds. kMalformed as above and where it is no JSON;
/// kInvalid with a diagnostic for each field that is wrong.
template <class T>
Result<T> read_body(const http::Request& request) {
  FETTLE_TRY(text, json_body(request));
  auto value = from_json<T>(text);
  if (!value && value.error().message.starts_with("line ")) {
    value.error().code = ErrorCode::kMalformed;
  }
  return value;
}

template <class T>
Result<T> read_body(const Call& call) {
  return read_body<T>(call.request);
}

/// For the row of a route whose handler reads a `T`.
template <class T>
Result<std::string> body_as(const http::Request& request) {
  FETTLE_TRY(body, read_body<T>(request));
  return to_json(body);
}

/// The version in `If-Match: "7"`; none without the header or with `*`. kMalformed otherwise.
Result<std::optional<std::int64_t>> if_match(const Call& call);

/// 200 with JSON that is written already.
http::Response json_text(std::string json);

/// 200; with an `ETag` where the value has a `version`.
template <class T>
http::Response json_answer(const T& value) {
  auto response = json_text(to_json(value));
  if constexpr (requires { value.version; }) {
    response.set("ETag", fmt::format("\"{}\"", value.version));
  }
  return response;
}

/// 201; `location` stands below `/api/v1`: `/trees/0193...`.
template <class T>
http::Response created(std::string_view location, const T& value) {
  auto response = json_answer(value);
  response.status = 201;
  response.set("Location", fmt::format("/api/v1{}", location));
  return response;
}

/// 204.
http::Response no_content();

}  // namespace fettle::api
