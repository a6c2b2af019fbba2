// Where a connection goes and as whom: a server's own fields first, then the SSH client
// configuration, then the usual values. Pure. docs/reference/targets.md lists what is honoured.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/fleet/server.hpp"
#include "transport/ssh/link_choice.hpp"
#include "transport/ssh/ssh_config.hpp"
#include "transport/ssh/ssh_tokens.hpp"

namespace fettle::transport {

/// One SSH server on the way, with all that is needed to log in there.
struct Hop {
  std::string host;   ///< name or address that is connected to and looked up among known hosts
  std::string typed;  ///< what the server or the list of jump hosts calls it
  std::uint16_t port = 22;
  std::string user;
  std::vector<std::string> identity_files;  ///< in the order to be tried; may be `.pub` files
  bool identity_given = false;  ///< the server names its key: the agent is only a last resort
  bool identities_configured = false;  ///< the files are IdentityFile's, not the usual ones
  bool identities_only = false;        ///< of the agent, only what identity_files name
  std::vector<std::string> certificate_files;
  std::string agent_socket;  ///< empty: no agent is asked
  std::vector<std::string> known_hosts_files;
  std::vector<std::string> global_known_hosts_files;
  std::string
      host_key_alias;  ///< looked up among known hosts instead of host and port; may be empty
  HostKeyCheck host_key_check = HostKeyCheck::kAsk;
  AddressFamily address_family = AddressFamily::kAny;
  std::optional<std::chrono::seconds> connect_timeout;
  friend bool operator==(const Hop&, const Hop&) = default;
};

/// Who and where we are, for the usual values.
struct ClientEnvironment {
  std::string user;
  std::string user_id;
  std::string home;
  std::string host_name;         ///< of this machine
  std::string agent_socket;      ///< SSH_AUTH_SOCK
  ProcessEnvironment variables;  ///< for ${NAME}
  ConfigFiles config;            ///< the user's configuration, then the system's
  /// The configuration of a server that names a file of its own, as `ssh -F` would.
  std::function<ConfigFiles(const std::string& file)> other_config;
  /// What -F has to tell the system's ssh so that it reads the same: it looks for the user's file
  /// in the home of the user database, whatever $HOME says. Empty: nothing.
  std::string config_for_ssh;
  /// Given on the command line, and so before every configuration; empty: not given.
  std::string known_hosts_file;
  std::string global_known_hosts_file;
  /// Whether the configuration may start programs (settings.hpp).
  bool allow_proxy_command = true;
  bool allow_match_exec = true;
};

struct Route {
  std::vector<Hop> hops;  ///< jump hosts first
  LinkChoice link;        ///< what the configuration of any of them asks for
};

/// The way to `server`. Errors: kRefused where the configuration would start a program that is not
/// allowed, naming it; kInvalid for a configuration that OpenSSH would refuse, a jump host
/// that can't be read, or jumps that go round in a circle. Where `link` is the system's ssh, the
/// hops are only what the built-in client would make of it.
Result<Route> plan_route(const fleet::Server& server, const ClientEnvironment& client_environment);

/// The hops of plan_route(), for the built-in client: kRefused where the configuration asks for the
/// system's ssh.
Result<std::vector<Hop>> find_route(const fleet::Server& server,
                                    const ClientEnvironment& client_environment);

}  // namespace fettle::transport
