// The command lines of ssh(1) with which OpensshLink reaches a server: what Fettle knows of it and
// what it insists on; everything else is left to ssh's own reading of its configuration. Pure.
// Read on in openssh_link.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/fleet/server.hpp"
#include "transport/link.hpp"
#include "transport/settings.hpp"

namespace fettle::transport {

using Arguments = std::vector<std::string>;

/// The master connection: logs in and listens at `socket` until it is ended; its words go to `log`.
/// Host keys are checked strictly whatever the configuration says, and forwardings, local commands
/// and prompts of the configuration are off.
Arguments master_arguments(const fleet::Server& server, const Settings& settings,
                           const std::string& socket, const std::string& log);

/// Whether a master of the person's own, at the configuration's ControlPath, is up: exits with 0.
Arguments check_arguments(const fleet::Server& server, const Settings& settings);

/// One command over the master at `socket`. Never connects by itself.
Arguments command_arguments(const std::string& socket, const std::string& log,
                            const ShellCommand& command);

/// One command over the master at the configuration's ControlPath. Never connects by itself.
Arguments own_master_arguments(const fleet::Server& server, const Settings& settings,
                               const std::string& log, const ShellCommand& command);

}  // namespace fettle::transport
