#include "app/ssh_options.hpp"

#include <CLI/CLI.hpp>

#include <chrono>
#include <filesystem>
#include <system_error>

#include "base/enum_name.hpp"

namespace fettle::app {

void add_ssh_options(CLI::App& command, const std::shared_ptr<SshFlags>& flags) {
  const auto* const group = "SSH";
  command
      .add_option("--ssh", flags->program,
                  "What speaks SSH: auto, builtin, or openssh, the system's own ssh")
      ->type_name("PROGRAM")
      ->check(CLI::IsMember({"auto", "builtin", "openssh"}))
      ->group(group);
  command
      .add_option("--known-hosts", flags->known_hosts,
                  "Host keys, instead of ~/.ssh/known_hosts and /etc/ssh/ssh_known_hosts")
      ->type_name("FILE")
      ->group(group);
  command.add_option("--ssh-config", flags->config, "Instead of ~/.ssh/config")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--connect-timeout", flags->connect_timeout,
                  "Seconds to reach a host, in all tries; default 10")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 600))
      ->group(group);
  command
      .add_option("--login-timeout", flags->login_timeout,
                  "Seconds to log in there, in all tries; default 20")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 600))
      ->group(group);
  command
      .add_flag("--ask-password", flags->ask_password,
                "Ask for the password of an account whose hosts take no key, once, hidden")
      ->group(group);
  command
      .add_flag("--ask-become-password", flags->ask_become_password,
                "Ask for the password that sudo or su wants, once, hidden")
      ->group(group);
}

transport::Settings ssh_settings(const SshFlags& flags) {
  transport::Settings settings;
  settings.ssh = enum_from_name<transport::SshProgram>(flags.program).value();
  settings.connect_timeout = std::chrono::seconds(flags.connect_timeout);
  settings.authentication_timeout = std::chrono::seconds(flags.login_timeout);
  settings.ask_password = flags.ask_password;
  settings.ask_become_password = flags.ask_become_password;
  settings.known_hosts_file = flags.known_hosts;
  if (!flags.known_hosts.empty()) settings.global_known_hosts_file = "/dev/null";
  settings.ssh_config_file = flags.config;
  std::error_code unknown;  // then ssh asks nothing
  settings.askpass_program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  return settings;
}

}  // namespace fettle::app
