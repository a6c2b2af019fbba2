#include "security/secret_box.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/check.hpp"
#include "base/sha256.hpp"
#include "base/wipe.hpp"
#include "security/encoding.hpp"
#include "security/random_bytes.hpp"

namespace fettle::security {
namespace {

constexpr std::string_view kFormat = "1";
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKeyIdDigits = 16;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

/// The nonce, then what it made of `value`.
std::string encrypt(std::string_view value, std::string_view bound, std::string_view key) {
  const auto nonce = random_bytes(kNonceBytes);
  std::string text(value.size() + kTagBytes, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(text), nullptr, raw(value), value.size(),
                                             raw(bound), bound.size(), nullptr, raw(nonce),
                                             raw(key));
  return nonce + text;
}

std::optional<std::string> decrypt(std::string_view text, std::string_view bound,
                                   std::string_view key) {
  if (text.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const auto nonce = text.substr(0, kNonceBytes);
  text.remove_prefix(kNonceBytes);
  std::string value(text.size() - kTagBytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(value), nullptr, nullptr, raw(text),
                                                 text.size(), raw(bound), bound.size(), raw(nonce),
                                                 raw(key)) != 0) {
    return std::nullopt;
  }
  return value;
}

/// The parts of `1.KEY_ID.WRAPPED.VALUE`, the last two decoded.
struct Sealed {
  std::string_view key_id;
  std::string wrapped;
  std::string_view value_text;
};

std::unexpected<Error> damaged() {
  return fail(ErrorCode::kIo, "a sealed value is damaged or was moved; store the secret again");
}

Result<Sealed> split(std::string_view text) {
  std::array<std::string_view, 4> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto dot = i + 1 < parts.size() ? text.find('.') : text.size();
    if (dot == std::string_view::npos) return damaged();
    parts.at(i) = text.substr(0, dot);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  if (parts[0] != kFormat) return damaged();
  auto wrapped = from_base64(parts[2]);
  if (!wrapped) return damaged();
  return Sealed{parts[1], *std::move(wrapped), parts[3]};
}

/// What a value and its data key are bound to.
std::string bound_to(const SealedPlace& place) {
  return fmt::format("{}:{}:{}:{}", place.kind, place.team, place.id, place.version);
}

std::string join(std::string_view key_id, std::string_view wrapped, std::string_view value_text) {
  return fmt::format("{}.{}.{}.{}", kFormat, key_id, to_base64(wrapped), value_text);
}

}  // namespace

SecretBox::SecretBox(std::vector<std::string> keys) {
  FETTLE_CHECK(sodium_init() >= 0);
  for (auto& key : keys) {
    FETTLE_CHECK(key.size() == kMasterKeyBytes);
    keys_.push_back({sha256_hex("master key:" + key).substr(0, kKeyIdDigits), key});
    wipe(key);
  }
}

SecretBox::~SecretBox() {
  for (auto& key : keys_) wipe(key.bytes);
}

std::string SecretBox::key_id() const { return keys_.empty() ? "" : keys_.front().id; }

std::string SecretBox::prefix() const { return fmt::format("{}.{}.", kFormat, key_id()); }

Result<std::string> SecretBox::seal(std::string_view value, const SealedPlace& place) const {
  if (keys_.empty()) {
    return fail(ErrorCode::kConflict,
                "this service has no master key, so it can't keep secrets; give it one "
                "(--master-key) and start it again");
  }
  const auto bound = bound_to(place);
  auto data_key = random_bytes(kMasterKeyBytes);
  const auto& master = keys_.front();
  auto sealed = join(master.id, encrypt(data_key, bound, master.bytes),
                     to_base64(encrypt(value, bound, data_key)));
  wipe(data_key);
  return sealed;
}

Result<std::string> SecretBox::open_data_key(std::string_view sealed,
                                             const std::string& bound) const {
  FETTLE_TRY(parts, split(sealed));
  const auto key = std::ranges::find(keys_, parts.key_id, &Key::id);
  if (key == keys_.end()) {
    return fail(ErrorCode::kConflict,
                fmt::format("a secret was sealed by the master key {}, which this service hasn't "
                            "got; add that key",
                            parts.key_id));
  }
  auto data_key = decrypt(parts.wrapped, bound, key->bytes);
  if (!data_key || data_key->size() != kMasterKeyBytes) return damaged();
  return *std::move(data_key);
}

Result<std::string> SecretBox::open(std::string_view sealed, const SealedPlace& place) const {
  const auto bound = bound_to(place);
  FETTLE_TRY(data_key, open_data_key(sealed, bound));
  FETTLE_TRY(parts, split(sealed));
  const auto text = from_base64(parts.value_text);
  auto value = text ? decrypt(*text, bound, data_key) : std::nullopt;
  wipe(data_key);
  if (!value) return damaged();
  return *std::move(value);
}

Result<std::string> SecretBox::rewrap(std::string_view sealed, const SealedPlace& place) const {
  const auto bound = bound_to(place);
  FETTLE_TRY(data_key, open_data_key(sealed, bound));
  FETTLE_TRY(parts, split(sealed));
  const auto& master = keys_.front();
  auto text = join(master.id, encrypt(data_key, bound, master.bytes), parts.value_text);
  wipe(data_key);
  return text;
}

}  // namespace fettle::security
