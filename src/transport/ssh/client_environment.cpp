#include "transport/ssh/client_environment.hpp"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "transport/os/account.hpp"

namespace fettle::transport {
namespace {

ProcessEnvironment environment() {
  ProcessEnvironment result;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    if (const auto equals = text.find('='); equals != std::string_view::npos)
      result.try_emplace(std::string(text.substr(0, equals)), text.substr(equals + 1));
  }
  return result;
}

std::string host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  return name.data();
}

/// Each file is read once, however many servers name it.
std::function<ConfigFiles(const std::string&)> config_reader(std::string home) {
  auto known = std::make_shared<std::map<std::string, ConfigFiles>>();
  return [known, home = std::move(home)](const std::string& file) {
    const auto found = known->find(file);
    if (found != known->end()) return found->second;
    std::string path = file;
    if (path.starts_with("~/")) path.replace(0, 1, home);
    return known->emplace(file, read_config_files({.home = home, .given = path})).first->second;
  };
}

}  // namespace

ClientEnvironment read_client_environment(const Settings& settings) {
  ClientEnvironment result;
  auto account = account_of(::getuid()).value_or(Account{});
  result.variables = environment();
  const auto variable = [&](std::string_view name) {
    const auto found = result.variables.find(name);
    return found == result.variables.end() ? std::string() : found->second;
  };
  result.home = result.variables.contains("HOME") ? variable("HOME") : account.home;
  result.config_for_ssh = settings.ssh_config_file;
  const auto own = result.home + "/.ssh/config";
  if (result.config_for_ssh.empty() && result.home != account.home &&
      ::access(own.c_str(), F_OK) == 0)
    result.config_for_ssh = own;
  result.user = std::move(account.user);
  result.user_id = std::to_string(::getuid());
  result.host_name = host_name();
  result.agent_socket = variable("SSH_AUTH_SOCK");
  result.config = read_config_files({.home = result.home, .given = settings.ssh_config_file});
  result.other_config = config_reader(result.home);
  result.known_hosts_file = settings.known_hosts_file;
  result.global_known_hosts_file = settings.global_known_hosts_file;
  result.allow_proxy_command = settings.allow_proxy_command;
  result.allow_match_exec = settings.allow_match_exec;
  return result;
}

}  // namespace fettle::transport
