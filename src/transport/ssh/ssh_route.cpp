#include "transport/ssh/ssh_route.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "transport/ssh/ssh_destination.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kHopsMax = 8;

/// One hop as it is asked for.
struct Asked {
  Destination destination;
  std::string identity;              ///< the server's own key; empty: none
  std::vector<std::string> options;  ///< the server's own, as after `ssh -o`
  bool reached = false;              ///< by the hop before it: its own way is not looked up
};

class Router {
 public:
  Router(const ClientEnvironment& here, ConfigFiles config)
      : here_(here), config_(std::move(config)) {}

  /// Appends the way to what is asked for.
  Result<void> add(const Asked& asked, std::size_t depth) {
    const auto& typed = asked.destination.host;
    if (depth > kHopsMax) return too_many(typed);
    FETTLE_TRY(config, look_up(config_, {.host = typed,
                                         .user = asked.destination.user,
                                         .port = asked.destination.port,
                                         .local_user = here_.user,
                                         .options = asked.options}));
    FETTLE_TRY_VOID(check_programs(config, typed));
    note_choice(config, typed, depth);
    FETTLE_TRY(hop, make_hop(asked, config));
    if (!asked.reached && config.proxy_jump && *config.proxy_jump != "none") {
      FETTLE_TRY(list, expand_jump(*config.proxy_jump, values_of(hop, config)));
      FETTLE_TRY_VOID(add_jumps(list, depth));
    }
    route_.hops.push_back(std::move(hop));
    if (route_.hops.size() > kHopsMax) return too_many(typed);
    return {};
  }

  Route route() && { return std::move(route_); }

 private:
  static std::unexpected<Error> too_many(std::string_view host) {
    return fail(ErrorCode::kInvalid,
                fmt::format("the way to {} has more than {} jump hosts, or goes round in a circle; "
                            "check ProxyJump in the SSH configuration",
                            host, kHopsMax));
  }

  Result<void> check_programs(const SshConfig& config, std::string_view typed) const {
    std::string program;
    std::string_view setting = "allow-proxy-command";
    if (!here_.allow_match_exec && config.undecided.starts_with("Match exec")) {
      program = config.undecided;
      setting = "allow-match-exec";
    } else if (!here_.allow_proxy_command) {
      const auto command = config.others.find("knownhostscommand");
      if (command != config.others.end() && to_lower(command->second.text) != "none")
        program = fmt::format("KnownHostsCommand ({})", command->second.place);
      if (config.proxy_command && to_lower(*config.proxy_command) != "none")
        program = "ProxyCommand";
    }
    if (program.empty()) return {};
    return fail(ErrorCode::kRefused,
                fmt::format("the SSH configuration of {} starts a program on the service's own "
                            "machine: {}; its administrator has to allow that (--{} yes)",
                            typed, program, setting));
  }

  void note_choice(const SshConfig& config, std::string_view typed, std::size_t depth) {
    if (route_.link.kind != LinkKind::kBuiltIn) return;
    route_.link = choose_link(config);
    if (depth > 0 && !route_.link.reason.empty())
      route_.link.reason = fmt::format("jump host {}: {}", typed, route_.link.reason);
  }

