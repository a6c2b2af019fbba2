// SSH arguments as Ansible hands them to ssh: `-J gate -o "User deploy" -p2222`. Every one is
// turned into the option that it stands for, or refused; those that decide neither where nor as
// whom ssh connects are left out. ansible_variables.cpp puts them in Ansible's order.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::importers {

struct SshOption {
  std::string keyword;  ///< of ssh_config(5), in lower case
  std::string value;
};

struct SshArguments {
  std::vector<SshOption> options;          ///< in order: the first of a keyword wins
  std::optional<std::string> config_file;  ///< of -F
  std::vector<std::string> problems;       ///< each the end of a sentence about the arguments
};

SshArguments read_ssh_arguments(std::string_view text);

/// The jump host that `ssh -W %h:%p user@host` stands for, as `user@host:port`; nothing for any
/// other command.
std::optional<std::string> jump_of_proxy_command(std::string_view command);

}  // namespace fettle::importers
