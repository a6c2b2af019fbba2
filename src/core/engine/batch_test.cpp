// Scenarios: short stories of one batch, with sessions that are only counts. Each is a test, and
// together they must take every row of the batch's table.
#include "core/engine/batch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/enum_name.hpp"

namespace fettle::engine {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using enum BatchStatus;

constexpr Instant kStart{1'772'323'200'000};

rollout::Wave wave(int first, int count, int parallelism) {
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

  void on(const BatchEvent& event) {
    context.rollout = &rollout;
    auto decision = advance(state, event, context, now);
    ASSERT_TRUE(decision) << decision.error().message;
    last = *std::move(decision);
    state = last.state;
    for (const auto& row : last.moves) rows.emplace(row.from, row.cause);
  }

  void refuses(const BatchEvent& event) {
    context.rollout = &rollout;
    const auto decision = advance(state, event, context, now);
    ASSERT_FALSE(decision) << "a batch that is " << enum_name(state.status) << " took it";
    EXPECT_EQ(decision.error().code, ErrorCode::kConflict);
  }

  void session(SessionStatus was, SessionStatus is, int of_wave = 0) {
    on(SessionChanged{was, is, of_wave, false, "web1", "step 1: exit status 1"});
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
  bool told(OccurrenceKind kind) const {
    return std::ranges::any_of(last.occurrences, [&](const auto& o) { return o.kind == kind; });
  }
  void is(BatchStatus status) const { EXPECT_EQ(enum_name(state.status), enum_name(status)); }
};

struct Scenario {
  const char* name;
  void (*tell)(Story&);
};

void PrintTo(const Scenario& scenario, std::ostream* out) { *out << scenario.name; }

std::vector<rollout::Wave> two_waves() { return {wave(0, 1, 1), wave(1, 2, 2)}; }

std::vector<rollout::Wave> soaked_ring() {
  auto waves = two_waves();
  waves[0].soak = minutes(10);
  return waves;
}

std::vector<rollout::Wave> gated_ring() {
  auto waves = two_waves();
  waves[0].approval_after = true;
  return waves;
}

std::vector<rollout::Wave> checked_ring() {
  auto waves = two_waves();
  waves[0].recheck = true;
  return waves;
}

// --- waves ---------------------------------------------------------------------------------------

const std::vector<Scenario> kWaves{
    {"StartsAsManyAsTheWaveAllowsAndTheNextAsOneEnds",
     [](Story& s) {
       s.begin({wave(0, 5, 2)});
       EXPECT_EQ(s.started(), 2);
       EXPECT_TRUE(s.told(OccurrenceKind::kWaveStarted));
       s.completes();
       EXPECT_EQ(s.started(), 1);
       EXPECT_EQ(s.state.waiting, 4);
     }},
    {"TakesUpTheNextWaveOnlyWhenTheLastHasEnded",
     [](Story& s) {
       s.begin({wave(0, 2, 2), wave(2, 3, 3)});
       s.completes();
       EXPECT_EQ(s.started(), 0);
       s.completes();
       EXPECT_EQ(s.started(), 3);
       EXPECT_EQ(s.state.progress.wave, 1);
     }},
    {"CompletesWithItsLastSession",
     [](Story& s) {
       s.begin({wave(0, 1, 1)});
       s.completes();
       s.is(kCompleted);
       EXPECT_TRUE(s.told(OccurrenceKind::kBatchEnded));
       EXPECT_EQ(s.state.tally, (Tally{.completed = 1}));
     }},
    {"CompletesWithoutTargets",
     [](Story& s) {
       s.begin({});
       s.is(kCompleted);
     }},
    {"CompletesWhenASessionWasSkipped",
     [](Story& s) {
       s.begin({wave(0, 1, 1)});
       s.begins();
       s.session(SessionStatus::kRunning, SessionStatus::kSkipped);
       s.is(kCompleted);
       EXPECT_EQ(s.state.tally.skipped, 1);
     }},
    {"FailsWhenASessionOfTheLastWaveFailed",
     [](Story& s) {
       s.begin({wave(0, 1, 1)});
       s.fails();
       s.is(kFailed);
       EXPECT_EQ(s.state.reason, "web1: step 1: exit status 1");
     }},
    {"IsLaunchedOnce",
     [](Story& s) {
       s.begin({wave(0, 1, 1)});
       s.refuses(LaunchBatch{});
     }},
    {"SoaksFromTheLastEndAndThenGoesOn",
     [](Story& s) {
       s.begin(soaked_ring());
       s.now = kStart + minutes(7);
       s.completes();
       s.is(kSoaking);
       EXPECT_EQ(s.asked<SetBatchTimer>()->at, kStart + minutes(17));
       s.timer_rings();
       EXPECT_EQ(s.started(), 2);
       s.is(kRunning);
     }},
    {"DoesNotEndItsSoakEarly",
     [](Story& s) {
       s.begin(soaked_ring());
       s.completes();
       s.now = kStart + minutes(10) - Milliseconds(1);
       s.on(BatchTimerDue{});
       s.is(kSoaking);
     }},
    {"ProvesACompletedRingAgain",
     [](Story& s) {
       s.begin(checked_ring());
       s.completes();
       EXPECT_EQ(s.asked<CreateRechecks>()->wave, 0);
       EXPECT_EQ(s.started(), 1);
       s.recheck(SessionStatus::kPending, SessionStatus::kRunning);
       s.recheck(SessionStatus::kRunning, SessionStatus::kCompleted);
       EXPECT_EQ(s.started(), 2);
       EXPECT_EQ(s.state.tally.completed, 1) << "a re-check is no session of its own";
     }},
    {"ProvesOnlyCompletedSessionsAgain",
     [](Story& s) {
       s.begin({checked_ring()}, 1);
       s.fails();
       EXPECT_NE(s.asked<CreateRechecks>(), nullptr);
       EXPECT_EQ(s.started(), 2) << "nothing to prove, so the next wave";
     }},
    {"HaltsWhenARecheckFails",
     [](Story& s) {
       s.begin(checked_ring());
       s.completes();
       s.recheck(SessionStatus::kRunning, SessionStatus::kFailed);
       s.is(kHalted);
       EXPECT_EQ(s.state.reason, "re-check of ring \"w0\" failed on web1: step 2: exit status 1");
       EXPECT_EQ(s.state.tally.completed, 1);
     }},
    {"AsksAPersonBetweenRings",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.is(kAwaitingApproval);
       EXPECT_EQ(s.started(), 0);
       s.on(BatchGateAnswered{true, "ann"});
       EXPECT_EQ(s.started(), 2);
     }},
    {"HaltsWhenARingIsRejected",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.on(BatchGateAnswered{false, "ann"});
       s.is(kHalted);
       EXPECT_EQ(s.state.tally.skipped, 2);
       EXPECT_EQ(s.asked<SkipRest>()->reason, "halted: ring \"w0\" was rejected by ann");
     }},
    {"HaltsWhenTheGateExpires",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.timer_rings();
       EXPECT_EQ(s.now, kStart + hours(24));
       s.is(kHalted);
     }},
    {"TakesAnAnswerOnlyAtAGate",
     [](Story& s) {
       s.begin(gated_ring());
       s.refuses(BatchGateAnswered{true, "ann"});
     }},
    {"SendsAMessageOnceForAllItsSessions",
     [](Story& s) {
       s.begin({wave(0, 2, 2)});
       s.on(MessageWanted{3, {.message = "hello"}});
       EXPECT_NE(s.asked<SendBatchMessage>(), nullptr);
       s.on(MessageWanted{3, {.message = "hello"}});
       EXPECT_EQ(s.asked<SendBatchMessage>(), nullptr);
       s.on(MessageWanted{4, {.message = "bye"}});
       EXPECT_NE(s.asked<SendBatchMessage>(), nullptr);
     }},
};

