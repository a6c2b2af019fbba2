#include "transport/os/account.hpp"

#include <pwd.h>

#include <vector>

namespace fettle::transport {
namespace {

constexpr std::size_t kEntryBytesMax = std::size_t{64} * 1024;

}  // namespace

std::optional<Account> account_of(uid_t user) {
  std::vector<char> text(kEntryBytesMax);
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(user, &entry, text.data(), text.size(), &found) != 0) return std::nullopt;
  if (found == nullptr) return std::nullopt;
  return Account{.user = entry.pw_name, .home = entry.pw_dir};
}

}  // namespace fettle::transport
