// Signing in with the installation's identity provider (identity/provider.hpp). Somebody is who the
// provider's issuer and subject say, never who an e-mail address says: an address that a person
// here has already is refused. Their groups decide their role at each sign-in; what the provider
// has taken away is gone then, and who has no role left is signed out everywhere. Whoever was let
// go here stays out.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

#include "usecases/people/provider_round_trip.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::usecases {

/// The ways in that there are.
struct SignInOptions {
  bool password = true;
  std::optional<std::string> provider;  ///< as people call it
};
BOOST_DESCRIBE_STRUCT(SignInOptions, (), (password, provider))

SignInOptions sign_in_options(const Context& context);

/// kNotFound without a provider; kUnreachable, kBusy.
Result<BegunSignIn> begin_provider_sign_in(Context& context);

/// kUnauthenticated: it was begun elsewhere, is too old, was used, or the provider says no.
/// kForbidden: the provider knows them, and they may not come in; the reason is recorded.
/// kConflict: somebody else has their address, or the team is not there. kTooMany, kUnreachable,
/// kBusy.
Result<SignedIn> finish_provider_sign_in(Context& context, const ProviderAnswer& in);

}  // namespace fettle::usecases
