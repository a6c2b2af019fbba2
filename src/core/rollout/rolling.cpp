// rolling: one target at a time.
#include "core/rollout/strategy.hpp"

namespace fettle::rollout {

std::vector<Wave> rolling(const flow::Strategy&, int targets) {
  return {{.name = "all", .first = 0, .count = targets, .parallelism = 1}};
}

}  // namespace fettle::rollout
