// Logging in with a password: by the method `password`, or by the one hidden question of
// `keyboard-interactive`. Whatever else a server asks for is not answered.
#pragma once

#include <memory>
#include <string>

#include "transport/ssh/password_cache.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

struct PasswordEnd {
  int answer;               ///< of libssh; SSH_AUTH_DENIED where nothing was tried
  std::string problem;      ///< why it was of no help
  bool is_missing = false;  ///< it has to be asked for first (PasswordCache::open)
};

Awaitable<PasswordEnd> log_in_by_password(std::shared_ptr<SshSession> session, std::string account,
                                          std::shared_ptr<PasswordCache> passwords,
                                          Deadline deadline);

/// What a server that refused us would take, as ` (it takes: publickey, password; ...)`.
std::string about_methods(ssh_session session);

}  // namespace fettle::transport
