// A schedule or launch that waits: shown whole, then approved by the digest of what was shown, or
// rejected. See approvals.hpp.
#pragma once

#include <string>
#include <string_view>

#include "cli/remote/approvals.hpp"

namespace fettle::cli {

/// Whether there is anybody to ask, who says yes.
bool agrees(const std::string& question, const Remote& remote);

/// Says that nothing was answered and `how` it can be; the exit status of that.
int leave(const Console& console, std::string_view how);

/// The exit status.
Result<int> decide(const Waiting& one, const ApproveOptions& options, const Remote& remote);

}  // namespace fettle::cli
