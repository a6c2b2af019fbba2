#include "app/identity_settings.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/regular_file.hpp"
#include "core/fleet/text.hpp"

namespace fettle::app {
namespace {

constexpr std::size_t kSecretBytesMax = 4096;

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Result<std::string> read_secret(const std::string& path) {
  FETTLE_TRY(text, read_regular_file(path, kSecretBytesMax));
  return std::string(fleet::trim(text));
}

/// Of the file that is named, else of systemd's credential, else of the environment.
Result<std::string> client_secret(const ServeSettings& settings) {
  if (!settings.oidc_client_secret.empty()) return read_secret(settings.oidc_client_secret);
  if (const auto folder = environment("CREDENTIALS_DIRECTORY"); !folder.empty()) {
    const auto path = folder + "/oidc-client-secret";
    std::error_code failure;
    if (std::filesystem::exists(path, failure)) return read_secret(path);
  }
  return environment("FETTLE_OIDC_CLIENT_SECRET");
}

std::vector<std::string> groups(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    const auto part = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), part.size() + 1));
    if (const auto name = fleet::trim(part); !name.empty()) names.emplace_back(name);
  }
  return names;
}

Result<void> check(const ServeSettings& settings) {
  const auto invalid = [](std::string message) {
    return fail(ErrorCode::kInvalid, std::move(message));
  };
  if (settings.oidc_issuer.empty()) {
    const bool is_begun = !settings.oidc_client_id.empty() || !settings.oidc_owners.empty() ||
                          !settings.oidc_engineers.empty() || !settings.oidc_viewers.empty();
    if (is_begun) return invalid("oidc-issuer: name the identity provider that the others are for");
    if (settings.local_sign_in == "yes") return {};
    return invalid("local-sign-in no: then nobody could sign in; name a provider (oidc-issuer)");
  }
  if (!settings.oidc_issuer.starts_with("https://")) {
    return invalid("oidc-issuer " + fleet::quote(settings.oidc_issuer) +
                   ": it begins with https://");
  }
  if (settings.oidc_client_id.empty()) {
    return invalid("oidc-client-id: say what the provider calls this service");
  }
  const bool has_groups = !settings.oidc_owners.empty() || !settings.oidc_engineers.empty() ||
                          !settings.oidc_viewers.empty();
  if (has_groups) return {};
  return invalid(
      "oidc-owners, oidc-engineers, oidc-viewers: name a group in one of them; "
      "without that nobody could sign in with the provider");
}

}  // namespace

Result<std::optional<identity::ProviderSettings>> identity_settings(const ServeSettings& settings) {
  FETTLE_TRY_VOID(check(settings));
  if (settings.oidc_issuer.empty()) return std::nullopt;
  FETTLE_TRY(secret, client_secret(settings));
  return identity::ProviderSettings{.issuer = settings.oidc_issuer,
                                    .client_id = settings.oidc_client_id,
                                    .client_secret = std::move(secret),
                                    .name = settings.oidc_name,
                                    .scopes = settings.oidc_scopes,
                                    .groups_claim = settings.oidc_groups_claim,
                                    .team = settings.oidc_team,
                                    .roles = {.owners = groups(settings.oidc_owners),
                                              .engineers = groups(settings.oidc_engineers),
                                              .viewers = groups(settings.oidc_viewers)}};
}

}  // namespace fettle::app
