// A host name that known_hosts holds as `|1|SALT|DIGEST`, so that whoever reads the file can't tell
// it: DIGEST is HMAC-SHA1 (RFC 2104) of the name under SALT. Both in base64, 20 bytes each. The
// blocks of the salt are hashed once for each line, those of the name once for each look-up.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fettle::transport {

/// A state of SHA-1 (FIPS 180-4).
using Sha1State = std::array<std::uint32_t, 5>;

struct HashedName {
  Sha1State inner{};   ///< after the salt's block of the inner hash
  Sha1State outer{};   ///< after that of the outer hash
  Sha1State digest{};  ///< what the name's HMAC must be
};

/// Empty where `text` is no such name.
std::optional<HashedName> read_hashed_name(std::string_view text);

/// Whether one name is the one that a line hides, for many lines.
class HashedNameProbe {
 public:
  explicit HashedNameProbe(std::string_view name);
  bool matches(const HashedName& hidden) const;

 private:
  std::string blocks_;  ///< the name, padded
};

/// Empty where `text` isn't base64 with its padding.
std::optional<std::string> decode_base64(std::string_view text);
bool is_base64(std::string_view text);

}  // namespace fettle::transport
