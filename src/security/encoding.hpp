// Bytes as text and back: base64 (URL alphabet and no padding, or the standard one), hexadecimal,
// base32 (RFC 4648, as authenticator apps take it), and what stands in URLs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fettle::security {

std::string to_base64(std::string_view bytes);
/// The alphabet of RFC 4648 section 4, with padding: for mail and signatures.
std::string to_standard_base64(std::string_view bytes);
/// Takes both alphabets, with padding or without; none where a character has no place.
std::optional<std::string> from_base64(std::string_view text);

std::optional<std::string> from_hex(std::string_view text);

/// All but the unreserved characters of RFC 3986 as `%XX`.
std::string to_percent(std::string_view bytes);

/// Upper case, no padding.
std::string to_base32(std::string_view bytes);

}  // namespace fettle::security
