// Flows from a seed, for tests of what must hold for any flow. The same seed makes the same flow.
#pragma once

#include <cstdint>

#include "core/flow/flow.hpp"

namespace fettle::flow {

Flow random_flow(std::uint32_t seed);

}  // namespace fettle::flow
