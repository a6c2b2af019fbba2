// Seals values for the database: each under a random data key of its own, which a master key wraps
// (XChaCha20-Poly1305, both bound to the place where the value stands). Several master keys may be
// there at once: the first seals, all open, so that a key can be changed without a pause. Never
// stores, logs or returns a key. master_keys.hpp reads them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fettle::security {

inline constexpr std::size_t kMasterKeyBytes = 32;

/// Where a sealed value stands: one that is moved to another row, team or version doesn't open.
struct SealedPlace {
  std::string_view kind;  ///< `secret`, `totp`
  std::string_view team;
  std::string_view id;
  std::int64_t version = 1;
};

class SecretBox {
 public:
  /// Without a key: seals and opens nothing.
  SecretBox() = default;
  /// Each of kMasterKeyBytes; the first seals.
  explicit SecretBox(std::vector<std::string> keys);
  SecretBox(const SecretBox&) = default;
  SecretBox& operator=(const SecretBox&) = default;
  SecretBox(SecretBox&&) = default;
  SecretBox& operator=(SecretBox&&) = default;
  ~SecretBox();

  bool has_key() const { return !keys_.empty(); }
  /// Of the key that seals; empty without one. Says nothing about the key itself.
  std::string key_id() const;

  /// What every text begins with that the first key wraps.
  std::string prefix() const;

  /// Text for the database. kConflict without a master key.
  Result<std::string> seal(std::string_view value, const SealedPlace& place) const;
  /// The value; whoever takes it wipes it. kConflict where its master key isn't there, kIo where
  /// the text is damaged or stood elsewhere.
  Result<std::string> open(std::string_view sealed, const SealedPlace& place) const;
  /// The same value, wrapped by the first key.
  Result<std::string> rewrap(std::string_view sealed, const SealedPlace& place) const;

 private:
  struct Key {
    std::string id;
    std::string bytes;
  };
  Result<std::string> open_data_key(std::string_view sealed, const std::string& bound) const;

  std::vector<Key> keys_;
};

}  // namespace fettle::security
