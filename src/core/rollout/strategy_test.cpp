#include "core/rollout/strategy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace fettle::rollout {
namespace {

using flow::Strategy;
using flow::StrategyKind;
using std::chrono::minutes;

Strategy of(StrategyKind kind) {
  Strategy strategy;
  strategy.kind = kind;
  return strategy;
}

Strategy with_rings(std::vector<flow::Ring> rings) {
  auto strategy = of(StrategyKind::kRings);
  strategy.rings = std::move(rings);
  return strategy;
}

std::vector<int> sizes(const Rollout& rollout) {
  std::vector<int> counts;
  for (const auto& wave : rollout.waves) counts.push_back(wave.count);
  return counts;
}

int failures_of(const flow::FailureLimit& limit, int targets) {
  auto strategy = of(StrategyKind::kParallel);
  strategy.max_failures = limit;
  return make_rollout(strategy, targets, true).max_failures;
}

// --- one strategy after the other ----------------------------------------------------------------

TEST(Strategies, AreSortedByName) {
  EXPECT_TRUE(std::ranges::is_sorted(strategies(), {}, &StrategyRow::name));
}

TEST(Rolling, GoesOneAtATime) {
  const auto rollout = make_rollout(of(StrategyKind::kRolling), 7, true);
  EXPECT_EQ(sizes(rollout), (std::vector{7}));
  EXPECT_EQ(rollout.waves.front().parallelism, 1);
  EXPECT_EQ(rollout.max_failures, 0);
}

TEST(Parallel, GoesAllAtOnceUpToSixtyFourAndNeverHalts) {
  const auto rollout = make_rollout(of(StrategyKind::kParallel), 100, true);
  EXPECT_EQ(sizes(rollout), (std::vector{100}));
  EXPECT_EQ(rollout.waves.front().parallelism, 64);
  EXPECT_EQ(rollout.max_failures, kUnlimited);
}

TEST(ParallelBatched, LeavesTheRemainderToTheLastBatch) {
  auto strategy = of(StrategyKind::kParallelBatched);
  strategy.batch_size = 4;
  const auto rollout = make_rollout(strategy, 10, true);
  EXPECT_EQ(sizes(rollout), (std::vector{4, 4, 2}));
  EXPECT_EQ(rollout.waves.back().name, "batch 3");
  EXPECT_EQ(rollout.max_failures, 0);
}

TEST(Rings, AreCumulativeAndRoundedUp) {
  EXPECT_EQ(sizes(make_rollout(of(StrategyKind::kRings), 25, true)), (std::vector{3, 5, 17}));
}

TEST(Rings, GetOneNewTargetEachWhileAnyRemain) {
  const auto strategy = with_rings({{"a", 1}, {"b", 2}, {"c", 3}, {"d", 100}});
  EXPECT_EQ(sizes(make_rollout(strategy, 6, true)), (std::vector{1, 1, 1, 3}));
}

TEST(Rings, LeaveTheLaterOnesOutWhenNoTargetRemains) {
  const auto rollout = make_rollout(of(StrategyKind::kRings), 2, true);
  EXPECT_EQ(sizes(rollout), (std::vector{1, 1}));
  EXPECT_EQ(rollout.waves.back().name, "pilot");
}

TEST(Rings, AskForNothingAfterTheLast) {
  const auto strategy = with_rings({{"a", 50, minutes(30), true}, {"b", 100, minutes(60), true}});
  const auto rollout = make_rollout(strategy, 10, true);
  EXPECT_EQ(rollout.waves[0].soak, minutes(30));
  EXPECT_TRUE(rollout.waves[0].recheck);
  EXPECT_TRUE(rollout.waves[0].approval_after);
  EXPECT_EQ(rollout.waves[1].soak, minutes(0));
  EXPECT_FALSE(rollout.waves[1].recheck);
  EXPECT_FALSE(rollout.waves[1].approval_after);
}

TEST(Rings, AreNotCheckedAgainWhereTheFlowHasNoChecks) {
  const auto rollout = make_rollout(of(StrategyKind::kRings), 25, false);
  EXPECT_TRUE(std::ranges::none_of(rollout.waves, &Wave::recheck));
}

// --- limits --------------------------------------------------------------------------------------

TEST(FailureLimit, IsACount) { EXPECT_EQ(failures_of({3, false}, 10), 3); }

TEST(FailureLimit, IsAPercentageRoundedDown) { EXPECT_EQ(failures_of({10, true}, 15), 1); }

TEST(FailureLimit, OfAHundredPercentIsEveryTarget) { EXPECT_EQ(failures_of({100, true}, 9), 9); }

TEST(FailureLimit, OfManyTargetsDoesNotOverflow) {
  EXPECT_EQ(failures_of({100, true}, 100'000'000), 100'000'000);
}

TEST(Concurrency, CapsEveryWave) {
  auto strategy = of(StrategyKind::kRings);
  strategy.max_concurrency = 2;
  for (const auto& wave : make_rollout(strategy, 25, true).waves) EXPECT_LE(wave.parallelism, 2);
}

TEST(Rollout, OfNoTargetsHasNoWaves) {
  for (const auto& row : strategies()) {
    EXPECT_TRUE(make_rollout(of(row.kind), 0, true).waves.empty()) << row.name;
  }
}

// --- order ---------------------------------------------------------------------------------------

TEST(TargetOrder, IsTheOrderOfTheListWithoutASeed) {
  EXPECT_EQ(target_order({}, 4), (std::vector{0, 1, 2, 3}));
}

TEST(TargetOrder, OfASeedIsTheSameOnEveryMachine) {
  Strategy strategy;
  strategy.shuffle = 42;
  EXPECT_EQ(target_order(strategy, 10), (std::vector{0, 9, 5, 8, 6, 4, 7, 2, 1, 3}));
}

TEST(TargetOrder, OfAnySeedIsAPermutation) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Strategy strategy;
    strategy.shuffle = seed;
    const auto order = target_order(strategy, 37);
    auto sorted = order;
    std::ranges::sort(sorted);
    EXPECT_EQ(sorted, target_order({}, 37)) << "seed " << seed;
    EXPECT_EQ(order, target_order(strategy, 37)) << "seed " << seed;
  }
}