  // Only the first of a list is reached by its own ProxyJump: the others are reached through it.
  Result<void> add_jumps(std::string_view list, std::size_t depth) {
    for (bool first = true; !list.empty(); first = false) {
      const std::size_t comma = std::min(list.find(','), list.size());
      const auto text = list.substr(0, comma);
      const auto destination = read_destination(text);
      if (!destination)
        return fail(
            ErrorCode::kInvalid,
            fmt::format("\"{}\" is no jump host; write user@host:port, several with commas", text));
      Asked jump{.destination = *destination, .identity = {}, .options = {}, .reached = !first};
      if (!first) jump.options.emplace_back("ProxyJump reached");
      FETTLE_TRY_VOID(add(jump, depth + 1));
      list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return {};
  }

  TokenValues values_of(const Hop& hop, const SshConfig& config) const {
    return {.home = here_.home,
            .host = hop.host,
            .typed = hop.typed,
            .host_key_alias = config.host_key_alias.value_or(""),
            .user = hop.user,
            .port = hop.port,
            .local_user = here_.user,
            .local_user_id = here_.user_id,
            .local_host = here_.host_name};
  }

  Result<Hop> make_hop(const Asked& asked, const SshConfig& config) const {
    Hop hop;
    hop.host = config.host;
    hop.typed = asked.destination.host;
    hop.user = config.user.value_or(here_.user);
    hop.port = config.port.value_or(22);
    hop.host_key_alias = config.host_key_alias.value_or("");
    hop.host_key_check = config.host_key_check.value_or(HostKeyCheck::kAsk);
    hop.address_family = config.address_family.value_or(AddressFamily::kAny);
    hop.connect_timeout = config.connect_timeout;
    const auto values = values_of(hop, config);
    FETTLE_TRY_VOID(add_identities(hop, asked.identity, config, values));
    FETTLE_TRY_VOID(add_agent(hop, config.identity_agent.value_or("SSH_AUTH_SOCK"), values));
    FETTLE_TRY_VOID(add_known_hosts(hop, config, values));
    return hop;
  }

  Result<void> add_agent(Hop& hop, const std::string& agent, const TokenValues& values) const {
    if (to_lower(agent) == "none") return {};
    if (agent == "SSH_AUTH_SOCK") {
      hop.agent_socket = here_.agent_socket;
    } else if (agent.starts_with('$') && !agent.starts_with("${")) {
      const auto found = here_.variables.find(agent.substr(1));
      if (found != here_.variables.end()) hop.agent_socket = found->second;
    } else {
      FETTLE_TRY(socket, expand_path(agent, values, here_.variables));
      hop.agent_socket = std::move(socket);
    }
    return {};
  }

  /// `none` stands for no file at all.
  Result<std::vector<std::string>> expand_all(const std::vector<std::string>& paths,
                                              const TokenValues& values) const {
    std::vector<std::string> result;
    for (const auto& path : paths) {
      if (to_lower(path) == "none") continue;
      FETTLE_TRY(expanded, expand_path(path, values, here_.variables));
      result.push_back(std::move(expanded));
    }
    return result;
  }

  /// OpenSSH reads nothing but a leading ~ in these.
  std::vector<std::string> expand_home(std::vector<std::string> paths) const {
    std::erase_if(paths, [](const std::string& path) { return to_lower(path) == "none"; });
    for (auto& path : paths)
      if (path.starts_with("~/")) path.replace(0, 1, here_.home);
    return paths;
  }

  Result<void> add_known_hosts(Hop& hop, const SshConfig& config, const TokenValues& values) const {
    if (!here_.known_hosts_file.empty()) {
      hop.known_hosts_files = {here_.known_hosts_file};
    } else if (config.known_hosts_files) {
      FETTLE_TRY(files, expand_all(*config.known_hosts_files, values));
      hop.known_hosts_files = std::move(files);
    } else {
      hop.known_hosts_files = {here_.home + "/.ssh/known_hosts", here_.home + "/.ssh/known_hosts2"};
    }
    if (!here_.global_known_hosts_file.empty())
      hop.global_known_hosts_files = {here_.global_known_hosts_file};
    else
      hop.global_known_hosts_files = expand_home(config.global_known_hosts_files.value_or(
          std::vector<std::string>{"/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"}));
    return {};
  }

  Result<void> add_identities(Hop& hop, const std::string& identity, const SshConfig& config,
                              const TokenValues& values) const {
    hop.identities_only = config.identities_only.value_or(false);
    FETTLE_TRY(certificates, expand_all(config.certificate_files, values));
    hop.certificate_files = std::move(certificates);
    hop.identity_given = !identity.empty();
    hop.identities_configured = !hop.identity_given && !config.identity_files.empty();
    if (hop.identity_given) {
      FETTLE_TRY(file, expand_path(identity, values, here_.variables));
      hop.identity_files = {std::move(file)};
      return {};
    }
    FETTLE_TRY(files, expand_all(config.identity_files, values));
    hop.identity_files = std::move(files);
    if (hop.identities_configured) return {};
    for (const char* name : {"id_ed25519", "id_ecdsa", "id_rsa", "id_ed25519_sk", "id_ecdsa_sk"})
      hop.identity_files.push_back(here_.home + "/.ssh/" + name);
    return {};
  }

  const ClientEnvironment& here_;
  ConfigFiles config_;
  Route route_;
};

/// The server's own fields as options that go before every configuration.
std::vector<std::string> options_of(const fleet::Server& server) {
  std::vector<std::string> options;
  if (server.proxy_jump == "none")
    options.emplace_back("ProxyCommand none");  // which turns a configured ProxyJump off as well
  else if (!server.proxy_jump.empty())
    options.push_back("ProxyJump " + server.proxy_jump);
  if (server.ssh_options)
    options.insert(options.end(), server.ssh_options->begin(), server.ssh_options->end());
  return options;
}

}  // namespace

Result<Route> plan_route(const fleet::Server& server, const ClientEnvironment& client_environment) {
  Asked asked{.destination = {.host = server.address.empty() ? server.name : server.address,
                              .port = server.port,
                              .user = server.user},
              .identity = server.identity_file,
              .options = options_of(server)};
  const auto& host = asked.destination.host;
  if (host.empty() || host.starts_with('-'))
    return fail(
        ErrorCode::kInvalid,
        fmt::format("server \"{}\" has no address that could be connected to", server.name));
  const bool other = server.ssh_config_file && client_environment.other_config;
  Router router(client_environment, other ? client_environment.other_config(*server.ssh_config_file)
                                          : client_environment.config);
  FETTLE_TRY_VOID(router.add(asked, 0));
  return std::move(router).route();
}

Result<std::vector<Hop>> find_route(const fleet::Server& server,
                                    const ClientEnvironment& client_environment) {
  FETTLE_TRY(route, plan_route(server, client_environment));
  if (route.link.kind == LinkKind::kBuiltIn) return std::move(route.hops);
  return fail(
      ErrorCode::kRefused,
      fmt::format("the SSH configuration of {} asks for what only the system's ssh does: {}",
                  server.name, route.link.reason));
}

}  // namespace fettle::transport
