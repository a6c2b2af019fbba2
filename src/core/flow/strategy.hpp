// How a flow is rolled out over its targets, as its author wrote it. core/rollout turns
// this into waves; nothing else reads it.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fettle::flow {

BOOST_DEFINE_ENUM_CLASS(StrategyKind, kRolling, kParallel, kParallelBatched, kRings)

struct Ring {
  std::string name;
  int percent = 100;  ///< cumulative, 1 to 100, rising; the last is 100
  std::chrono::minutes soak{0};
  bool approval_between = false;
  friend bool operator==(const Ring&, const Ring&) = default;
};
BOOST_DESCRIBE_STRUCT(Ring, (), (name, percent, soak, approval_between))

/// A count, or a percentage of all targets.
struct FailureLimit {
  int value = 0;
  bool percent = false;
  friend bool operator==(const FailureLimit&, const FailureLimit&) = default;
};
BOOST_DESCRIBE_STRUCT(FailureLimit, (), (value, percent))

struct Strategy {
  StrategyKind kind = StrategyKind::kRolling;
  int batch_size = 5;                        ///< parallel_batched only
  std::vector<Ring> rings;                   ///< rings only; empty: canary 10, pilot 30, broad 100
  std::optional<FailureLimit> max_failures;  ///< empty: the strategy's own default
  std::optional<int> max_concurrency;        ///< empty: 64
  std::optional<std::uint64_t> shuffle;      ///< a seed; empty: list order
  friend bool operator==(const Strategy&, const Strategy&) = default;
};
BOOST_DESCRIBE_STRUCT(Strategy, (),
                      (kind, batch_size, rings, max_failures, max_concurrency, shuffle))

}  // namespace fettle::flow
