// What an ID token says of somebody (OpenID Connect Core, section 3.1.3.7), believed only where it
// was made by the provider that we asked, for us, for this very sign-in, and not too long ago.
// Pure; the signature is checked before (security/web_token.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace fettle::identity {

/// Whom the provider has let in.
struct Identity {
  std::string issuer;
  std::string subject;  ///< the provider's name for them, for ever; nothing else tells who it is
  std::string email;    ///< empty: it says none
  std::string name;     ///< empty: it says none
  std::vector<std::string> groups;
};

struct ExpectedClaims {
  std::string issuer;
  std::string client_id;
  std::string nonce;
  std::string groups_claim;
  Instant now;
};

/// A provider's clock may be this far from ours.
inline constexpr Milliseconds kClockLeeway = std::chrono::seconds(60);

/// kUnauthenticated with the claim that does not fit.
Result<Identity> read_claims(std::string_view payload, const ExpectedClaims& expected);

}  // namespace fettle::identity
