#include "security/token.hpp"

#include <sodium.h>

#include "base/sha256.hpp"
#include "security/encoding.hpp"
#include "security/random_bytes.hpp"

namespace fettle::security {
namespace {

constexpr std::size_t kTokenBytes = 32;

}  // namespace

std::string make_token(std::string_view prefix) {
  return std::string(prefix) + to_base64(random_bytes(kTokenBytes));
}

std::string hash_token(std::string_view token) { return sha256_hex(token); }

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string csrf_token(std::string_view session_token) {
  return sha256_hex("csrf:" + std::string(session_token));
}

}  // namespace fettle::security
