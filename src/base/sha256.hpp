// SHA-256 of bytes in memory. For fingerprints, tokens and signatures; passwords need Argon2id.
#pragma once

#include <string>
#include <string_view>

namespace fettle {

/// 64 hexadecimal digits, lower case.
std::string sha256_hex(std::string_view bytes);

/// HMAC-SHA256 (RFC 2104): 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

}  // namespace fettle
