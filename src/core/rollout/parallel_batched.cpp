// parallel_batched: batches of a fixed size; the next starts when the last has finished.
#include <fmt/format.h>

#include <algorithm>

#include "core/rollout/strategy.hpp"

namespace fettle::rollout {

std::vector<Wave> parallel_batched(const flow::Strategy& strategy, int targets) {
  std::vector<Wave> waves;
  for (int first = 0; first < targets; first += strategy.batch_size) {
    const int count = std::min(strategy.batch_size, targets - first);
    waves.push_back({.name = fmt::format("batch {}", waves.size() + 1),
                     .first = first,
                     .count = count,
                     .parallelism = count});
  }
  return waves;
}

}  // namespace fettle::rollout
