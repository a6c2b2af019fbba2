#include "identity/claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json.hpp"

namespace fettle::identity {
namespace {

using Object = boost::json::object;

constexpr std::size_t kSubjectBytesMax = 255;
constexpr std::size_t kGroupsMax = 10'000;

std::unexpected<Error> refuse(std::string_view why) {
  return fail(ErrorCode::kUnauthenticated,
              fmt::format("the identity provider's answer is not accepted: {}", why));
}

std::string text_of(const Object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? "" : std::string(*text);
}

/// A text, or a list of texts.
std::vector<std::string> texts_of(const Object& claims, std::string_view name) {
  std::vector<std::string> texts;
  const auto* value = claims.if_contains(name);
  if (value == nullptr) return texts;
  if (const auto* one = value->if_string()) return {std::string(*one)};
  const auto* array = value->if_array();
  if (array == nullptr) return texts;
  for (const auto& item : *array) {
    if (item.is_string() && texts.size() < kGroupsMax) texts.emplace_back(item.get_string());
  }
  return texts;
}

/// Seconds since 1970; RFC 7519 allows fractions.
std::optional<Instant> time_of(const Object& claims, std::string_view name) {
  constexpr double kSecondsMax = 1e12;
  const auto* value = claims.if_contains(name);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const auto seconds = value->to_number<double>();
  if (!(seconds >= 0 && seconds <= kSecondsMax)) return std::nullopt;
  return Instant{static_cast<std::int64_t>(seconds * 1000)};
}

/// Of ASCII, at most 255 (OpenID Connect Core, section 2).
bool is_subject(std::string_view text) {
  return !text.empty() && text.size() <= kSubjectBytesMax &&
         std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

Result<void> check_audience(const Object& claims, const std::string& client_id) {
  const auto audience = texts_of(claims, "aud");
  if (std::ranges::find(audience, client_id) == audience.end()) {
    return refuse("it is for another client (aud)");
  }
  const auto party = text_of(claims, "azp");
  if (!party.empty() && party != client_id) return refuse("it is for another client (azp)");
  if (party.empty() && audience.size() > 1) return refuse("it is for several clients (aud)");
  return {};
}

Result<void> check_time(const Object& claims, Instant now) {
  const auto expires = time_of(claims, "exp");
  if (!expires) return refuse("it says no end (exp)");
  if (*expires + kClockLeeway <= now) {
    return refuse("it has expired (exp); begin again, and compare the clocks");
  }
  const auto issued = time_of(claims, "iat");
  if (!issued) return refuse("it does not say when it was made (iat)");
  if (*issued > now + kClockLeeway) {
    return refuse("it was made in the future (iat); compare the clocks");
  }
  if (claims.contains("nbf")) {
    const auto begins = time_of(claims, "nbf");
    if (!begins || *begins > now + kClockLeeway) {
      return refuse("it does not hold yet (nbf); compare the clocks");
    }
  }
  return {};
}

/// Where there are too many groups for a token, some providers name a place to ask instead (OpenID
/// Connect Core, section 5.6.2). Whoever is taken for one without groups would lose their role.
Result<void> check_groups(const Object& claims, std::string_view name) {
  const auto* elsewhere = claims.if_contains("_claim_names");
  const auto* names = elsewhere == nullptr ? nullptr : elsewhere->if_object();
  if (claims.contains(name) || names == nullptr || !names->contains(name)) return {};
  return refuse(
      fmt::format("it does not hold your groups but where to ask for them (_claim_names): "
                  "they are too many; let the provider name fewer ({})",
                  name));
}

/// Some say it as a text. What is neither yes nor absent is no.
bool is_verified(const Object& claims) {
  const auto* value = claims.if_contains("email_verified");
  return value == nullptr || *value == true || *value == "true";
}

}  // namespace

Result<Identity> read_claims(std::string_view payload, const ExpectedClaims& expected) {
  const auto json = parse_json(payload);
  const auto* claims = json ? json->if_object() : nullptr;
  if (claims == nullptr) return refuse("it holds no claims");
  if (text_of(*claims, "iss") != expected.issuer) return refuse("another provider made it (iss)");
  FETTLE_TRY_VOID(check_audience(*claims, expected.client_id));
  FETTLE_TRY_VOID(check_time(*claims, expected.now));
  FETTLE_TRY_VOID(check_groups(*claims, expected.groups_claim));
  if (text_of(*claims, "nonce") != expected.nonce) {
    return refuse("it belongs to another sign-in (nonce)");
  }
  Identity identity{.issuer = expected.issuer,
                    .subject = text_of(*claims, "sub"),
                    .email = text_of(*claims, "email"),
                    .name = text_of(*claims, "name"),
                    .groups = texts_of(*claims, expected.groups_claim)};
  if (!is_subject(identity.subject)) {
    return refuse("it does not say who it is (sub)");
  }
  if (!is_verified(*claims)) identity.email.clear();
  return identity;
}

}  // namespace fettle::identity
