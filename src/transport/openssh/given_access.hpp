// How the system's ssh is given what a service knows of a server (ports/server_access.hpp): the key
// in a file that is in memory alone, for as long as the descriptor is open; the pinned host keys as
// a known_hosts file. No secret is on a command line, in the environment or on a disk.
#pragma once

#include <string>

#include "core/fleet/server.hpp"
#include "ports/server_access.hpp"
#include "transport/os/child.hpp"
#include "transport/settings.hpp"

namespace fettle::transport {

struct GivenAccess {
  fleet::Server server;  ///< with the options that name what is given
  Settings settings;
  Descriptor key;  ///< closed once ssh has logged in

  bool is_own = false;  ///< something is given: no connection of somebody else's may be used
};

/// `folder` is this account's alone. Errors: kUnreachable where memory or disk run out.
Result<GivenAccess> give_access(const fleet::Server& server, Settings settings,
                                const ports::ServerAccess& access, const std::string& folder);

}  // namespace fettle::transport
