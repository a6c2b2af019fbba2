// rings: growing shares of the fleet, each proved before the next. Percentages are cumulative and
// rounded up; a ring gets at least one new target while any remain, so that a canary of 1 percent
// of five servers is one server and not none. What a ring asks for afterwards (soak, re-check,
// approval) stands between it and the next: nothing follows the last.
#include <algorithm>
#include <chrono>
#include <cstdint>

#include "core/rollout/strategy.hpp"

namespace fettle::rollout {

std::vector<flow::Ring> rings_or_default(const flow::Strategy& strategy) {
  if (!strategy.rings.empty()) return strategy.rings;
  using std::chrono::minutes;
  return {{"canary", 10, minutes(0), false},
          {"pilot", 30, minutes(0), false},
          {"broad", 100, minutes(0), false}};
}

std::vector<Wave> rings(const flow::Strategy& strategy, int targets) {
  std::vector<Wave> waves;
  int first = 0;
  for (const auto& ring : rings_or_default(strategy)) {
    if (first == targets) break;
    const auto share = (std::int64_t{targets} * ring.percent + 99) / 100;
    const int end = std::min(targets, std::max(static_cast<int>(share), first + 1));
    waves.push_back({.name = ring.name,
                     .first = first,
                     .count = end - first,
                     .parallelism = end - first,
                     .soak = ring.soak,
                     .recheck = true,
                     .approval_after = ring.approval_between});
    first = end;
  }
  if (!waves.empty()) {
    waves.back().soak = {};
    waves.back().recheck = false;
    waves.back().approval_after = false;
  }
  return waves;
}

}  // namespace fettle::rollout
