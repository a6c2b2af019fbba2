// Is the server that answered the one that is known? Strict: an unknown key is refused as a
// changed one is, and nothing is ever learned by itself. What the files say is looked up before the
// host is connected to (known_hosts_cache.hpp), so that it doesn't wait for us.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "transport/ssh/host_trust.hpp"
#include "transport/ssh/ssh_route.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

/// The key that a server showed.
struct SeenHostKey {
  std::string type;         ///< `ssh-ed25519`
  std::string fingerprint;  ///< `SHA256:...`
  std::string key;          ///< in base64
  HostVerdict verdict = HostVerdict::kUnknown;
};

/// Who a hop must lead to.
struct ExpectedHost {
  HostKeys known;
  std::string jumps;       ///< the hops before, as `ssh -J` takes them; empty for the first
  bool is_pinned = false;  ///< `known` is what a person accepted for this server, not from files
};

/// The files that `hop` names, the user's first.
std::vector<std::string> known_hosts_files(const Hop& hop);

/// What `hop` is looked up by.
HostNames names_of(const Hop& hop);

/// The first `count` hops as `ssh -J` takes them.
std::string as_jumps(const std::vector<Hop>& hops, std::size_t count);

/// Asks the server for keys of the kinds that are known of it, before keys are exchanged.
void ask_for_known_keys(const SshSession& session, const HostKeys& known);

/// What a hop is expected to show where a person accepted `keys` for it.
ExpectedHost pinned_host(const Hop& hop, std::vector<KnownKey> keys);

/// Checks the host key of a session whose keys have been exchanged; where it is asked for, `seen`
/// then says what it is. Errors: kRefused, naming host, key type, fingerprint and the way out.
Result<void> check_host_key(const SshSession& session, const Hop& hop, const ExpectedHost& expected,
                            std::optional<SeenHostKey>* seen = nullptr);

}  // namespace fettle::transport
