// The four habits that plans should not have (spec 2.3), each as a question about one text.
#pragma once

#include <string_view>

namespace fettle::flow {

/// Whether a shell text loops until something happens that may never happen.
bool has_unbounded_loop(std::string_view script);

/// The command of a shell text that destroys data, such as "rm -rf"; empty when there is none.
std::string_view destructive_command(std::string_view script);

/// The part of a text that looks like a credential written out; empty when there is none.
std::string_view find_credential(std::string_view text);

/// Whether a check exits 0 whatever it finds.
bool cannot_fail(std::string_view check);

}  // namespace fettle::flow
