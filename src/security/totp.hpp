// The second factor: codes of six digits that change every 30 seconds (RFC 6238 with SHA-1, as all
// authenticator apps speak it). A code is taken one step early or late, and never twice: the caller
// keeps the last counter that was used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace fettle::security {

/// 20 random bytes.
std::string make_totp_secret();

/// The six digits of one counter (RFC 4226, 5.3).
std::string totp_code(std::string_view secret, std::int64_t counter);

/// The counter whose code this is, at `now` and one step around it, past `last_used`; none where it
/// fits no such counter.
std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t last_used);

/// What an app reads from a QR code: `otpauth://totp/Fettle:ann%40example.com?secret=...`.
std::string totp_uri(std::string_view secret, std::string_view email);

}  // namespace fettle::security
