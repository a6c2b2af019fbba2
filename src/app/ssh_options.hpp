// The options of every command that connects: what speaks SSH, whom it trusts, how long it waits,
// which passwords it asks for.
#pragma once

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "transport/settings.hpp"

namespace fettle::app {

/// As they were typed.
struct SshFlags {
  std::string known_hosts;
  std::string config;
  std::string program = "auto";
  int connect_timeout = 10;
  int login_timeout = 20;
  bool ask_password = false;
  bool ask_become_password = false;
};

void add_ssh_options(CLI::App& command, const std::shared_ptr<SshFlags>& flags);

transport::Settings ssh_settings(const SshFlags& flags);

}  // namespace fettle::app
