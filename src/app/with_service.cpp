#include "app/with_service.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/id.hpp"
#include "cli/remote/service_api.hpp"
#include "cli/remote/stop_signal.hpp"
#include "cli/view/terminal.hpp"
#include "core/document/shell.hpp"
#include "outgoing/curl_http_client.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"

namespace fettle::app {
namespace {

/// What the next command must say to reach the same service; the environment stays.
std::string flags_of(const cli::ServerOptions& options) {
  std::string flags;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) flags += fmt::format(" {} {}", name, document::shell_quote(value));
  };
  add("--server", options.server);
  add("--token-file", options.token_file);
  add("--server-ca", options.authorities);
  return options.allow_plain ? flags + " --allow-plain-http" : flags;
}

}  // namespace

CLI::Option* add_server_options(CLI::App& command, cli::ServerOptions& options) {
  const auto* const group = "Service";
  auto* server =
      command.add_option("--server", options.server,
                         "The service's address, https://...; or FETTLE_SERVER. Its token "
                         "is in FETTLE_TOKEN");
  server->type_name("URL")->group(group);
  command.add_option("--token-file", options.token_file, "Holds the token; or FETTLE_TOKEN_FILE")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--server-ca", options.authorities,
                  "PEM of a private authority that signed its certificate; or FETTLE_SERVER_CA")
      ->type_name("FILE")
      ->group(group);
  command
      .add_flag("--allow-plain-http", options.allow_plain,
                "Let the token travel unencrypted to another machine")
      ->group(group);
  return server;
}

bool names_service(const cli::ServerOptions& options) {
  return !cli::named_server(options, cli::process_environment).empty();
}

int with_service(const cli::ServerOptions& options, const cli::Console& console,
                 const std::function<int(const cli::Remote&)>& command) {
  const auto access = cli::server_access(options, cli::process_environment);
  if (!access) return cli::refuse_command(access.error(), console);
  cli::StopSignal stop;
  outgoing::CurlHttpClient requests(access->authorities);
  outgoing::CurlHttpClient stream(access->authorities);
  const auto pause = [&stop](Milliseconds time) { return stop.wait(time); };
  const cli::ServiceApi api({*access, requests, pause});
  const cli::ServiceApi events({*access, stream, pause});
  transport::SystemRandom random;
  return command(
      {.api = api,
       .events = events,
       .stop = stop,
       .console = console,
       .flags = flags_of(options),
       .key = make_id(transport::AsioLoop::wall_clock(), {random.bits(), random.bits()})});
}

}  // namespace fettle::app
