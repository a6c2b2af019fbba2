// Where an identity provider is asked: the document that it publishes about itself (OpenID Connect
// Discovery 1.0). Pure. A document that speaks of another issuer, or of an address without TLS, is
// refused: everything that follows is sent where it says.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace fettle::identity {

struct Endpoints {
  std::string authorization;  ///< where the browser goes
  std::string token;          ///< where a code is redeemed
  std::string keys;           ///< the public keys
  bool takes_basic = true;    ///< the client's secret in a header; else in the body
};

/// Where the document of this issuer stands.
std::string discovery_address(std::string_view issuer);

/// kUnreachable where it can't be used, with the reason.
Result<Endpoints> read_discovery(std::string_view json, std::string_view issuer);

}  // namespace fettle::identity
