// Passwords: which are taken, and their Argon2id hashes (libsodium: 19 MiB, two passes, about 20 ms
// of one core). One hasher for a whole process, so that a crowd at the door can't take its memory:
// two at a time, sixteen wait, the rest are told to come back. Runs off the event loop: it blocks.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace fettle::security {

inline constexpr std::size_t kPasswordCharactersMin = 10;
inline constexpr std::size_t kPasswordBytesMax = 1024;

/// kInvalid where a password is too short, too long, no UTF-8, or the e-mail address itself.
Result<void> check_password(std::string_view password, std::string_view email);

class PasswordHasher {
 public:
  static constexpr int kAtOnce = 2;
  static constexpr int kWaitingMax = 16;

  /// The text that is stored; begins with `$argon2id$`. kTooMany where too many wait.
  Result<std::string> hash(std::string_view password);
  /// Takes the same time for every password, and for an empty `hash`: that of somebody whom there
  /// is not, which no password fits. kTooMany.
  Result<bool> verify(const std::string& hash, std::string_view password);

 private:
  class Place;

  std::mutex mutex_;
  std::condition_variable freed_;
  int working_ = 0;
  int waiting_ = 0;
};

}  // namespace fettle::security
