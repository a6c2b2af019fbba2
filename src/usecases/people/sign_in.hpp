// Signing in with e-mail address and password, and a second factor where the person has one.
// Answers alike, in words and in time, for an account that there isn't and a password that is
// wrong. Failures are counted before a password is looked at, so that many tries at once count too.
#pragma once

#include <boost/describe/class.hpp>

#include <string>

#include "usecases/context.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::usecases {

struct SignIn {
  std::string email;
  std::string password;
  std::string code;   ///< of the second factor; empty: not asked for yet
  std::string agent;  ///< what the browser calls itself
};

/// kUnauthenticated: it doesn't fit, or the code is missing (diagnostic `session.code-required`).
/// kForbidden where local sign-in is off (local_sign_in.hpp), whatever was sent. kTooMany after too
/// many failures, of the account or from the address.
Result<SignedIn> sign_in(Context& context, const SignIn& in);

}  // namespace fettle::usecases
