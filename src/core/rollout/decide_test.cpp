#include "core/rollout/decide.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/rollout/strategy.hpp"

namespace fettle::rollout {
namespace {

using std::chrono::minutes;

Rollout of(std::vector<Wave> waves, int max_failures = 0) {
  return {std::move(waves), max_failures};
}

Wave wave(int count, int parallelism) {
  return {.name = "w", .first = 0, .count = count, .parallelism = parallelism};
}

int started(const Decision& decision) {
  const auto* start = std::get_if<Start>(&decision);
  return start == nullptr ? 0 : start->count;
}

template <class T>
bool is(const Decision& decision) {
  return std::holds_alternative<T>(decision);
}

bool enters(const Decision& decision, Stage stage) {
  const auto* enter = std::get_if<Enter>(&decision);
  return enter != nullptr && enter->stage == stage;
}

TEST(Decide, WithoutTargetsIsDone) { EXPECT_TRUE(is<Done>(decide({}, {}))); }

TEST(Decide, StartsAsManyAsThereIsRoomFor) {
  EXPECT_EQ(started(decide(of({wave(10, 4)}), {.pending = 10, .running = 1})), 3);
}

TEST(Decide, StartsNoMoreThanThereAre) {
  EXPECT_EQ(started(decide(of({wave(10, 4)}), {.pending = 2})), 2);
}

TEST(Decide, WaitsForWhatRuns) {
  EXPECT_TRUE(is<Wait>(decide(of({wave(10, 4)}), {.pending = 0, .running = 1})));
  EXPECT_TRUE(is<Wait>(decide(of({wave(10, 4)}), {.pending = 5, .running = 4})));
}

TEST(Decide, StartsNothingAfterTooManyFailures) {
  EXPECT_TRUE(is<Wait>(decide(of({wave(10, 4)}), {.pending = 5, .running = 2, .failures = 1})));
}

TEST(Decide, HaltsAfterTooManyFailuresOnceNothingRuns) {
  EXPECT_TRUE(is<Halt>(decide(of({wave(10, 4)}), {.pending = 5, .failures = 1})));
}

TEST(Decide, GoesOnWhileFailuresAreAllowed) {
  EXPECT_EQ(started(decide(of({wave(10, 4)}, 1), {.pending = 5, .failures = 1})), 4);
}

TEST(Decide, HasNothingToHaltAtTheVeryEnd) {
  EXPECT_TRUE(is<Done>(decide(of({wave(10, 4)}), {.failures = 1})));
}

TEST(Decide, HaltsBeforeTheNextWave) {
  EXPECT_TRUE(is<Halt>(decide(of({wave(10, 4), wave(10, 4)}), {.failures = 1})));
}

TEST(Decide, StartsWhatAPersonRetriedInSpiteOfFailures) {
  EXPECT_EQ(
      started(decide(of({wave(10, 4)}), {.pending = 5, .retried = 2, .running = 1, .failures = 3})),
      2);
}

TEST(Decide, TakesUpTheNextWaveWhenThisIsDone) {
  EXPECT_TRUE(is<NextWave>(decide(of({wave(10, 4), wave(10, 4)}), {})));
  EXPECT_TRUE(is<Done>(decide(of({wave(10, 4), wave(10, 4)}), {.wave = 1})));
}

TEST(Decide, SoaksThenChecksAgainThenAsks) {
  auto ring = wave(2, 2);
  ring.soak = minutes(10);
  ring.recheck = ring.approval_after = true;
  const auto rollout = of({ring, wave(2, 2)});
  EXPECT_TRUE(enters(decide(rollout, {.stage = Stage::kTargets}), Stage::kSoak));
  EXPECT_TRUE(is<Wait>(decide(rollout, {.stage = Stage::kSoak})));
  EXPECT_TRUE(enters(leave(rollout, {.stage = Stage::kSoak}), Stage::kRecheck));
  EXPECT_EQ(started(decide(rollout, {.stage = Stage::kRecheck, .pending = 2})), 2);
  EXPECT_TRUE(enters(decide(rollout, {.stage = Stage::kRecheck}), Stage::kApproval));
  EXPECT_TRUE(is<Wait>(decide(rollout, {.stage = Stage::kApproval})));
  EXPECT_TRUE(is<NextWave>(leave(rollout, {.stage = Stage::kApproval})));
}

TEST(Decide, HaltsInsteadOfSoakingAfterTooManyFailures) {
  auto ring = wave(2, 2);
  ring.soak = minutes(10);
  EXPECT_TRUE(is<Halt>(decide(of({ring, wave(2, 2)}), {.failures = 1})));
}

TEST(Decide, HaltsAfterAFailedRecheck) {
  auto ring = wave(2, 2);
  ring.recheck = ring.approval_after = true;
  EXPECT_TRUE(is<Halt>(decide(of({ring, wave(2, 2)}), {.stage = Stage::kRecheck, .failures = 1})));
}

// --- a rollout carried out by a little loop ------------------------------------------------------

/// Carries `rollout` out: at every turn either does what decide() says or lets something that
/// runs end, well or badly.
class LittleRun {
 public:
  LittleRun(Rollout rollout, int failing, unsigned seed)
      : rollout_(std::move(rollout)), failing_(failing), random_(seed) {
    progress_.pending = rollout_.waves.front().count;
  }

