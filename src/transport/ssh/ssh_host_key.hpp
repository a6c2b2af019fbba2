// Is the server that answered the one that is known? Strict: an unknown key is refused as a
// changed one is, and nothing is ever learned by itself.
#pragma once

#include "base/result.hpp"
#include "transport/ssh/ssh_route.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

/// Checks the host key of a session whose keys have been exchanged. Errors: kRefused, naming host,
/// key type, fingerprint and the way out.
Result<void> check_host_key(const SshSession& session, const Hop& hop);

}  // namespace fettle::transport
