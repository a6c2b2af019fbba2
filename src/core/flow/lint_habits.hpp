// The four habits that plans should not have (spec 2.3), each as a question about one text.
#pragma once

#include <string_view>

#include "core/flow/lint_shell.hpp"

namespace fettle::flow {

/// Whether it loops until something happens that may never happen.
bool has_unbounded_loop(const Script& script);

/// Its command that destroys data, such as "rm -rf"; empty when there is none.
std::string_view destructive_command(const Script& script);

/// The part of a text that looks like a credential written out, with the name or user that makes it
/// one; empty when there is none.
std::string_view find_credential(std::string_view text);

/// Whether a check exits 0 whatever it finds.
bool cannot_fail(const Script& check);

}  // namespace fettle::flow
