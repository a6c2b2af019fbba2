// The identity provider of this installation (OpenID Connect, authorisation code with PKCE): where
// a browser is sent, and who somebody is who comes back with a code. What the provider publishes is
// kept for an hour, its keys until one is missing at most. Knows no users and no database; read on
// in usecases/people/provider_sign_in.hpp.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "identity/claims.hpp"
#include "identity/discovery.hpp"
#include "identity/group_roles.hpp"
#include "ports/outgoing.hpp"
#include "security/web_key.hpp"

namespace fettle::identity {

struct ProviderSettings {
  std::string issuer;  ///< `https://id.example.com`
  std::string client_id;
  std::string client_secret;  ///< empty: a public client, PKCE alone
  std::string name;           ///< as people call it: on the button
  std::string scopes = "openid email profile";
  std::string groups_claim = "groups";
  std::string team;  ///< the name of the one that new people join; empty: the only one
  GroupRoles roles;
};

/// What binds a sign-in to one browser. The browser keeps `secret`; all else follows from it, so
/// that nothing is stored until somebody comes back.
struct SignInSecret {
  std::string secret;
  std::string state() const;
  std::string nonce() const;
  std::string verifier() const;  ///< of PKCE (RFC 7636)
};

struct Redemption {
  std::string code;
  SignInSecret browser;
  std::string redirect_uri;
  Instant now;
};

class Provider {
 public:
  Provider(ProviderSettings settings, std::shared_ptr<ports::Outgoing> outgoing)
      : settings_(std::move(settings)), outgoing_(std::move(outgoing)) {}

  const ProviderSettings& settings() const { return settings_; }

  /// Where the browser is to go. kUnreachable where the provider does not say; kBusy.
  Result<std::string> authorization_url(const SignInSecret& browser, std::string_view redirect_uri,
                                        Instant now);

  /// Whom the provider means. kUnauthenticated where it refuses the code or its answer doesn't
  /// fit; kUnreachable; kBusy where as many sign-ins as may wait for the provider do.
  Result<Identity> redeem(const Redemption& in);

 private:
  class Turn;
  Result<std::string> fetch(const std::string& url);
  Result<Endpoints> endpoints(Instant now);
  Result<std::string> ask_for_token(const Endpoints& endpoints, const Redemption& in);
  Result<void> check_signature(const Endpoints& endpoints, std::string_view token);
  Result<std::vector<security::WebKey>> fetch_keys(const Endpoints& endpoints);

  const ProviderSettings settings_;
  const std::shared_ptr<ports::Outgoing> outgoing_;
  std::mutex mutex_;  ///< of all below
  int waiting_ = 0;
  std::optional<Endpoints> endpoints_;
  Instant endpoints_until_;
  std::vector<security::WebKey> keys_;
};

}  // namespace fettle::identity
