// Whom Ansible runs as beside a service: a user of its own, as what a team writes must not read the
// service's files. Checked once at the start, by starting something as that user; a service that
// allows Ansible and can't do that does not start.
#pragma once

#include <string>
#include <vector>

#include "app/serve_settings.hpp"
#include "base/result.hpp"

namespace fettle::app {

/// Words that go before a program so that the setting's user runs it, with an environment of its
/// own and no privileges to gain. Empty where Ansible is not allowed, or there is no such user.
std::vector<std::string> ansible_launcher(const ServeSettings& settings);

/// kInvalid where Ansible is allowed, and no user is named, none of that name is there, it is root
/// or the service's own, nothing can be started as it, Ansible is not installed, or it can read
/// the database or the master key.
Result<void> check_ansible(const ServeSettings& settings);

}  // namespace fettle::app
