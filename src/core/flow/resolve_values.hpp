// Chooses the value of each variable from what was given, and names every one that is missing,
// surplus or unsuitable.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "core/flow/bind.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

/// One value for each of `variables` but secrets, which must have none here; see bind() for which
/// map counts.
Values resolve_values(const std::vector<Variable>& variables, const Values& batch,
                      const Values& target, Diagnostics& diagnostics);

}  // namespace fettle::flow