// --- properties of every strategy ----------------------------------------------------------------

Strategy any_strategy(std::mt19937& random) {
  const auto between = [&](int low, int high) {
    return std::uniform_int_distribution(low, high)(random);
  };
  auto strategy = of(strategies()[static_cast<std::size_t>(between(0, 3))].kind);
  strategy.batch_size = between(1, 30);
  if (between(0, 1) == 1) strategy.max_concurrency = between(1, 100);
  for (int percent = between(1, 40); strategy.kind == StrategyKind::kRings;) {
    strategy.rings.push_back({"r", percent, minutes(between(0, 5)), between(0, 1) == 1});
    if (percent == 100) break;
    percent = std::min(100, percent + between(1, 60));
  }
  return strategy;
}

TEST(EveryStrategy, HasEachTargetExactlyOnceInOrder) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const auto strategy = any_strategy(random);
    const int targets = std::uniform_int_distribution(1, 300)(random);
    int next = 0;
    for (const auto& wave : make_rollout(strategy, targets, true).waves) {
      ASSERT_EQ(wave.first, next);
      ASSERT_GE(wave.count, 1);
      ASSERT_GE(wave.parallelism, 1);
      ASSERT_LE(wave.parallelism, std::min(wave.count, strategy.max_concurrency.value_or(64)));
      next += wave.count;
    }
    ASSERT_EQ(next, targets) << row(strategy.kind).name;
  }
}

TEST(EveryRing, EndsWhereItsPercentageSays) {
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    auto strategy = any_strategy(random);
    strategy.kind = StrategyKind::kRings;
    if (strategy.rings.empty()) strategy.rings = {{"all", 100}};
    const int targets = std::uniform_int_distribution(1, 300)(random);
    const auto waves = make_rollout(strategy, targets, true).waves;
    for (std::size_t i = 0; i < waves.size(); ++i) {
      // The least number of targets that is at least so many percent of all, or one more than
      // the rings before have.
      int end = 0;
      while (end * 100 < targets * strategy.rings[i].percent) ++end;
      end = std::max(end, waves[i].first + 1);
      ASSERT_EQ(waves[i].first + waves[i].count, end) << "ring " << i << " of " << targets;
    }
  }
}

}  // namespace
}  // namespace fettle::rollout
