// The habits that plans should not have, each as a question about one text: credentials are
// looked for in lint_credential.cpp and lint_password.cpp, destruction in lint_destruction.cpp.
#pragma once

#include <string>
#include <string_view>

#include "core/flow/lint_shell.hpp"

namespace fettle::flow {

/// Whether it loops until something happens that may never happen.
bool has_unbounded_loop(const Script& script);

/// Its command that destroys data, such as "rm -rf"; empty when there is none.
std::string destructive_command(const Script& script);

/// The part of a text that looks like a credential written out, with the name or user that makes it
/// one; empty when there is none.
std::string_view find_credential(std::string_view text);

/// The same for what certain programs take as a password: `curl -u`, `sshpass -p`, `mysql -p...`.
std::string_view find_credential(const Script& script);

/// Text that stands for a value which comes from elsewhere, or no value at all.
bool is_stand_in(std::string_view value);

/// Whether a check exits 0 whatever it finds.
bool cannot_fail(const Script& check);

/// Whether the target itself is started anew.
enum class Reboot { kNone, kSometimes, kAlways };
Reboot find_reboot(const Script& script);

}  // namespace fettle::flow
