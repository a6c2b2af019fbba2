// A signed JSON text as identity providers hand it out (JSON Web Signature in its compact form,
// RFC 7515): taken apart, and its signature checked. Says nothing of what the text claims
// (identity/claims.hpp).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "security/web_key.hpp"

namespace fettle::security {

struct WebToken {
  std::string algorithm;  ///< as its header says, which nobody has to believe
  std::string key_id;     ///< empty: it names none
  std::string payload;    ///< JSON, as its sender wrote it
  std::string signed_text;
  std::string signature;
};

/// kInvalid where it isn't three parts of base64, is longer than 32 KiB, or asks for an extension
/// (`crit`).
Result<WebToken> read_web_token(std::string_view text);

/// Whether one of the keys made the signature: the one that the token names, with the algorithm
/// that this key is for.
bool is_signed(const WebToken& token, std::span<const WebKey> keys);

}  // namespace fettle::security
