// What every strategy makes: waves. A wave is a run of targets, in the order of the rollout, that
// may be under way together, and what must happen before the next one. Nothing but the files of
// this folder knows which strategy a wave came from. Read on in decide.hpp.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "base/instant.hpp"

namespace fettle::rollout {

inline constexpr int kUnlimited = std::numeric_limits<int>::max();
/// Of a target that had gone before the rollout began: it is in none.
inline constexpr int kNoWave = -1;

struct Wave {
  std::string name;
  int first = 0;        ///< position of its first target in the rollout's order
  int count = 0;        ///< at least 1
  int parallelism = 1;  ///< sessions under way at once, at most
  Milliseconds soak{0};
  bool recheck = false;         ///< run the plan's validate steps on the wave again after the soak
  bool approval_after = false;  ///< ask a person before the next wave
  friend bool operator==(const Wave&, const Wave&) = default;
};

struct Rollout {
  std::vector<Wave> waves;
  int max_failures = 0;  ///< more failures than this halt; kUnlimited never does
  int max_concurrency = 64;
};

}  // namespace fettle::rollout
