#include "security/password.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.hpp"
#include "base/utf8.hpp"

namespace fettle::security {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 19U << 20U;

/// Of no password: what is verified where nobody has the name that was given.
constexpr std::string_view kNobodysHash =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view email) {
  if (password.size() > kPasswordBytesMax) {
    return fail(
        ErrorCode::kInvalid,
        fmt::format("the password is longer than {} bytes; take a shorter one", kPasswordBytesMax));
  }
  if (utf8::find_invalid(password) != std::string_view::npos) {
    return fail(ErrorCode::kInvalid, "the password is no UTF-8 text");
  }
  if (utf8::length(password) < kPasswordCharactersMin) {
    return fail(ErrorCode::kInvalid,
                fmt::format("the password has fewer than {} characters; take a longer one",
                            kPasswordCharactersMin));
  }
  if (same_ignoring_case(password, email)) {
    return fail(ErrorCode::kInvalid, "the password is the e-mail address; take another one");
  }
  return {};
}

/// One of the places where a hash is worked out; given back at the end of the scope.
class PasswordHasher::Place {
 public:
  static Result<Place> take(PasswordHasher& hasher) {
    std::unique_lock lock(hasher.mutex_);
    if (hasher.waiting_ >= kWaitingMax) {
      return fail(ErrorCode::kTooMany,
                  "too many people sign in at this moment; try again in a second");
    }
    ++hasher.waiting_;
    hasher.freed_.wait(lock, [&] { return hasher.working_ < kAtOnce; });
    --hasher.waiting_;
    ++hasher.working_;
    return Place(hasher);
  }
  Place(Place&& other) noexcept : hasher_(std::exchange(other.hasher_, nullptr)) {}
  Place& operator=(Place&&) = delete;
  ~Place() {
    if (hasher_ == nullptr) return;
    {
      const std::scoped_lock lock(hasher_->mutex_);
      --hasher_->working_;
    }
    hasher_->freed_.notify_one();
  }

 private:
  explicit Place(PasswordHasher& hasher) : hasher_(&hasher) {}
  PasswordHasher* hasher_;
};

Result<std::string> PasswordHasher::hash(std::string_view password) {
  FETTLE_CHECK(sodium_init() >= 0);
  FETTLE_TRY(place, Place::take(*this));
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), kPasses, kMemoryBytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(ErrorCode::kBusy, "there is no memory left to hash a password; try again later");
  }
  return std::string(text.data());
}

Result<bool> PasswordHasher::verify(const std::string& hash, std::string_view password) {
  FETTLE_CHECK(sodium_init() >= 0);
  if (password.size() > kPasswordBytesMax) password = "";  // libsodium wants no null pointer
  FETTLE_TRY(place, Place::take(*this));
  // libsodium reads a whole buffer of this size.
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const std::string_view stored = hash.empty() ? kNobodysHash : std::string_view(hash);
  if (stored.size() >= text.size())
    return fail(ErrorCode::kIo, "a stored password hash is damaged");
  std::ranges::copy(stored, text.begin());
  const bool fits = crypto_pwhash_str_verify(text.data(), password.data(), password.size()) == 0;
  return fits && !hash.empty();
}

}  // namespace fettle::security
