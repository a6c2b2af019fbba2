// The person whom the identity provider means: found by issuer and subject, made at their first
// sign-in, given the role that their groups have now, or refused. Signs nobody in; that is
// provider_sign_in.hpp.
#pragma once

#include <optional>

#include "identity/provider.hpp"
#include "usecases/context.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {

/// Somebody who may come in and is the actor from here on, or why they may not.
struct Entry {
  std::optional<store::UserRow> user;
  Error refusal = {};
};

/// Inside a transaction that is to be committed for a refusal too: it records why, and takes away
/// what the provider has. Errors: kConflict (the address is somebody else's, the team is not
/// there), kInvalid (no address that can be one).
Result<Entry> admit_identity(Context& context, const identity::ProviderSettings& settings,
                             const identity::Identity& identity);

/// Why somebody without a role can't come in, and what to do.
std::string no_role(const identity::ProviderSettings& settings);

}  // namespace fettle::usecases