  /// The last decision: Halt or Done, or Wait if it would wait for ever.
  Decision run() {
    for (int turn = 0; turn < 10'000; ++turn) {
      const auto decision = decide(rollout_, progress_);
      if (is<Halt>(decision) || is<Done>(decision)) return decision;
      if (is<Wait>(decision) && progress_.running == 0) {
        if (progress_.stage != Stage::kSoak && progress_.stage != Stage::kApproval) return decision;
        const auto next = leave(rollout_, progress_);
        if (is<Done>(next)) return next;
        follow(next);
      } else if (is<Wait>(decision) || (progress_.running > 0 && roll(2) == 0)) {
        end_one();
      } else {
        follow(decision);
      }
    }
    return Wait{};
  }

  const Progress& progress() const { return progress_; }
  int begun() const { return begun_; }

 private:
  void follow(const Decision& decision) {
    if (const auto* start = std::get_if<Start>(&decision)) {
      start_some(start->count);
    } else if (const auto* enter = std::get_if<Enter>(&decision)) {
      progress_.stage = enter->stage;
      if (enter->stage == Stage::kRecheck) progress_.pending = completed_here_;
    } else if (is<NextWave>(decision)) {
      ++progress_.wave;
      progress_.stage = Stage::kTargets;
      progress_.pending += current().count;
      completed_here_ = 0;
    }
  }

  void start_some(int count) {
    EXPECT_GE(count, 1);
    EXPECT_LE(count, progress_.pending);
    const int retried = std::min(count, progress_.retried);
    if (progress_.failures > rollout_.max_failures) {
      EXPECT_EQ(count, retried) << "something new was started after too many failures";
    }
    progress_.pending -= count;
    progress_.retried -= retried;
    progress_.running += count;
    EXPECT_LE(progress_.running, current().parallelism);
    if (progress_.stage == Stage::kTargets) begun_ += count - retried;
  }

  void end_one() {
    --progress_.running;
    if (roll(100) < failing_) {
      ++progress_.failures;
      if (progress_.stage == Stage::kTargets && roll(4) == 0) retry_one();
    } else if (progress_.stage == Stage::kTargets) {
      ++completed_here_;
    }
  }

  void retry_one() {
    --progress_.failures;
    ++progress_.pending;
    ++progress_.retried;
  }

  const Wave& current() const { return rollout_.waves[static_cast<std::size_t>(progress_.wave)]; }
  int roll(int sides) { return std::uniform_int_distribution(0, sides - 1)(random_); }

  Rollout rollout_;
  int failing_;
  std::mt19937 random_;
  Progress progress_;
  int begun_ = 0;
  int completed_here_ = 0;
};

Rollout any_rollout(std::mt19937& random, int targets) {
  const auto between = [&](int low, int high) {
    return std::uniform_int_distribution(low, high)(random);
  };
  flow::Strategy strategy;
  strategy.kind = strategies()[static_cast<std::size_t>(between(0, 3))].kind;
  strategy.batch_size = between(1, 9);
  if (between(0, 1) == 1) strategy.max_failures = flow::FailureLimit{between(0, 4), false};
  if (between(0, 1) == 1) strategy.max_concurrency = between(1, 9);
  strategy.rings = {{"one", between(1, 40), minutes(between(0, 1)), between(0, 1) == 1},
                    {"two", between(41, 99), minutes(between(0, 1)), between(0, 1) == 1},
                    {"three", 100}};
  return make_rollout(strategy, targets, between(0, 1) == 1);
}

TEST(LittleRun, AlwaysEndsHaltedOrDone) {
  std::mt19937 random(3);
  for (unsigned seed = 0; seed < 3000; ++seed) {
    const int targets = std::uniform_int_distribution(1, 40)(random);
    LittleRun run(any_rollout(random, targets), std::uniform_int_distribution(0, 40)(random), seed);
    const auto last = run.run();
    ASSERT_TRUE(is<Halt>(last) || is<Done>(last)) << "seed " << seed;
    ASSERT_EQ(run.progress().running, 0) << "seed " << seed;
    if (is<Done>(last)) {
      ASSERT_EQ(run.begun(), targets) << "seed " << seed;
    }
  }
}

TEST(LittleRun, WithoutFailuresReachesEveryTarget) {
  std::mt19937 random(4);
  for (unsigned seed = 0; seed < 500; ++seed) {
    LittleRun run(any_rollout(random, 25), 0, seed);
    ASSERT_TRUE(is<Done>(run.run())) << "seed " << seed;
    ASSERT_EQ(run.begun(), 25) << "seed " << seed;
  }
}

}  // namespace
}  // namespace fettle::rollout
