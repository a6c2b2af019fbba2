#include "importers/ansible_variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/fleet/target_spec.hpp"
#include "core/fleet/text.hpp"
#include "importers/server_fields.hpp"
#include "importers/words.hpp"

namespace fettle::importers {
namespace {

using fleet::quote;
using fleet::Server;

struct Mapping {
  std::string_view variable;
  std::string_view field;
};

/// Older spellings come first: where both are given, Ansible takes the newer one.
constexpr std::array kMappings{
    Mapping{"ansible_ssh_host", "address"},
    Mapping{"ansible_host", "address"},
    Mapping{"ansible_ssh_port", "port"},
    Mapping{"ansible_port", "port"},
    Mapping{"ansible_ssh_user", "user"},
    Mapping{"ansible_user", "user"},
    Mapping{"ansible_private_key_file", "identity_file"},
    Mapping{"ansible_ssh_private_key_file", "identity_file"},
    Mapping{"ansible_connection", "transport"},
    Mapping{"ansible_become", "become"},
    Mapping{"fettle_mode", "mode"},
    Mapping{"fettle_os_family", "os_family"},
    Mapping{"fettle_proxy_jump", "proxy_jump"},
    Mapping{"fettle_role", "role"},
    Mapping{"fettle_site", "site"},
    Mapping{"fettle_tags", "tags"},
};

// Each of 10,000 hosts may inherit them.
constexpr std::size_t kSshTextMax = 1024;
constexpr std::size_t kSshArgumentsMax = 64;
constexpr std::array<std::string_view, 3> kSshArguments{
    "ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args"};

template <class List>
bool holds(const List& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

bool is_password(std::string_view name) {
  return name.starts_with("ansible_") &&
         (name.ends_with("_pass") || name.ends_with("_password") || name.ends_with("_passphrase"));
}

bool is_mapped(std::string_view name) {
  return std::ranges::find(kMappings, name, &Mapping::variable) != kMappings.end();
}

/// A templated value that Fettle needs is an error: connecting to the host's bare name instead
/// could reach a different machine.
void refuse_template(std::string_view name, Span span, Problems& problems) {
  const auto message = quote(name) + " is templated; Fettle does not evaluate Jinja in inventories";
  if (is_mapped(name)) {
    problems.error("inventory.templated", span, message, "write the value itself");
  } else {
    problems.warning("inventory.templated", span, message + " and leaves it out");
  }
}

/// The words that Ansible has for a connection that Fettle has too.
std::string_view connection(std::string_view value) {
  constexpr std::string_view collection = "ansible.builtin.";
  if (value.starts_with(collection)) value.remove_prefix(collection.size());
  return value == "smart" ? "ssh" : value;
}

void set_field(Server& server, const Mapping& mapping, const Located<std::string>& value,
               Problems& problems) {
  const bool is_connection = mapping.field == "transport";
  const auto text = is_connection ? connection(value.value) : std::string_view(value.value);
  const auto problem = set_server_field(server, mapping.field, text);
  if (problem.empty()) return;
  problems.error("inventory.variable", value.span,
                 quote(mapping.variable) + ": " + quote(value.value) + " " + problem,
                 is_connection ? "keep such hosts in an inventory of their own" : "");
}

/// The value of `-J value`, `-Jvalue`, `-o ProxyJump=value` or `-o "ProxyJump value"`.
std::optional<std::string> jump_option(std::string_view option) {
  constexpr std::string_view key = "proxyjump";
  if (!fleet::same_name(option.substr(0, key.size()), key)) return std::nullopt;
  const auto value = option.substr(key.size());
  const auto start = value.find_first_not_of(" =");
  if (start == 0 || start == std::string_view::npos) return std::nullopt;
  return std::string(value.substr(start));
}

/// Takes the jump host out of SSH arguments. What else they ask for is named, not obeyed.
void read_ssh_arguments(Server& server, const Located<std::string>& arguments, Problems& problems) {
  if (arguments.value.size() > kSshTextMax) {
    problems.error("inventory.variable", arguments.span,
                   fmt::format("the SSH arguments are longer than {} characters", kSshTextMax));
    return;
  }
  const auto words = split_words(arguments.value, {}, Comments::kNone).list;
  if (words.size() > kSshArgumentsMax) {
    problems.error("inventory.variable", arguments.span,
                   fmt::format("there are more than {} SSH arguments", kSshArgumentsMax));
    return;
  }
  for (auto word = words.begin(); word != words.end(); ++word) {
    std::string_view option = word->value;
    const bool jump = option.starts_with("-J");
    if (!jump && !option.starts_with("-o")) {
      problems.warning("inventory.ignored", arguments.span,
                       "the SSH argument " + quote(option) + " is ignored");
      continue;
    }
    option.remove_prefix(2);
    if (option.empty() && word + 1 != words.end()) option = (++word)->value;
    const auto value = jump ? std::optional(std::string(option)) : jump_option(option);
    if (!value) {
      problems.warning("inventory.ignored", arguments.span,
                       "the SSH option " + quote(option) + " is ignored",
                       "the SSH configuration of whoever runs Fettle is honoured");
    } else {
      set_field(server, {"ProxyJump", "proxy_jump"}, {*value, arguments.span}, problems);
    }
  }
}

/// Fettle becomes root, with sudo. Quietly becoming root instead of somebody else would be worse
/// than refusing.
void check_become(const Server& server, const Variables& variables, Problems& problems) {
  if (!server.become) return;
  const auto require = [&](std::string_view name, std::string_view only) {
    const auto found = variables.find(name);
    if (found == variables.end() || found->second.value == only) return;
    problems.error("inventory.variable", found->second.span,
                   quote(name) + ": Fettle can only use " + quote(only) + ", not " +
                       quote(found->second.value));
  };
  require("ansible_become_method", "sudo");
  require("ansible_become_user", "root");
}

void keep_variable(Server& server, std::string_view name, const Located<std::string>& value,
                   Problems& problems) {
  if (is_mapped(name) || holds(kSshArguments, name)) return;
  if (name.starts_with("fettle_")) {
    problems.error("inventory.variable", value.span, quote(name) + " is no variable of Fettle",
                   "there are fettle_mode, fettle_os_family, fettle_proxy_jump, fettle_role, "
                   "fettle_site and fettle_tags");
  } else if (is_password(name)) {
    problems.warning_of_secret(
        "inventory.ignored", value.span,
        quote(name) + " is left out: Fettle takes no passwords from inventories",
        "use an SSH key or agent, and sudo without a password");
  } else {
    server.variables.emplace(name, value.value);
  }
}

void check_address(const Server& server, Span span, Problems& problems) {
  if (server.transport != fleet::TransportKind::kSsh || !server.address.empty()) return;
  const auto problem = fleet::host_problem(server.name);
  if (problem.empty()) return;
  problems.error("inventory.host", span, "the host " + quote(server.name) + " " + problem,
                 "give its address with ansible_host");
}

}  // namespace

Server server_of(const RawHost& host, const Variables& variables, Problems& problems) {
  Server server{.name = host.name};
  Variables plain;
  for (const auto& [name, value] : variables) {
    if (value.value.contains("{{") || value.value.contains("{%")) {
      refuse_template(name, value.span, problems);
    } else {
      plain.emplace(name, value);
    }
  }
  for (const auto& name : kSshArguments) {
    const auto found = plain.find(name);
    if (found != plain.end()) read_ssh_arguments(server, found->second, problems);
  }
  for (const auto& mapping : kMappings) {
    const auto found = plain.find(mapping.variable);
    if (found != plain.end()) set_field(server, mapping, found->second, problems);
  }
  check_become(server, plain, problems);
  check_address(server, host.span, problems);
  for (const auto& [name, value] : plain) keep_variable(server, name, value, problems);
  return server;
}

}  // namespace fettle::importers
