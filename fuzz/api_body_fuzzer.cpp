// Any text as the body of a request: the first line names an operation of the contract, the rest is
// its body; a name that there is not stands for all of them. The route's own decoder takes it or
// refuses it in words, and what it has taken and written again it takes again as the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/routes/all.hpp"
#include "base/check.hpp"
#include "base/utf8.hpp"

namespace {

namespace api = fettle::api;

void check_refusal(const fettle::Error& error) {
  FETTLE_CHECK(error.code == fettle::ErrorCode::kMalformed ||
               error.code == fettle::ErrorCode::kInvalid);
  FETTLE_CHECK(!error.message.empty());
  FETTLE_CHECK(fettle::utf8::find_invalid(error.message) == std::string_view::npos);
}

void check_body(const api::Route& route, std::string_view body) {
  api::http::Request request{.headers = {{"Content-Type", "application/json"}},
                             .body = std::string(body)};
  const auto once = route.body(request);
  if (!once) {
    check_refusal(once.error());
    return;
  }
  request.body = *once;
  const auto twice = route.body(request);
  FETTLE_CHECK(twice.has_value() && *twice == *once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kRoutes = api::all_routes();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto name = text.substr(0, text.find('\n'));
  const auto body = text.substr(std::min(size, name.size() + 1));
  const bool is_named = std::ranges::any_of(
      kRoutes, [&](const api::Route& route) { return route.operation == name; });
  for (const auto& route : kRoutes) {
    if (route.body != nullptr && (!is_named || route.operation == name)) check_body(route, body);
  }
  return 0;
}
