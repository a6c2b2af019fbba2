// Where a connection goes and as whom: a server's own fields first, then the SSH client
// configuration, then the usual values. Pure. docs/reference/targets.md lists what is honoured.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/fleet/server.hpp"

namespace fettle::transport {

/// One SSH server on the way, with all that is needed to log in there.
struct Hop {
  std::string host;  ///< name or address that is connected to and looked up among known hosts
  std::uint16_t port = 22;
  std::string user;
  std::vector<std::string> identity_files;     ///< in the order to be tried
  std::vector<std::string> certificate_files;  ///< CertificateFile, for whichever key it fits
  bool identities_configured = false;          ///< the files are IdentityFile's, not the usual ones
  bool identity_given = false;  ///< the server names its key: the agent is only a last resort
  bool identities_only = false;
  std::string agent_socket;  ///< empty: no agent is asked
  std::string known_hosts_file;
  std::string global_known_hosts_file;
  friend bool operator==(const Hop&, const Hop&) = default;
};

/// Who and where we are, for the usual values.
struct ClientEnvironment {
  std::string user;
  std::string home;
  std::string agent_socket;  ///< SSH_AUTH_SOCK
  std::string config_text;   ///< the user's configuration, then the system's
  std::string known_hosts_file;
  std::string global_known_hosts_file;
};

/// The hops to `server`, jump hosts first. Errors: kInvalid for a jump host that can't be read or
/// for jumps that go round in a circle.
Result<std::vector<Hop>> find_route(const fleet::Server& server,
                                    const ClientEnvironment& client_environment);

}  // namespace fettle::transport