// --- failures ------------------------------------------------------------------------------------

const std::vector<Scenario> kFailures{
    {"HaltsAfterTooManyFailuresOnceNothingRuns",
     [](Story& s) {
       s.begin({wave(0, 5, 2)});
       s.fails();
       s.is(kRunning);
       EXPECT_EQ(s.started(), 0);
       s.completes();
       s.is(kHalted);
       EXPECT_EQ(s.state.left_out, 3);
       EXPECT_EQ(s.state.tally.skipped, 3);
       EXPECT_EQ(s.state.waiting, 0);
     }},
    {"GoesOnWhileFailuresAreAllowed",
     [](Story& s) {
       s.begin({wave(0, 5, 1)}, 1);
       s.fails();
       EXPECT_EQ(s.started(), 1);
       s.fails();
       s.is(kHalted);
     }},
    {"CountsInterruptedAsFailed",
     [](Story& s) {
       s.begin({wave(0, 5, 1)});
       s.begins();
       s.session(SessionStatus::kRunning, SessionStatus::kInterrupted);
       s.is(kHalted);
       EXPECT_EQ(s.state.tally.interrupted, 1);
     }},
    {"DoesNotCountCancelledAsFailed",
     [](Story& s) {
       s.begin({wave(0, 5, 1)});
       s.begins();
       s.session(SessionStatus::kRunning, SessionStatus::kCancelled);
       EXPECT_EQ(s.started(), 1);
     }},
    {"GoesOnWithTheRestWhenAPersonSaysSo",
     [](Story& s) {
       s.begin({wave(0, 3, 1)});
       s.fails();
       s.on(GoOn{"ann"});
       EXPECT_NE(s.asked<ReopenRest>(), nullptr);
       EXPECT_EQ(s.started(), 1);
       EXPECT_EQ(s.state.waiting, 2);
       EXPECT_EQ(s.state.tally.skipped, 0);
       s.completes();
       s.completes();
       s.is(kFailed);
     }},
    {"ForgetsNoFailureWhenAForgivenOneIsReopened",
     [](Story& s) {
       s.begin({wave(0, 5, 1)});
       s.fails();
       s.on(GoOn{"ann"});
       s.fails();
       s.is(kHalted);
       s.is_reopened();
       s.completes();
       s.is(kHalted);
       EXPECT_EQ(s.state.progress.failures, 1);
     }},
    {"GoesOnOnlyWhenHalted",
     [](Story& s) {
       s.begin({wave(0, 3, 1)});
       s.refuses(GoOn{"ann"});
     }},
    {"AsksAgainWhenItGoesOnAfterARejectedRing",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.on(BatchGateAnswered{false, "ann"});
       s.on(GoOn{"bob"});
       s.is(kAwaitingApproval);
       EXPECT_EQ(s.started(), 0);
     }},
    {"RunsAReopenedSessionInSpiteOfOtherFailures",
     [](Story& s) {
       s.begin({wave(0, 5, 2)});
       s.fails();
       s.fails();
       s.is(kHalted);
       s.is_reopened();
       EXPECT_EQ(s.started(), 1) << "the reopened one and no other";
       EXPECT_EQ(s.state.waiting, 4);
       s.completes();
       s.is(kHalted);
       EXPECT_EQ(s.state.left_out, 3);
     }},
    {"GoesOnByItselfWhenTheLastFailureIsMended",
     [](Story& s) {
       s.begin({wave(0, 3, 1)});
       s.fails();
       s.is_reopened();
       s.completes();
       s.is(kRunning);
       EXPECT_EQ(s.started(), 1);
     }},
    {"RunsAgainWhenASessionOfAFailedBatchIsReopened",
     [](Story& s) {
       s.begin({wave(0, 1, 1)});
       s.fails();
       s.is_reopened();
       s.is(kRunning);
       s.completes();
       s.is(kCompleted);
       EXPECT_EQ(s.state.reason, "");
     }},
    {"SoaksAnewAfterASessionWasReopened",
     [](Story& s) {
       s.begin({soaked_ring()}, 1);
       s.fails();
       s.is(kSoaking);
       s.is_reopened();
       s.is(kRunning);
       s.now = kStart + minutes(5);
       s.completes();
       s.is(kSoaking);
       EXPECT_EQ(s.state.timer, kStart + minutes(15));
     }},
    {"AsksAnewAfterASessionWasReopened",
     [](Story& s) {
       s.begin({gated_ring()}, 1);
       s.fails();
       s.is(kAwaitingApproval);
       s.is_reopened();
       s.is(kRunning);
       s.refuses(BatchGateAnswered{true, "ann"});
       s.completes();
       s.is(kAwaitingApproval);
     }},
    {"StartsNobodyInThePlaceOfAReopenedSessionThatWasCancelled",
     [](Story& s) {
       s.begin({wave(0, 2, 1)}, 1);
       s.fails();
       s.is_reopened();
       EXPECT_EQ(s.started(), 0) << "there is no room";
       s.session(SessionStatus::kPending, SessionStatus::kCancelled);
       EXPECT_EQ(s.state.progress.retried, 0);
       s.completes();
       EXPECT_EQ(s.started(), 0);
       s.is(kFailed);
     }},
    {"LetsAnInterruptedSessionBeCancelled",
     [](Story& s) {
       s.begin({wave(0, 2, 1)}, 1);
       s.begins();
       s.session(SessionStatus::kRunning, SessionStatus::kInterrupted);
       s.session(SessionStatus::kInterrupted, SessionStatus::kCancelled);
       EXPECT_EQ(s.state.tally, (Tally{.cancelled = 1}));
       s.completes();
       s.is(kFailed);
     }},
};

