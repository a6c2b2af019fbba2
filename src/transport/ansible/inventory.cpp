#include "transport/ansible/inventory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/enum_name.hpp"
#include "core/document/shell.hpp"
#include "transport/ansible/unsafe_json.hpp"

namespace fettle::transport {
namespace {

/// Stands for the server in its own known_hosts file, whatever name or address leads there.
constexpr std::string_view kAlias = "fettle-pinned";

class Inventory {
 public:
  explicit Inventory(const InventoryWish& wish) : wish_(wish) {}

  Result<std::vector<AnsibleRun::File>> write() && {
    for (const auto& [name, value] : wish_.server.variables) set(name, value);
    set("ansible_connection", ansible_connection(wish_.server));
    set_unless_empty("ansible_host",
                     wish_.server.address.empty() ? wish_.server.name : wish_.server.address);
    if (wish_.server.port != 0) members_["ansible_port"] = std::to_string(wish_.server.port);
    set_unless_empty("ansible_user", wish_.server.user);
    set_unless_empty("ansible_ssh_private_key_file", wish_.server.identity_file);
    if (wish_.password) set("ansible_password", *wish_.password);
    FETTLE_TRY_VOID(set_key());
    FETTLE_TRY_VOID(set_become());
    set_ssh_arguments();
    // A command is sent once, and never written to the target's disk.
    members_["ansible_ssh_retries"] = "0";
    members_["ansible_pipelining"] = "true";
    files_.push_back({"inventory.json", json_object({{"all", json_object({{"hosts", hosts()}})}})});
    return std::move(files_);
  }

 private:
  std::string hosts() const { return json_object({{wish_.host, json_object(members_)}}); }
  void set(const std::string& name, std::string_view value) { members_[name] = unsafe_json(value); }
  void set_unless_empty(const std::string& name, std::string_view value) {
    if (!value.empty()) set(name, value);
  }
  std::string add_file(std::string name, std::string content) {
    auto path = wish_.folder + "/" + name;
    files_.push_back({std::move(name), std::move(content)});
    return path;
  }

  Result<void> set_key() {
    if (!wish_.access.key) return {};
    if (!wish_.access.passphrase.value.empty())
      return fail(ErrorCode::kRefused,
                  fmt::format("{}: Ansible can't be given the passphrase of its key; store a key "
                              "without one, or reach the server over the transport ssh",
                              wish_.server.name));
    auto text = wish_.access.key.value;
    if (!text.ends_with('\n')) text += '\n';
    set("ansible_ssh_private_key_file", add_file("key", std::move(text)));
    return {};
  }

  Result<void> set_become() {
    if (!wish_.become.become) return {};
    if (wish_.become.method == flow::BecomeMethod::kDoas)
      return fail(ErrorCode::kRefused,
                  fmt::format("{}: Ansible becomes another user by sudo or su, not by doas",
                              wish_.server.name));
    members_["ansible_become"] = "true";
    set("ansible_become_user", wish_.become.name());
    set("ansible_become_method", enum_name(wish_.become.method));
    if (wish_.become_password) set("ansible_become_password", *wish_.become_password);
    return {};
  }

  void option(std::string_view text) {
    arguments_ += fmt::format(" -o {}", document::shell_quote(text));
  }

  /// ssh takes the first value it meets, so what comes first here holds. No connection is kept: one
  /// that stays behind would let in whoever comes next.
  void set_ssh_arguments() {
    const auto& server = wish_.server;
    const auto config = server.ssh_config_file.value_or(wish_.settings.ssh_config_file);
    if (!config.empty()) arguments_ += " -F " + document::shell_quote(config);
    if (wish_.access.host_keys.empty())
      name_known_hosts();
    else
      pin_host_keys();
    if (wish_.access.key)
      for (const auto* text : {"IdentitiesOnly=yes", "IdentityAgent=none", "CertificateFile=none"})
        option(text);
    if (!server.proxy_jump.empty()) option("ProxyJump=" + server.proxy_jump);
    if (server.ssh_options)
      for (const auto& text : *server.ssh_options) option(text);
    set("ansible_ssh_args", "-o ControlMaster=no -o ControlPath=none");
    set("ansible_ssh_common_args", arguments_);
  }

  void name_known_hosts() {
    const auto& settings = wish_.settings;
    if (!settings.known_hosts_file.empty())
      option(fmt::format("UserKnownHostsFile=\"{}\"", settings.known_hosts_file));
    if (!settings.global_known_hosts_file.empty())
      option(fmt::format("GlobalKnownHostsFile=\"{}\"", settings.global_known_hosts_file));
  }

  void pin_host_keys() {
    std::string text;
    for (const auto& key : wish_.access.host_keys) text += fmt::format("{} {}\n", kAlias, key);
    const auto path = add_file("known_hosts", std::move(text));
    option(fmt::format("UserKnownHostsFile={}", path));
    option(fmt::format("HostKeyAlias={}", kAlias));
    for (const auto* fixed : {"GlobalKnownHostsFile=/dev/null", "KnownHostsCommand=none",
                              "CheckHostIP=no", "VerifyHostKeyDNS=no", "StrictHostKeyChecking=yes"})
      option(fixed);
  }

  const InventoryWish& wish_;
  std::vector<AnsibleRun::File> files_;
  std::map<std::string, std::string> members_;
  std::string arguments_;
};

}  // namespace

std::string ansible_connection(const fleet::Server& server) {
  if (server.transport == fleet::TransportKind::kLocal) return "local";
  if (server.transport != fleet::TransportKind::kAnsible) return "ssh";
  const auto given = server.variables.find("ansible_connection");
  return given == server.variables.end() ? "ssh" : given->second;
}

bool has_posix_shell(std::string_view connection) {
  constexpr std::string_view kCollection = "ansible.builtin.";
  // Others, such as paramiko, would leave the text on the target's disk: they take no modules on
  // standard input.
  constexpr std::array<std::string_view, 3> kPosix{"local", "smart", "ssh"};
  if (connection.starts_with(kCollection)) connection.remove_prefix(kCollection.size());
  return std::ranges::find(kPosix, connection) != kPosix.end();
}

Result<std::vector<AnsibleRun::File>> ansible_inventory(const InventoryWish& wish) {
  return Inventory(wish).write();
}

}  // namespace fettle::transport
