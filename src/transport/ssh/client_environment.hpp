// Who runs Fettle on which machine, and with which SSH configuration: the one place where routes
// (ssh_route.hpp) learn of the world.
#pragma once

#include "transport/settings.hpp"
#include "transport/ssh/ssh_route.hpp"

namespace fettle::transport {

/// Reads the user database, the environment and the configuration files. $HOME goes before the
/// user database.
ClientEnvironment read_client_environment(const Settings& settings);

}  // namespace fettle::transport
