// Public keys as identity providers publish them (JSON Web Key Set, RFC 7517), and whether one of
// them made a signature. RSA from 2048 bits with RS256 and the curve P-256 with ES256 (RFC 7518):
// the key says which, never the text that was signed, so that nobody gets a public key taken for a
// secret one, or no signature for one. Keys of other kinds are left out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fettle::security {

class WebKey {
 public:
  struct Handle;  ///< of libcrypto
  WebKey(std::string id, std::string_view algorithm, std::shared_ptr<Handle> key);

  const std::string& id() const { return id_; }              ///< `kid`; empty: it has none
  std::string_view algorithm() const { return algorithm_; }  ///< `RS256` or `ES256`
  /// `signature` in the form of RFC 7518: for ES256 the two numbers, 32 bytes each.
  bool verifies(std::string_view text, std::string_view signature) const;

 private:
  std::string id_;
  std::string_view algorithm_;
  std::shared_ptr<Handle> key_;
};

/// The keys for signatures, at most 64. kInvalid where `json` is no set of keys.
Result<std::vector<WebKey>> read_web_keys(std::string_view json);

}  // namespace fettle::security
