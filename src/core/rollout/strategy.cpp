#include "core/rollout/strategy.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include "base/check.hpp"

namespace fettle::rollout {
namespace {

using flow::StrategyKind;

/// splitmix64 (Steele, Lea and Flood 2014): std::shuffle differs between libraries, and an order
/// that was approved must be the order that runs.
std::uint64_t next_bits(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E37'79B9'7F4A'7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D0'49BB'1331'11EBULL;
  return z ^ (z >> 31U);
}

int failures_allowed(const flow::Strategy& strategy, int targets) {
  if (!strategy.max_failures) return row(strategy.kind).default_max_failures;
  const auto [value, percent] = *strategy.max_failures;
  // Rounded down: "10 percent" of 15 targets allows one failure, not two.
  return percent ? static_cast<int>(std::int64_t{value} * targets / 100) : value;
}

}  // namespace

const std::vector<StrategyRow>& strategies() {
  static const std::vector<StrategyRow> rows{
      {StrategyKind::kParallel, "parallel", kUnlimited, &parallel},
      {StrategyKind::kParallelBatched, "parallel_batched", 0, &parallel_batched},
      {StrategyKind::kRings, "rings", 0, &rings},
      {StrategyKind::kRolling, "rolling", 0, &rolling},
  };
  return rows;
}

const StrategyRow& row(StrategyKind kind) {
  const auto found = std::ranges::find(strategies(), kind, &StrategyRow::kind);
  FETTLE_CHECK(found != strategies().end());
  return *found;
}

flow::Strategy with_defaults(flow::Strategy strategy) {
  if (strategy.kind == StrategyKind::kRings) strategy.rings = rings_or_default(strategy);
  if (const int most = row(strategy.kind).default_max_failures;
      !strategy.max_failures && most != kUnlimited) {
    strategy.max_failures = flow::FailureLimit{most, false};
  }
  strategy.max_concurrency = strategy.max_concurrency.value_or(Rollout{}.max_concurrency);
  return strategy;
}

Rollout make_rollout(const flow::Strategy& strategy, int targets, bool has_checks) {
  Rollout rollout;
  if (targets > 0) rollout.waves = row(strategy.kind).make_waves(strategy, targets);
  rollout.max_failures = failures_allowed(strategy, targets);
  rollout.max_concurrency = strategy.max_concurrency.value_or(rollout.max_concurrency);
  for (auto& wave : rollout.waves) {
    wave.parallelism = std::min({wave.parallelism, wave.count, rollout.max_concurrency});
    wave.recheck = wave.recheck && has_checks;
  }
  return rollout;
}

std::vector<int> target_order(const flow::Strategy& strategy, int targets) {
  std::vector<int> order(static_cast<std::size_t>(std::max(targets, 0)));
  std::iota(order.begin(), order.end(), 0);
  if (!strategy.shuffle) return order;
  std::uint64_t state = *strategy.shuffle;
  for (std::size_t left = order.size(); left > 1; --left) {
    std::swap(order[left - 1], order[next_bits(state) % left]);
  }
  return order;
}

}  // namespace fettle::rollout
