// parallel: all targets at once, as far as max_concurrency lets them.
#include "core/rollout/strategy.hpp"

namespace fettle::rollout {

std::vector<Wave> parallel(const flow::Strategy&, int targets) {
  return {{.name = "all", .first = 0, .count = targets, .parallelism = targets}};
}

}  // namespace fettle::rollout
