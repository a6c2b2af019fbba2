// Which targets the system's ssh reaches and why, and which can't be reached as their SSH
// configuration stands: known before anything starts, from the configuration and the heads of keys.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/fleet/server.hpp"
#include "transport/settings.hpp"

namespace fettle::cli {

/// A target that the system's ssh reaches.
struct SshLinkNote {
  std::string target;
  std::string reason;  ///< `ProxyCommand`, `Match exec (/home/me/.ssh/config:7)`
};

/// The notes in the order of `targets`; those that the built-in client reaches have none. Runs no
/// program of a configuration. kInvalid names the targets whose configuration OpenSSH would refuse,
/// or asks for the system's ssh where `settings` rule it out.
Result<std::vector<SshLinkNote>> check_ssh_links(std::span<const fleet::Target> targets,
                                                 const transport::Settings& settings);

}  // namespace fettle::cli
