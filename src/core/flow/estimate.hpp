// How long a flow takes on one target, as its author says.
#pragma once

#include <chrono>

#include "core/flow/flow.hpp"

namespace fettle::flow {

/// The flow's own `estimated_minutes`, else the sum of its steps'.
std::chrono::minutes estimate(const Flow& flow);

}  // namespace fettle::flow
