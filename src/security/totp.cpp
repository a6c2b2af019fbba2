#include "security/totp.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/check.hpp"
#include "security/encoding.hpp"
#include "security/random_bytes.hpp"
#include "security/token.hpp"

namespace fettle::security {
namespace {

constexpr std::int64_t kStepMs = 30'000;
constexpr std::int64_t kWindow = 1;
constexpr std::size_t kSha1Bytes = 20;

using Sha1 = std::array<unsigned char, kSha1Bytes>;

Sha1 hmac_sha1(std::string_view key, std::string_view text) {
  Sha1 digest{};
  unsigned size = digest.size();
  const auto* done = ::HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
                            reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                            digest.data(), &size);
  FETTLE_CHECK(done != nullptr && size == digest.size());
  return digest;
}

}  // namespace

std::string make_totp_secret() { return random_bytes(kSha1Bytes); }

std::string totp_code(std::string_view secret, std::int64_t counter) {
  std::string text(8, '\0');
  for (auto place = text.rbegin(); place != text.rend(); ++place, counter >>= 8) {
    *place = static_cast<char>(counter & 0xFF);
  }
  const auto digest = hmac_sha1(secret, text);
  const std::size_t offset = digest.back() & 0x0FU;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = (number << 8U) | digest.at(offset + i);
  return fmt::format("{:06}", (number & 0x7FFF'FFFFU) % 1'000'000U);
}

std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t last_used) {
  const std::int64_t current = now.ms / kStepMs;
  std::optional<std::int64_t> found;
  for (auto counter = current - kWindow; counter <= current + kWindow; ++counter) {
    const bool fits = equal_in_constant_time(totp_code(secret, counter), code);
    if (fits && counter > last_used && !found) found = counter;
  }
  return found;
}

std::string totp_uri(std::string_view secret, std::string_view email) {
  return fmt::format("otpauth://totp/Fettle:{}?secret={}&issuer=Fettle", to_percent(email),
                     to_base32(secret));
}

}  // namespace fettle::security
