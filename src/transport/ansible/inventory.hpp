// The private inventory of one target that Ansible is given: how it is reached and as whom, from
// its server alone and from what a service keeps of it. What Ansible can't be told is a refusal,
// never left out. Pure; read on in run.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/fleet/server.hpp"
#include "ports/server_access.hpp"
#include "transport/ansible/run.hpp"
#include "transport/receipts/become.hpp"
#include "transport/settings.hpp"

namespace fettle::transport {

/// The connection plugin: `ssh`, `local`, `winrm`, ...
std::string ansible_connection(const fleet::Server& server);

/// Whether a POSIX shell answers behind that connection, and takes its text on standard input.
bool has_posix_shell(std::string_view connection);

struct InventoryWish {
  const fleet::Server& server;
  const Settings& settings;
  const ports::ServerAccess& access;
  std::string folder;                        ///< where the files will be
  std::string host;                          ///< the name of the one host
  std::optional<std::string> password = {};  ///< to log in with
  Identity become = {};                      ///< whom Ansible itself is to become
  std::optional<std::string> become_password = {};
};

/// `inventory.json` and what it names. kRefused where Ansible can't be given what opens the target.
Result<std::vector<AnsibleRun::File>> ansible_inventory(const InventoryWish& wish);

}  // namespace fettle::transport
