// Whether people may sign in with a password: everybody, unless a setting leaves it to the identity
// provider. Then only those may whom `fettle user` has helped from the machine itself, for a day,
// so that a provider that is gone or misconfigured locks nobody out for good.
#pragma once

#include <string>
#include <string_view>

#include "store/link_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// `user` is empty where nobody has shown who they are.
Result<bool> may_sign_in_locally(Context& context, std::string_view user);

/// kForbidden, with the way in that there is.
std::unexpected<Error> no_local_sign_in(const Context& context);

/// kForbidden where this invitation, made by a person, would let somebody in past the provider.
Result<void> refuse_without_passwords(const Context& context, const store::LinkRow& link);

/// The link was used; where `fettle user` had made it, the person may use a password for a day.
/// Inside a transaction.
Result<void> let_rescued_in(Context& context, const store::LinkRow& link, std::string_view user);

}  // namespace fettle::usecases
