#include "importers/ansible_variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/enum_name.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/fleet/text.hpp"
#include "importers/server_fields.hpp"
#include "importers/ssh_arguments.hpp"

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
    Mapping{"fettle_transport", "transport"},
};

/// Read by SshOptions, in Ansible's order.
constexpr std::array<std::string_view, 3> kSshArguments{
    "ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args"};

/// Others that are understood, or that say how Ansible itself works and nothing of the host.
constexpr std::array<std::string_view, 24> kNoVariables{"ansible_become_exe",
                                                        "ansible_become_flags",
                                                        "ansible_become_method",
                                                        "ansible_become_user",
                                                        "ansible_control_path",
                                                        "ansible_control_path_dir",
                                                        "ansible_host_key_checking",
                                                        "ansible_pipelining",
                                                        "ansible_scp_executable",
                                                        "ansible_scp_extra_args",
                                                        "ansible_sftp_batch_mode",
                                                        "ansible_sftp_executable",
                                                        "ansible_sftp_extra_args",
                                                        "ansible_shell_executable",
                                                        "ansible_shell_type",
                                                        "ansible_ssh_executable",
                                                        "ansible_ssh_host_key_checking",
                                                        "ansible_ssh_pipelining",
                                                        "ansible_ssh_retries",
                                                        "ansible_ssh_timeout",
                                                        "ansible_ssh_transfer_method",
                                                        "ansible_ssh_use_tty",
                                                        "ansible_sudo_exe",
                                                        "ansible_timeout"};

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
  if (is_mapped(name) || holds(kSshArguments, name) || name.starts_with("ansible_become_")) {
    problems.error("inventory.templated", span, message, "write the value itself");
  } else {
    problems.warning("inventory.templated", span, message + " and leaves it out");
  }
}

/// The words that Ansible has for a connection that Fettle has too.
std::string_view connection_word(std::string_view value) {
  constexpr std::string_view collection = "ansible.builtin.";
  if (value.starts_with(collection)) value.remove_prefix(collection.size());
  return value == "smart" ? "ssh" : value;
}

const Located<std::string>* find(const Variables& variables, std::string_view name) {
  const auto found = variables.find(name);
  return found == variables.end() ? nullptr : &found->second;
}

void set_field(Server& server, const Mapping& mapping, const Located<std::string>& value,
               Problems& problems) {
  const auto problem = set_server_field(server, mapping.field, value.value);
  if (problem.empty()) return;
  problems.error("inventory.variable", value.span,
                 quote(mapping.variable) + ": " + quote(value.value) + " " + problem);
}

/// All that Ansible would put on the command line of ssh, in its order, the first of each keyword
/// winning: ansible_ssh_args, then what variables say, then the common and the extra arguments.
class SshOptions {
 public:
  SshOptions(Server& server, Problems& problems) : server_(server), problems_(problems) {}

  void read(const Variables& variables) {
    take_arguments(variables, "ansible_ssh_args");
    for (const auto* name : {"ansible_host_key_checking", "ansible_ssh_host_key_checking"})
      take_host_key_checking(find(variables, name));
    take_variables(variables);
    for (const auto* name : {"ansible_ssh_timeout", "ansible_timeout"})
      if (const auto* const value = find(variables, name))
        take(*value, {"connecttimeout", value->value});
    take_arguments(variables, "ansible_ssh_common_args");
    take_arguments(variables, "ansible_ssh_extra_args");
    finish();
  }

 private:
  void take_arguments(const Variables& variables, std::string_view name) {
    const auto* const arguments = find(variables, name);
    if (arguments == nullptr) return;
    auto read = read_ssh_arguments(arguments->value);
    for (const auto& problem : read.problems)
      problems_.error("inventory.variable", arguments->span,
                      "the SSH arguments of " + quote(name) + " " + problem);
    for (const auto& option : read.options) take(*arguments, option);
    if (read.config_file) server_.ssh_config_file = std::move(read.config_file);
  }

