// Logs a session in: exchange of keys, host key, then `none`, the keys of the agent and of files,
// and a password where one is given. Keys that are named for the host go before all others, as a
// server hears only so many. Read on in ssh_agent.hpp, key_cache.hpp and password_cache.hpp.
#pragma once

#include "transport/ssh/key_cache.hpp"
#include "transport/ssh/password_cache.hpp"
#include "transport/ssh/ssh_agent.hpp"
#include "transport/ssh/ssh_host_key.hpp"
#include "transport/ssh/ssh_route.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

/// What one may log in with.
struct LoginMeans {
  std::shared_ptr<SshAgents> agents;
  std::shared_ptr<KeyCache> keys;
  std::shared_ptr<PasswordCache> passwords;
  /// Hears which host key the server showed; null: nobody asks.
  std::optional<SeenHostKey>* seen = nullptr;
};

struct LoginEnd {
  Result<void> result;
  /// Not logged in: the next key to be tried has to be opened first (KeyCache::open), which may
  /// take a person longer than a server waits for us.
  std::string locked_key;
  /// Likewise: the account whose password has to be asked for (PasswordCache::open).
  std::string locked_account;
  /// The agent took the time of this try, and will be passed over in the next.
  bool agent_was_silent = false;
};

/// Errors: kUnreachable when the server broke off or was silent until `deadline`; kRefused when
/// its host key is not the known one, it let none of our keys in, or it had enough of them.
Awaitable<LoginEnd> log_in(std::shared_ptr<SshSession> session, const Hop& hop,
                           const ExpectedHost& expected, LoginMeans means, Deadline deadline);

/// All keys of the agent may be offered, and are before a person is asked to open a key.
bool may_offer_agent(const Hop& hop);

}  // namespace fettle::transport
