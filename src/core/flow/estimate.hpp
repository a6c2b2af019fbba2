// How long a flow takes on one target, as its author says.
#pragma once

#include <chrono>

#include "core/flow/flow.hpp"

namespace fettle::flow {

/// The flow's own `estimated_minutes`, else the sum of its steps'.
std::chrono::minutes estimate(const Flow& flow);

/// What is left of it before the step of that index: the sum of the steps from there on. Where no
/// step says, the flow's own is taken whole: better too long than too short.
std::chrono::minutes estimate_from(const Flow& flow, int step);

}  // namespace fettle::flow