  /// Port, user and key, where ansible_ssh_args did not say them first.
  void take_variables(const Variables& variables) {
    const auto before = given_;
    const Located<std::string>* key = nullptr;
    for (const auto& mapping : kMappings) {
      const auto* const value = find(variables, mapping.variable);
      if (value == nullptr) continue;
      if (mapping.field == "identity_file") key = value;
      if (mapping.field == "port" && !before.port) {
        given_.port = true;
        set_field(server_, mapping, *value, problems_);
      } else if (mapping.field == "user" && !before.user) {
        given_.user = true;
        set_field(server_, mapping, *value, problems_);
      }
    }
    if (key != nullptr) take(*key, {"identityfile", key->value});
  }

  void take_host_key_checking(const Located<std::string>* value) {
    bool checks = true;
    if (value == nullptr) return;
    if (auto problem = read_flag(value->value, checks); !problem.empty())
      problems_.error("inventory.variable", value->span, quote(value->value) + " " + problem);
    else if (!checks)
      options_.emplace_back("stricthostkeychecking no");
  }

  void take(const Located<std::string>& from, const SshOption& option) {
    const auto& [keyword, value] = option;
    if (keyword == "port" && !std::exchange(given_.port, true))
      set_field(server_, {"Port", "port"}, {value, from.span}, problems_);
    else if (keyword == "user" && !std::exchange(given_.user, true))
      set_field(server_, {"User", "user"}, {value, from.span}, problems_);
    else if (keyword == "identityfile")
      identities_.push_back(value);
    else if (keyword == "proxyjump" || keyword == "proxycommand")
      take_proxy(from, option);
    else if (keyword != "port" && keyword != "user")
      options_.push_back(keyword + " " + value);
  }

  /// A jump through `ssh -W` is a jump host; any other command is for the system's ssh.
  void take_proxy(const Located<std::string>& from, const SshOption& option) {
    if (std::exchange(given_.proxy, true)) return;
    if (option.keyword == "proxyjump")
      return set_field(server_, {"ProxyJump", "proxy_jump"}, {option.value, from.span}, problems_);
    if (fleet::same_name(option.value, "none"))
      server_.proxy_jump = "none";
    else if (auto jump = jump_of_proxy_command(option.value))
      set_field(server_, {"ProxyCommand", "proxy_jump"}, {*std::move(jump), from.span}, problems_);
    else
      options_.push_back("proxycommand " + option.value);
  }

  /// One key is the server's own; with several the SSH client tries them in order.
  void finish() {
    if (identities_.size() == 1) {
      server_.identity_file = identities_.front();
    } else {
      for (const auto& file : identities_)
        options_.push_back(fmt::format("identityfile {:?}", file));  // quoted as OpenSSH reads it
    }
    if (!options_.empty()) server_.ssh_options = std::move(options_);
  }

  struct Given {
    bool port = false;
    bool user = false;
    bool proxy = false;
  };

  Server& server_;
  Problems& problems_;
  Given given_;
  std::vector<std::string> identities_;
  std::vector<std::string> options_;
};

/// Whose rights `become` takes. Quietly becoming root instead of somebody else would be worse than
/// refusing.
void read_become(Server& server, const Variables& variables, Problems& problems) {
  if (const auto* const user = find(variables, "ansible_become_user"); user != nullptr) {
    if (!fleet::parse_endpoint(user->value + "@host"))
      problems.error("inventory.variable", user->span,
                     "`ansible_become_user`: " + quote(user->value) + " is no user name");
    if (user->value != "root") server.become_user = user->value;
  }
  const auto* const method = find(variables, "ansible_become_method");
  if (method == nullptr) return;
  std::string_view word = method->value;
  for (const std::string_view collection : {"ansible.builtin.", "community.general."})
    if (word.starts_with(collection)) word.remove_prefix(collection.size());
  if (word != "sudo" && word != "su" && word != "doas") {
    if (!server.become) return;
    problems.error("inventory.variable", method->span,
                   "`ansible_become_method`: " + quote(method->value) +
                       " is no method that Fettle has: sudo, su or doas");
  } else if (word != "sudo") {
    server.become_method = word;
  }
}

