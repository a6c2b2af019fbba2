// The second factor of a person: taken on with a first code, given up with the password. Its
// secret is shown once, to be scanned, and kept sealed. A code is good once.
#pragma once

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>

#include "usecases/context.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {

struct SecondFactorOffer {
  std::string secret;  ///< base32, for those who type it
  std::string uri;     ///< for the QR code
};
BOOST_DESCRIBE_STRUCT(SecondFactorOffer, (), (secret, uri))

/// Offers the actor a new one, which is not in force yet. kConflict where they have one, or where
/// there is no master key to seal it; kForbidden for a wrong password.
Result<SecondFactorOffer> enrol_second_factor(Context& context, std::string_view password);
/// Puts the offered one in force. kInvalid for a code that doesn't fit.
Result<void> confirm_second_factor(Context& context, std::string_view code);
/// kForbidden for a wrong password; kNotFound where there is none.
Result<void> remove_second_factor(Context& context, std::string_view password);

/// Uses up a code to sign in. kUnauthenticated for one that doesn't fit or was used. Inside a
/// transaction.
Result<void> use_code(Context& context, const store::UserRow& user, std::string_view code);

}  // namespace fettle::usecases
