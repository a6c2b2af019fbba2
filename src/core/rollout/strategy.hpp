// The strategies, one file each, and what a flow's choice of one makes of its targets.
// Adding one: its file here, and its row in the array of strategy.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "core/flow/strategy.hpp"
#include "core/rollout/wave.hpp"

namespace fettle::rollout {

struct StrategyRow {
  flow::StrategyKind kind;
  std::string_view name;
  int default_max_failures;
  std::vector<Wave> (*make_waves)(const flow::Strategy&, int targets);
};

/// Sorted by name.
const std::vector<StrategyRow>& strategies();
const StrategyRow& row(flow::StrategyKind kind);

std::vector<Wave> parallel(const flow::Strategy& strategy, int targets);
std::vector<Wave> parallel_batched(const flow::Strategy& strategy, int targets);
std::vector<Wave> rings(const flow::Strategy& strategy, int targets);
std::vector<Wave> rolling(const flow::Strategy& strategy, int targets);

/// Those of the strategy; canary 10, pilot 30, broad 100 where it names none.
std::vector<flow::Ring> rings_or_default(const flow::Strategy& strategy);

/// The strategy with every default that holds written out. Without `max_failures` afterwards: no
/// number of failures halts it.
flow::Strategy with_defaults(flow::Strategy strategy);

/// The waves of `targets` targets, each target in exactly one, and the limits that hold over all.
/// `has_checks` says whether the flow has validate steps that a ring can be checked with again.
Rollout make_rollout(const flow::Strategy& strategy, int targets, bool has_checks);

/// The order in which targets go: `order[i]` is the index in the given list of the i-th to go.
/// List order, or for `shuffle` the same permutation for the same seed on every machine.
std::vector<int> target_order(const flow::Strategy& strategy, int targets);

}  // namespace fettle::rollout
