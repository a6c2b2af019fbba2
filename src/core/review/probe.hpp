// How a snapshot is taken: one POSIX shell script of fixed, read-only commands, and the reading
// of what it prints. Carries nothing out: transport/ runs the script.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/review/snapshot.hpp"

namespace fettle::review {

/// The script for these dimensions, for `sh` of dash, bash or busybox. It always exits 0, prints
/// nothing to standard error, reads nothing from standard input, and prints some MiB at most.
/// Run as root it sees more; as anybody else it notes what it can't see.
std::string probe_script(std::span<const flow::Dimension> wanted);

/// Reads what the script printed, with whatever stands around it. Never fails: what makes no
/// sense is passed over, and what is cut short is marked incomplete.
Snapshot parse_snapshot(std::string_view output);

}  // namespace fettle::review
