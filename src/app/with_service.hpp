// Commands against a service: the options by which they name it, and the connections that they are
// given. libcurl is loaded with the first request, never before.
#pragma once

#include <functional>

#include "cli/remote/remote.hpp"
#include "cli/remote/server_access.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace fettle::app {

/// `--server`, `--token-file`, `--server-ca`, `--allow-plain-http`; gives `--server`.
CLI::Option* add_server_options(CLI::App& command, cli::ServerOptions& options);

/// Whether a service is named, by an option or FETTLE_SERVER.
bool names_service(const cli::ServerOptions& options);

/// The exit status of `command`, or that of a service or token that can't be used.
int with_service(const cli::ServerOptions& options, const cli::Console& console,
                 const std::function<int(const cli::Remote&)>& command);

}  // namespace fettle::app
