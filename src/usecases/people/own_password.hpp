// The password of whoever is signed in: asked again before what a stolen session must not do, and
// changed, which ends all other sessions.
#pragma once

#include <string>
#include <string_view>

#include "usecases/context.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {

/// kForbidden unless it is the person's; failures are counted as those of signing in are, and
/// refused with kTooMany alike. Outside of a transaction.
Result<void> confirm_password(Context& context, const store::UserRow& user,
                              std::string_view password);

struct ChangePassword {
  std::string current;
  std::string password;
};

/// `token` is the cookie of the session that stays. kInvalid for a password that isn't taken.
Result<void> change_password(Context& context, const ChangePassword& in, std::string_view token);

}  // namespace fettle::usecases
