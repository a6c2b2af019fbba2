// To the identity provider and back, in one browser: what signing in (provider_sign_in.hpp) and
// linking one's account (provider_link.hpp) have in common. Says whom the provider means; what that
// is good for is up to the caller.
#pragma once

#include <string>
#include <string_view>

#include "identity/provider.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// From its beginning to its end a round trip takes this long at most.
inline constexpr Milliseconds kSignInSecretLife = std::chrono::minutes(10);

struct BegunSignIn {
  std::string url;     ///< where the browser is to go
  std::string secret;  ///< for a cookie of this browser; nowhere else
};

struct ProviderAnswer {
  std::string code;
  std::string state;
  std::string secret;  ///< of the cookie
  std::string agent;   ///< what the browser calls itself
};

/// kNotFound without one.
Result<identity::Provider*> require_provider(const Context& context);

/// The answer is good for `purpose` alone, which no browser is told. kNotFound without a provider;
/// kUnreachable, kBusy.
Result<BegunSignIn> begin_round_trip(Context& context, std::string_view purpose);

/// kUnauthenticated: it was begun elsewhere or for another purpose, is too old, was used, or the
/// provider says no. kTooMany, kUnreachable, kBusy.
Result<identity::Identity> finish_round_trip(Context& context, const ProviderAnswer& in,
                                             std::string_view purpose);

}  // namespace fettle::usecases