// --- pause, cancel, restart ----------------------------------------------------------------------

const std::vector<Scenario> kStops{
    {"StartsNothingDuringAPause",
     [](Story& s) {
       s.begin({wave(0, 3, 1)});
       s.on(PauseBatch{});
       s.is(kPaused);
       EXPECT_NE(s.asked<PauseSessions>(), nullptr);
       s.completes();
       EXPECT_EQ(s.started(), 0);
       s.on(UnpauseBatch{});
       EXPECT_NE(s.asked<UnpauseSessions>(), nullptr);
       EXPECT_EQ(s.started(), 1);
     }},
    {"StartsNoReopenedSessionDuringAPause",
     [](Story& s) {
       s.begin({wave(0, 3, 1)}, 1);
       s.fails();
       s.on(PauseBatch{});
       s.is_reopened();
       s.is(kPaused);
       EXPECT_EQ(s.started(), 0);
     }},
    {"SoaksTheRestOfItsTimeAfterAPause",
     [](Story& s) {
       s.begin(soaked_ring());
       s.completes();
       s.on(PauseBatch{});
       s.on(UnpauseBatch{});
       s.is(kSoaking);
       s.timer_rings();
       EXPECT_EQ(s.started(), 2);
     }},
    {"GoesOnAtOnceWhenItsSoakEndedDuringAPause",
     [](Story& s) {
       s.begin(soaked_ring());
       s.completes();
       s.on(PauseBatch{});
       s.timer_rings();
       s.is(kPaused);
       EXPECT_EQ(s.started(), 0);
       s.on(UnpauseBatch{});
       EXPECT_EQ(s.started(), 2);
     }},
    {"IsNotPausedTwiceNorResumedWhenItRuns",
     [](Story& s) {
       s.begin({wave(0, 3, 1)});
       s.refuses(UnpauseBatch{});
       s.on(PauseBatch{});
       s.refuses(PauseBatch{});
     }},
    {"IsCancelledBeforeItBegins",
     [](Story& s) {
       s.rollout.waves = {wave(0, 2, 1)};
       s.state.total = s.state.waiting = 2;
       s.on(CancelBatch{"no longer wanted"});
       s.is(kCancelled);
       EXPECT_EQ(s.state.tally.cancelled, 2);
     }},
    {"IsCancelledOnceNothingRuns",
     [](Story& s) {
       s.begin({wave(0, 3, 2)});
       s.begins();
       s.begins();
       s.on(CancelBatch{"no longer wanted"});
       EXPECT_EQ(s.asked<CancelSessions>()->reason, "no longer wanted");
       s.is(kRunning);
       s.refuses(CancelBatch{"again"});
       s.session(SessionStatus::kRunning, SessionStatus::kCancelled);
       EXPECT_EQ(s.started(), 0);
       s.session(SessionStatus::kRunning, SessionStatus::kCompleted);
       s.is(kCancelled);
       EXPECT_EQ(s.state.tally, (Tally{.completed = 1, .cancelled = 2}));
     }},
    {"IsCancelledDuringASoak",
     [](Story& s) {
       s.begin(soaked_ring());
       s.completes();
       s.on(CancelBatch{"no longer wanted"});
       s.is(kCancelled);
       EXPECT_FALSE(s.state.timer);
     }},
    {"IsCancelledAtAGate",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.on(CancelBatch{"no longer wanted"});
       s.is(kCancelled);
     }},
    {"IsCancelledDuringAPause",
     [](Story& s) {
       s.begin({wave(0, 3, 1)});
       s.on(PauseBatch{});
       s.on(CancelBatch{"no longer wanted"});
       s.completes();
       s.is(kCancelled);
     }},
    {"IsCancelledOnceHalted",
     [](Story& s) {
       s.begin({wave(0, 3, 1)});
       s.fails();
       s.on(CancelBatch{"given up"});
       s.is(kCancelled);
       s.refuses(GoOn{"ann"});
     }},
    {"IsNotCancelledOnceItHasEnded",
     [](Story& s) {
       s.begin({wave(0, 1, 1)});
       s.completes();
       s.refuses(CancelBatch{"too late"});
     }},
    {"SetsItsTimerAgainAfterARestart",
     [](Story& s) {
       s.begin(soaked_ring());
       s.completes();
       s.now = kStart + minutes(3);
       s.on(BatchRestarted{});
       EXPECT_EQ(s.asked<SetBatchTimer>()->at, kStart + minutes(10));
     }},
    {"StillWaitsForApprovalAfterARestart",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.on(BatchRestarted{});
       s.is(kAwaitingApproval);
       EXPECT_EQ(s.started(), 0);
       EXPECT_EQ(s.asked<SetBatchTimer>()->at, kStart + hours(24));
     }},
    {"StartsNobodyTwiceAfterARestart",
     [](Story& s) {
       s.begin({wave(0, 3, 2)});
       s.begins();
       s.begins();
       s.on(BatchRestarted{});
       EXPECT_EQ(s.started(), 0);
     }},
};

// --- the tests -----------------------------------------------------------------------------------

std::vector<Scenario> all_scenarios() {
  std::vector<Scenario> all;
  for (const auto* some : {&kWaves, &kFailures, &kStops}) {
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

class Batch : public testing::TestWithParam<Scenario> {};

TEST_P(Batch, Goes) {
  Story story;
  GetParam().tell(story);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Batch, testing::ValuesIn(all_scenarios()),
                         [](const auto& scenario) { return std::string(scenario.param.name); });

TEST(BatchTable, EveryRowIsTakenByAScenario) {
  std::set<std::pair<BatchStatus, BatchCause>> taken;
  for (const auto& scenario : all_scenarios()) {
    Story story;
    scenario.tell(story);
    taken.merge(story.rows);
  }
  std::string never;
  for (const auto& row : batch_table()) {
    if (taken.contains({row.from, row.cause})) continue;
    never += std::string(enum_name(row.from)) + " -> " + std::string(enum_name(row.cause)) + "\n";
  }
  EXPECT_EQ(never, "");
}

}  // namespace
}  // namespace fettle::engine
