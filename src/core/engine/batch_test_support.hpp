// What the scenarios of a batch are told with: waves, and a story that holds one batch, whose
// sessions are only counts. For the tests of this folder only: batch_test.cpp,
// batch_failure_test.cpp.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/enum_name.hpp"
#include "core/engine/batch.hpp"

namespace fettle::engine::batch_story {

inline Attribution by_ann() { return {.by = command_line("ann")}; }

using std::chrono::hours;
using std::chrono::minutes;
using enum BatchStatus;

inline constexpr Instant kStart{1'772'323'200'000};

inline rollout::Wave wave(int first, int count, int parallelism) {
  return {.name = "w" + std::to_string(first),
          .first = first,
          .count = count,
          .parallelism = parallelism};
}

class Story {
 public:
  rollout::Rollout rollout;
  BatchContext context;
  BatchState state;
  Instant now = kStart;
  BatchDecision last;
  std::set<std::pair<BatchStatus, BatchCause>> rows;

  void begin(std::vector<rollout::Wave> waves, int max_failures = 0) {
    rollout.waves = std::move(waves);
    rollout.max_failures = max_failures;
    for (const auto& one : rollout.waves) state.total += one.count;
    state.waiting = state.total;
    on(LaunchBatch{});
  }

  void on(const BatchInput& event) {
    context.rollout = &rollout;
    auto decision = advance(state, event, context, now);
    ASSERT_TRUE(decision) << decision.error().message;
    last = *std::move(decision);
    state = last.state;
    for (const auto& row : last.moves) rows.emplace(row.from, row.cause);
  }

  void refuses(const BatchInput& event) {
    context.rollout = &rollout;
    const auto decision = advance(state, event, context, now);
    ASSERT_FALSE(decision) << "a batch that is " << enum_name(state.status) << " took it";
    EXPECT_EQ(decision.error().code, ErrorCode::kConflict);
  }

  void session(SessionStatus was, SessionStatus is, int of_wave = 0) {
    on(SessionChanged{.was = was,
                      .is = is,
                      .wave = of_wave,
                      .target = "web1",
                      .reason = "step 1: exit status 1",
                      .was_retried = was == SessionStatus::kPending && state.progress.retried > 0});
  }
  void recheck(SessionStatus was, SessionStatus is) {
    on(SessionChanged{was, is, state.progress.wave, true, "web1", "step 2: exit status 1"});
  }
  void begins(int of_wave = 0) {
    session(SessionStatus::kPending, SessionStatus::kRunning, of_wave);
  }
  void completes(int of_wave = 0) {
    begins(of_wave);
    session(SessionStatus::kRunning, SessionStatus::kCompleted, of_wave);
  }
  void fails(int of_wave = 0) {
    begins(of_wave);
    session(SessionStatus::kRunning, SessionStatus::kFailed, of_wave);
  }
  void is_reopened(int of_wave = 0) {
    session(SessionStatus::kFailed, SessionStatus::kPending, of_wave);
  }
  void timer_rings() {
    ASSERT_TRUE(state.timer);
    now = *state.timer;
    on(BatchTimerDue{});
  }

  template <class Effect>
  const Effect* asked() const {
    for (const auto& effect : last.effects) {
      if (const auto* found = std::get_if<Effect>(&effect)) return found;
    }
    return nullptr;
  }
  int started() const {
    int count = 0;
    for (const auto& effect : last.effects) {
      if (const auto* start = std::get_if<StartSessions>(&effect)) count += start->count;
    }
    return count;
  }
  bool told(EventKind kind) const {
    return std::ranges::any_of(last.events, [&](const auto& o) { return engine::kind(o) == kind; });
  }
  void is(BatchStatus status) const { EXPECT_EQ(enum_name(state.status), enum_name(status)); }
};

struct Scenario {
  const char* name;
  void (*tell)(Story&);
};

inline void PrintTo(const Scenario& scenario, std::ostream* out) { *out << scenario.name; }

inline std::vector<rollout::Wave> two_waves() { return {wave(0, 1, 1), wave(1, 2, 2)}; }

inline std::vector<rollout::Wave> soaked_ring() {
  auto waves = two_waves();
  waves[0].soak = minutes(10);
  return waves;
}

inline std::vector<rollout::Wave> gated_ring() {
  auto waves = two_waves();
  waves[0].approval_after = true;
  return waves;
}

inline std::vector<rollout::Wave> checked_ring() {
  auto waves = two_waves();
  waves[0].recheck = true;
  return waves;
}

/// In batch_failure_test.cpp.
const std::vector<Scenario>& failure_scenarios();
const std::vector<Scenario>& stop_scenarios();

}  // namespace fettle::engine::batch_story
