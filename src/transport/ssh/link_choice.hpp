// Which of the two ways to a host its configuration asks for: the built-in client, or the system's
// ssh for what the built-in one doesn't do. docs/reference/targets.md has the same as a table.
#pragma once

#include <string>

#include "transport/ssh/ssh_config.hpp"

namespace fettle::transport {

enum class LinkKind { kBuiltIn, kOpenSsh };

struct LinkChoice {
  LinkKind kind = LinkKind::kBuiltIn;
  /// What asks for the system's ssh and where: `ProxyCommand (/home/me/.ssh/config:12)`. Empty
  /// for the built-in client.
  std::string reason;
  friend bool operator==(const LinkChoice&, const LinkChoice&) = default;
};

/// Pure: asks no program and no file.
LinkChoice choose_link(const SshConfig& config);

}  // namespace fettle::transport
