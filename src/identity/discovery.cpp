#include "identity/discovery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/json_fields.hpp"
#include "base/json_pointer.hpp"
#include "core/fleet/text.hpp"

namespace fettle::identity {
namespace {

constexpr std::string_view kMethods = "token_endpoint_auth_methods_supported";

std::unexpected<Error> refuse(std::string why) {
  return fail(ErrorCode::kUnreachable,
              "the identity provider's discovery document can't be used: " + std::move(why));
}

Result<std::string> address_in(std::string_view json, std::string_view name) {
  auto address = json_text_at(json, fmt::format("/{}", name)).value_or("");
  if (address.starts_with("https://")) return address;
  return refuse(fmt::format("{} is no https address", name));
}

/// What is not said means yes (OpenID Connect Discovery, section 3).
bool takes_basic(std::string_view json) {
  const auto fields = read_json_fields(json);
  const auto found = fields ? fields->find(kMethods) : JsonFields::const_iterator();
  if (!fields || found == fields->end()) return true;
  const auto methods = from_json<std::vector<std::string>>(found->second.text);
  return !methods || std::ranges::find(*methods, "client_secret_basic") != methods->end() ||
         std::ranges::find(*methods, "client_secret_post") == methods->end();
}

}  // namespace

std::string discovery_address(std::string_view issuer) {
  while (issuer.ends_with('/')) issuer.remove_suffix(1);
  return std::string(issuer) + "/.well-known/openid-configuration";
}

Result<Endpoints> read_discovery(std::string_view json, std::string_view issuer) {
  const auto named = json_text_at(json, "/issuer").value_or("");
  if (named.empty()) return refuse("it is no JSON that names an issuer; compare oidc-issuer");
  if (named != issuer) {
    return refuse(fmt::format("it is of {}, and oidc-issuer says {}; both have to be the same",
                              fleet::quote(named), fleet::quote(issuer)));
  }
  FETTLE_TRY(authorization, address_in(json, "authorization_endpoint"));
  FETTLE_TRY(token, address_in(json, "token_endpoint"));
  FETTLE_TRY(keys, address_in(json, "jwks_uri"));
  return Endpoints{.authorization = std::move(authorization),
                   .token = std::move(token),
                   .keys = std::move(keys),
                   .takes_basic = takes_basic(json)};
}

}  // namespace fettle::identity