/// Why Fettle can't work on the host, though the inventory may well hold it: it is refused when it
/// is chosen.
void check_usable(const Variables& variables, ServerOf& result) {
  const auto refuse = [&](Span span, std::string message, std::string hint) {
    if (!result.refusal)
      result.refusal = Diagnostic{.severity = Severity::kError,
                                  .code = "inventory.unusable",
                                  .span = span,
                                  .message = result.server.name + ": " + std::move(message),
                                  .hint = std::move(hint)};
  };
  const auto* const connection = find(variables, "ansible_connection");
  if (result.server.transport == fleet::TransportKind::kAnsible) {
    if (connection != nullptr)
      result.server.variables.emplace("ansible_connection", connection->value);
  } else if (connection != nullptr && !variables.contains("fettle_transport")) {
    const auto transport = enum_from_name<fleet::TransportKind>(connection_word(connection->value));
    if (transport == fleet::TransportKind::kSsh || transport == fleet::TransportKind::kLocal)
      result.server.transport = *transport;
    else
      refuse(connection->span,
             "`ansible_connection`: Fettle has ssh and local, not " + quote(connection->value),
             "have Ansible reach it: fettle_transport=ansible; or leave the host out: --limit '!" +
                 result.server.name + "'");
  }
  for (const auto& [name, value] : variables) {
    if (!is_password(name)) continue;
    const bool become = name.contains("become") || name.contains("sudo") || name.contains("su_");
    const auto* const way = name.ends_with("_passphrase")
                                ? "remove it and set FETTLE_SSH_PASSPHRASE, or ssh-add the key"
                            : become ? "remove it and give --ask-become-password"
                                     : "remove it and give --ask-password, or use a key";
    refuse(value.span, quote(name) + " is a password in a file; Fettle takes none from there", way);
    if (result.refusal->span == value.span) result.refusal->hides = true;
  }
}

void keep_variable(Server& server, std::string_view name, const Located<std::string>& value,
                   Problems& problems) {
  // Where Ansible reaches the host, how Ansible itself works is its to heed.
  const bool is_ansibles = server.transport == fleet::TransportKind::kAnsible;
  if (is_mapped(name) || holds(kSshArguments, name)) return;
  if (holds(kNoVariables, name) && !is_ansibles) return;
  if (name.starts_with("fettle_")) {
    problems.error("inventory.variable", value.span, quote(name) + " is no variable of Fettle",
                   "there are fettle_mode, fettle_os_family, fettle_proxy_jump, fettle_role, "
                   "fettle_site, fettle_tags and fettle_transport");
  } else if (is_password(name)) {  // so that no other problem of the line shows it
    problems.warning_of_secret("inventory.ignored", value.span,
                               quote(name) + " is a password in a file, and not taken",
                               "remove it from the inventory");
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

/// Fields that SshOptions and check_usable() set.
constexpr std::array<std::string_view, 4> kElsewhere{"identity_file", "port", "transport", "user"};

}  // namespace

ServerOf server_of(const RawHost& host, const Variables& variables, Problems& problems) {
  ServerOf result{.server = {.name = host.name}, .refusal = {}};
  auto& server = result.server;
  Variables plain;
  for (const auto& [name, value] : variables) {
    if (is_password(name) || (!value.value.contains("{{") && !value.value.contains("{%"))) {
      plain.emplace(name, value);
    } else {
      refuse_template(name, value.span, problems);
    }
  }
  SshOptions(server, problems).read(plain);
  for (const auto& mapping : kMappings) {
    const auto* const found = find(plain, mapping.variable);
    if (found != nullptr && !holds(kElsewhere, mapping.field))
      set_field(server, mapping, *found, problems);
  }
  if (const auto* const chosen = find(plain, "fettle_transport"))
    set_field(server, {"fettle_transport", "transport"}, *chosen, problems);
  read_become(server, plain, problems);
  check_usable(plain, result);
  check_address(server, host.span, problems);
  for (const auto& [name, value] : plain) keep_variable(server, name, value, problems);
  return result;
}

}  // namespace fettle::importers
