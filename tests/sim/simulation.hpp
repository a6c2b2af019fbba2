// One seed from beginning to end: the production engine, runner and store in one thread, on fake
// time, with simulated targets and a person at the controls. In the first part of a run faults fall
// (safety); then the world heals and the batch must come to its end (liveness).
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"

namespace fettle::sim {

struct Report {
  std::optional<std::string> violation;
  int deaths = 0;
  int takeovers = 0;  ///< from a process that was paused
  int executions = 0;
  std::string ending;  ///< of the batch
};

Report simulate(std::uint64_t seed);

}  // namespace fettle::sim
