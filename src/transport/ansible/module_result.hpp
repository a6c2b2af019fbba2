// What Ansible tells of one ad-hoc call (`--tree`): how the command ended, or why Ansible could not
// have it run. Pure; whatever stands there is bounded and checked. Read on in ansible_link.hpp for
// what each means.
#pragma once

#include <string>
#include <string_view>

namespace fettle::transport {

struct ModuleResult {
  enum class Kind {
    kExited,       ///< the command ran and ended
    kUnreachable,  ///< the connection could not be made, or broke: which of them is not told
    kNoPython,     ///< the target has no Python where Ansible looks for one: nothing ran
    kNotBecome,    ///< the password for another account was not taken: nothing ran
    kFailed,       ///< anything else: what ran is not known
  };
  Kind kind = Kind::kFailed;
  int exit_status = 0;
  std::string out;
  std::string err;
  std::string message;  ///< for people, where the kind needs words: one line
};

/// Of a call of `command`, or of `raw`.
ModuleResult read_module_result(std::string_view json);

/// The bytes that `od -An -v -tx1 | tr -d ' \n'` wrote; stops at what is none of it.
std::string bytes_of_hex(std::string_view hex);

}  // namespace fettle::transport
