// SHA-256 of bytes in memory. For fingerprints and tokens; passwords need Argon2id.
#pragma once

#include <string>
#include <string_view>

namespace fettle {

/// 64 hexadecimal digits, lower case.
std::string sha256_hex(std::string_view bytes);

}  // namespace fettle
