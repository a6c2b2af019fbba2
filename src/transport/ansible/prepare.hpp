// What every start of Ansible for one target has in common: its inventory with what opens it, the
// folder, who runs it. Each start asks anew for credentials, so that a changed one holds at once.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "transport/access.hpp"
#include "transport/ansible/run.hpp"
#include "transport/context.hpp"
#include "transport/receipts/become.hpp"

namespace fettle::transport {

struct PrepareWish {
  std::string host;      ///< what Ansible calls the target
  Identity become = {};  ///< whom Ansible becomes there
  std::optional<std::string> become_password = {};
};

struct PreparedAnsible {
  AnsibleRun run;  ///< without its arguments; `inventory.json` is among its files
  Limiter::Permit descriptors;
  std::shared_ptr<PasswordCache> become_passwords;  ///< the server's own; null: there are none
};

/// kRefused where Ansible can't be given what opens the target; else as ask_access().
Awaitable<Result<PreparedAnsible>> prepare_ansible(std::shared_ptr<Context> context,
                                                   fleet::Server server, PrepareWish wish,
                                                   Deadline deadline);

/// Why Ansible itself could not be started, from how its shell ended and what it said. Empty: it
/// was started.
std::string why_not_started(const ExecEnd& end, std::string_view words);

}  // namespace fettle::transport
