// Occurrences in words, one line each: what the plain view writes, and the terminal where a line
// stays. Not safe to print yet: see safe_text.hpp.
#pragma once

#include <string>
#include <string_view>

#include "cli/view/outline.hpp"
#include "core/engine/event.hpp"

namespace fettle::cli {

/// The titles of a stage, by index. `stage` is as an event names it.
const std::vector<std::string>& titles_of(const RunOutline& outline, std::string_view stage);

/// `step 2 "Install packages"`, `rollback step 1 "Restore"`.
std::string name_step(const RunOutline& outline, std::string_view stage, int step);

/// `timed out` of `timed_out`.
std::string plain_words(std::string_view name);

/// What happened, without when and to whom: `step 2 "Install packages": failed: exit status 1`.
std::string in_words(const RunOutline& outline, const engine::Event& event);

}  // namespace fettle::cli
