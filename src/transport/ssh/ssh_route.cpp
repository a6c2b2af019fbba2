#include "transport/ssh/ssh_route.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "transport/ssh/ssh_config.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kHopsMax = 8;

/// `~/x` and the tokens %d %h %n %p %r %u %% of ssh_config(5).
std::string expand(std::string_view text, const Hop& hop, std::string_view typed,
                   const ClientEnvironment& here) {
  std::string result;
  if (text.starts_with("~/")) {
    result = here.home;
    text.remove_prefix(1);
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 1 == text.size()) {
      result += text[i];
      continue;
    }
    switch (text[++i]) {
      case 'd':
        result += here.home;
        break;
      case 'h':
        result += hop.host;
        break;
      case 'n':
        result += typed;
        break;
      case 'p':
        result += std::to_string(hop.port);
        break;
      case 'r':
        result += hop.user;
        break;
      case 'u':
        result += here.user;
        break;
      case '%':
        result += '%';
        break;
      default:
        result += {'%', text[i]};
    }
  }
  return result;
}

std::optional<std::uint16_t> read_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return {};
  return port;
}

struct Destination {
  std::string host;
  std::uint16_t port = 0;
  std::string user;
};

/// `[user@]host[:port]`, an IPv6 address in brackets, or `ssh://` in front.
std::optional<Destination> read_destination(std::string_view text) {
  Destination result;
  if (text.starts_with("ssh://")) text.remove_prefix(6);
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    result.user = text.substr(0, at);
    text.remove_prefix(at + 1);
  }
  std::size_t host_end = text.size();
  if (text.starts_with('[')) {
    const std::size_t bracket = text.find(']');
    if (bracket == std::string_view::npos) return {};
    result.host = text.substr(1, bracket - 1);
    host_end = bracket + 1;
  } else {
    host_end = std::min(text.find(':'), text.size());
    result.host = text.substr(0, host_end);
  }
  text.remove_prefix(host_end);
  if (!text.empty()) {
    const auto port = text.starts_with(':') ? read_port(text.substr(1)) : std::nullopt;
    if (!port) return {};
    result.port = *port;
  }
  if (result.host.empty()) return {};
  return result;
}

class Router {
 public:
  explicit Router(const ClientEnvironment& here) : here_(here) {}

  /// Appends the way to `destination`; `jump` and `identity` are the server's own, if it has any.
  Result<void> add(const Destination& destination, std::string_view identity, std::string_view jump,
                   std::size_t depth) {
    const SshConfig config = look_up(here_.config_text, destination.host);
    const std::string via = jump.empty() ? config.proxy_jump.value_or("none") : std::string(jump);
    if (via != "none") FETTLE_TRY_VOID(add_jumps(via, depth));
    hops_.push_back(make_hop(destination, identity, config));
    if (hops_.size() > kHopsMax) return too_many(destination.host);
    return {};
  }

  std::vector<Hop> hops() && { return std::move(hops_); }

 private:
  static std::unexpected<Error> too_many(std::string_view host) {
    return fail(ErrorCode::kInvalid,
                fmt::format("the way to {} has more than {} jump hosts, or goes round in a circle; "
                            "check ProxyJump in the SSH configuration",
                            host, kHopsMax));
  }

  // Only the first of a list is reached by its own ProxyJump: the others are reached through it.
  Result<void> add_jumps(std::string_view list, std::size_t depth) {
    if (depth > kHopsMax) return too_many(list);
    for (bool first = true; !list.empty(); first = false) {
      const std::size_t comma = std::min(list.find(','), list.size());
      const auto destination = read_destination(list.substr(0, comma));
      if (!destination)
        return fail(ErrorCode::kInvalid,
                    fmt::format("\"{}\" is no jump host; write user@host:port, several with commas",
                                list.substr(0, comma)));
      FETTLE_TRY_VOID(add(*destination, {}, first ? "" : "none", depth + 1));
      list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return {};
  }

  Hop make_hop(const Destination& destination, std::string_view identity,
               const SshConfig& config) const {
    Hop hop;
    hop.host = destination.host;
    hop.user = !destination.user.empty() ? destination.user : config.user.value_or(here_.user);
    hop.port =
        destination.port != 0 ? destination.port : read_port(config.port.value_or("")).value_or(22);
    if (config.host_name) hop.host = expand(*config.host_name, hop, destination.host, here_);
    add_identities(hop, identity, destination.host, config);
    const std::string agent = config.identity_agent.value_or("SSH_AUTH_SOCK");
    if (agent == "SSH_AUTH_SOCK")
      hop.agent_socket = here_.agent_socket;
    else if (agent != "none")
      hop.agent_socket = expand(agent, hop, destination.host, here_);
    hop.known_hosts_file = here_.known_hosts_file;
    hop.global_known_hosts_file = here_.global_known_hosts_file;
    if (config.known_hosts_file)
      hop.known_hosts_file = expand(*config.known_hosts_file, hop, destination.host, here_);
    if (config.global_known_hosts_file)
      hop.global_known_hosts_file =
          expand(*config.global_known_hosts_file, hop, destination.host, here_);
    return hop;
  }

  void add_identities(Hop& hop, std::string_view identity, std::string_view typed,
                      const SshConfig& config) const {
    hop.identities_only = config.identities_only == "yes";
    if (!identity.empty()) {
      hop.identity_given = true;
      hop.identity_files = {expand(identity, hop, typed, here_)};
      return;
    }
    for (const auto& file : config.identity_files)
      hop.identity_files.push_back(expand(file, hop, typed, here_));
    hop.identities_configured = !hop.identity_files.empty();
    if (hop.identities_configured) return;
    for (const char* name : {"id_ed25519", "id_ecdsa", "id_rsa"})
      hop.identity_files.push_back(here_.home + "/.ssh/" + name);
  }

  const ClientEnvironment& here_;
  std::vector<Hop> hops_;
};

}  // namespace

Result<std::vector<Hop>> find_route(const fleet::Server& server,
                                    const ClientEnvironment& client_environment) {
  const Destination destination{.host = server.address.empty() ? server.name : server.address,
                                .port = server.port,
                                .user = server.user};
  if (destination.host.empty() || destination.host.starts_with('-'))
    return fail(
        ErrorCode::kInvalid,
        fmt::format("server \"{}\" has no address that could be connected to", server.name));
  Router router(client_environment);
  FETTLE_TRY_VOID(router.add(destination, server.identity_file, server.proxy_jump, 0));
  return std::move(router).hops();
}

}  // namespace fettle::transport
