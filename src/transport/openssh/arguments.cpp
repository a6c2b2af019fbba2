#include "transport/openssh/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace fettle::transport {
namespace {

void add_options(Arguments& arguments, std::initializer_list<std::string_view> options) {
  for (const auto option : options) {
    arguments.emplace_back("-o");
    arguments.emplace_back(option);
  }
}

/// ssh refuses 0 and takes whole seconds.
std::string seconds(std::chrono::milliseconds duration) {
  const auto whole = std::chrono::ceil<std::chrono::seconds>(duration);
  return std::to_string(std::max<std::int64_t>(whole.count(), 1));
}

/// Wins over RequestTTY of the configuration.
std::string terminal_option(const ShellCommand& command) {
  return command.streams == Streams::kTerminal ? "-tt" : "-T";
}

/// ssh takes the first value it meets, so what comes first here holds.
Arguments begin(const fleet::Server& server, const Settings& settings) {
  Arguments result{"ssh"};
  const auto config = server.ssh_config_file.value_or(settings.ssh_config_file);
  if (!config.empty()) {
    result.emplace_back("-F");
    result.push_back(config);
  }
  if (!settings.known_hosts_file.empty())
    add_options(result, {"UserKnownHostsFile=\"" + settings.known_hosts_file + "\""});
  if (!settings.global_known_hosts_file.empty())
    add_options(result, {"GlobalKnownHostsFile=\"" + settings.global_known_hosts_file + "\""});
  return result;
}

void add_destination(Arguments& arguments, const fleet::Server& server) {
  if (!server.user.empty()) add_options(arguments, {"User=" + server.user});
  if (server.port != 0) add_options(arguments, {fmt::format("Port={}", server.port)});
  if (!server.identity_file.empty()) {
    arguments.emplace_back("-i");
    arguments.push_back(server.identity_file);
  }
  if (!server.proxy_jump.empty()) add_options(arguments, {"ProxyJump=" + server.proxy_jump});
  if (server.ssh_options)
    for (const auto& option : *server.ssh_options) add_options(arguments, {option});
  arguments.emplace_back("--");
  arguments.push_back(server.address.empty() ? server.name : server.address);
}

}  // namespace

Arguments master_arguments(const fleet::Server& server, const Settings& settings,
                           const std::string& socket, const std::string& log) {
  Arguments result = begin(server, settings);
  result.insert(result.end(), {"-M", "-N", "-T", "-S", socket, "-E", log});
  if (settings.askpass_program.empty()) add_options(result, {"BatchMode=yes"});
  add_options(result, {"ClearAllForwardings=yes", "ControlPersist=no", "EscapeChar=none",
                       "ForkAfterAuthentication=no", "LogLevel=INFO", "PermitLocalCommand=no",
                       "StrictHostKeyChecking=yes", "UpdateHostKeys=no"});
  const auto interval = seconds(settings.keepalive_interval);
  const auto beats = std::max<std::int64_t>(settings.silence_max / settings.keepalive_interval, 1);
  add_options(result,
              {"ConnectTimeout=" + seconds(settings.connect_timeout),
               "ServerAliveInterval=" + interval, fmt::format("ServerAliveCountMax={}", beats)});
  add_destination(result, server);
  return result;
}

Arguments check_arguments(const fleet::Server& server, const Settings& settings) {
  Arguments result = begin(server, settings);
  result.insert(result.end(), {"-O", "check"});
  add_destination(result, server);
  return result;
}

Arguments command_arguments(const std::string& socket, const std::string& log,
                            const ShellCommand& command) {
  // The configuration has done its work in the master. Without a master ssh would connect by
  // itself: the proxy command keeps it from that. At this level ssh tells whether an exit status is
  // the command's own (openssh_link.cpp).
  Arguments result{"ssh", "-F", "/dev/null", terminal_option(command), "-S", socket, "-E", log};
  add_options(result, {"BatchMode=yes", "ControlMaster=no", "EscapeChar=none", "LogLevel=DEBUG2",
                       "ProxyCommand=exit 1"});
  result.insert(result.end(), {"--", "master", command.text});
  return result;
}

Arguments own_master_arguments(const fleet::Server& server, const Settings& settings,
                               const std::string& log, const ShellCommand& command) {
  Arguments result = begin(server, settings);
  result.insert(result.end(), {terminal_option(command), "-E", log});
  add_options(result, {"BatchMode=yes", "ClearAllForwardings=yes", "ControlMaster=no",
                       "EscapeChar=none", "LogLevel=DEBUG2", "PermitLocalCommand=no",
                       "ProxyCommand=exit 1", "RemoteCommand=none"});
  add_destination(result, server);
  result.push_back(command.text);
  return result;
}

}  // namespace fettle::transport
