// Linking one's own account to the identity provider's: who has a password here signs in with the
// provider from then on too, as the same person. Both linking and its end take the password, so
// that a browser left open is not enough to change how one signs in. Signing in itself is
// provider_sign_in.hpp.
#pragma once

#include <string_view>

#include "usecases/people/provider_round_trip.hpp"

namespace fettle::usecases {

/// `session` is the value of the session's cookie: what is begun is good in that session alone.
/// kForbidden: not the password, or an API token asks. kConflict: they are linked.
Result<BegunSignIn> begin_provider_link(Context& context, std::string_view password,
                                        std::string_view session);

/// kUnauthenticated: it was begun in another session, or the password is another since.
Result<void> finish_provider_link(Context& context, const ProviderAnswer& in,
                                  std::string_view session);

/// Ends the actor's other sessions: the provider may have begun them. kNotFound: they are not
/// linked. kConflict: without it they could not sign in.
Result<void> remove_provider_link(Context& context, std::string_view password,
                                  std::string_view session);

Result<bool> has_provider_link(Context& context);

/// Inside a transaction. kForbidden: the provider's groups give no role. kConflict: they give
/// another role than the actor has, or the identity is somebody's already.
Result<void> link_identity(Context& context, const identity::ProviderSettings& settings,
                           const identity::Identity& identity);

}  // namespace fettle::usecases
