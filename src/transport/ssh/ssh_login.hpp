// Logs a session in: exchange of keys, host key, then the agent and the identity files in the
// order that ssh(1) would use. No passwords.
#pragma once

#include "transport/ssh/key_cache.hpp"
#include "transport/ssh/ssh_agent.hpp"
#include "transport/ssh/ssh_host_key.hpp"
#include "transport/ssh/ssh_route.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

struct LoginEnd {
  Result<void> result;
  /// Not logged in: the next key to be tried has to be opened first (KeyCache::open), which may
  /// take a person longer than a server waits for us.
  std::string locked_key;
};

/// Errors: kUnreachable when the server broke off or was silent until `deadline`; kRefused when
/// its host key is not the known one or it let none of our keys in.
Awaitable<LoginEnd> log_in(std::shared_ptr<SshSession> session, const Hop& hop,
                           const ExpectedHost& expected, std::shared_ptr<SshAgents> agents,
                           std::shared_ptr<KeyCache> keys, Deadline deadline);

/// All keys of the agent may be offered, and are before a person is asked to open a key.
bool may_offer_agent(const Hop& hop);

}  // namespace fettle::transport
