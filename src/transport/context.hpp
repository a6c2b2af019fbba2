// What all links of one process share: settings, the limits on connects, keys, agents, known
// hosts, resolved names. Everything that may outlive its owner in a suspended coroutine holds it by
// shared_ptr.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>

#include "transport/link.hpp"
#include "transport/os/limiter.hpp"
#include "transport/settings.hpp"
#include "transport/ssh/client_environment.hpp"
#include "transport/ssh/key_cache.hpp"
#include "transport/ssh/known_hosts_cache.hpp"
#include "transport/ssh/password_cache.hpp"
#include "transport/ssh/resolver.hpp"
#include "transport/ssh/ssh_agent.hpp"

namespace fettle::transport {

/// One hop's socket and its duplicate; behind a jump host the pair that leads to it; the pair and
/// the agent of a log-in.
inline constexpr int kDescriptorsPerHop = 6;

struct Context {
  Context(net::any_io_executor loop, Settings given);

  /// `delay` between half and one and a half times, so that a fleet doesn't knock in step.
  std::chrono::milliseconds jittered(std::chrono::milliseconds delay);
  Limiter& jump_limiter(const std::string& host);
  /// For a new connection. Another's idle link goes for it; its own session makes it anew when it
  /// needs it. Empty when `deadline` came first.
  Awaitable<std::optional<Limiter::Permit>> take_descriptors(int count, Deadline deadline);
  /// User, home and SSH configuration, read once: what a preview showed is what is connected to.
  const ClientEnvironment& client_environment();

  net::any_io_executor executor;
  Settings settings;
  Limiter connects;
  Limiter descriptors;  ///< of connections that are up or on their way
  /// Links with nothing under way; they end where somebody waits for descriptors.
  std::set<Link*> idle_links;
  std::shared_ptr<KeyCache> keys;
  std::shared_ptr<KnownHostsCache> known_hosts;
  std::shared_ptr<Resolver> resolver;
  std::shared_ptr<PasswordCache> passwords;
  std::shared_ptr<PasswordCache> passphrases;       ///< for the system's ssh, by key file
  std::shared_ptr<PasswordCache> become_passwords;  ///< by the account that is become
  /// For servers whose credential is no password: the environment's is not for them.
  std::shared_ptr<PasswordCache> no_passwords =
      std::make_shared<PasswordCache>("", PasswordPrompt());
  OwnPasswords own_passwords;  ///< of registered servers
  /// What our own prompts and announcements on a target are known by; random, of this process.
  std::string token;
  std::shared_ptr<SshAgents> agents;

 private:
  std::optional<ClientEnvironment> client_environment_;
  std::map<std::string, Limiter> jump_limiters_;
  std::minstd_rand random_;
};

}  // namespace fettle::transport
