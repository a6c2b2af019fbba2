// Runs ansible or ansible-playbook, whatever for: below a shell of our own that keeps what Ansible
// is given in a private folder, removes it, and ends the whole process group when we close its
// input, and so also when we are killed. No secret stands on a command line. Knows no targets; read
// on in inventory.hpp for what is given, in ansible_link.hpp and ansible_order.cpp for who runs it.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "transport/link.hpp"
#include "transport/os/async_event.hpp"

namespace fettle::transport {

/// A folder that nobody can guess, not made yet; it will be mode 0700.
std::string new_ansible_folder();

/// What is done once the listener is of no more interest, or the deadline came: the processes are
/// ended either way.
enum class WhenLeft {
  kReturn,
  kAwaitEnd,  ///< what is said until then is heard
};

struct AnsibleRun {
  std::string folder;                  ///< of new_ansible_folder()
  std::vector<std::string> arguments;  ///< what is run; never a secret
  struct File {
    std::string name;  ///< letters, digits, `.` and `-`
    std::string content;
  };
  std::vector<File> files;  ///< written there, mode 0600
  /// A folder in there whose files are told at the end instead of what Ansible prints. Empty: what
  /// it prints is told as it comes.
  std::string answer;
  std::vector<std::string> launcher;  ///< goes before the shell: makes it another user's
  std::chrono::seconds kill_grace{10};
  WhenLeft when_left = WhenLeft::kReturn;
};

/// As run_program(). Whom the listener leaves is ended: TERM, KILL after the grace.
Awaitable<ExecEnd> run_ansible(AnsibleRun run, ExecListener& listener, Deadline deadline,
                               std::shared_ptr<AsyncEvent> changed);

}  // namespace fettle::transport
