// Scenarios: short stories of one batch, with sessions that are only counts. Each is a test, and
// together they must take every row of the batch's table. More of them are in
// batch_failure_test.cpp.
#include "core/engine/batch.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/batch_test_support.hpp"

namespace fettle::engine::batch_story {
namespace {

// --- waves ---------------------------------------------------------------------------------------

const std::vector<Scenario> kWaves{
    {"StartsAsManyAsTheWaveAllowsAndTheNextAsOneEnds",
     [](Story& s) {
       s.begin({wave(0, 5, 2)});
       EXPECT_EQ(s.started(), 2);
       EXPECT_TRUE(s.told(EventKind::kWaveStarted));
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
       EXPECT_TRUE(s.told(EventKind::kBatchEnded));
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
    {"IsLaunchedByWhoeverApprovesIt",
     [](Story& s) {
       s.state.status = kPendingApproval;
       s.state.total = s.state.waiting = 1;
       s.rollout.waves = {wave(0, 1, 1)};
       s.refuses(LaunchBatch{});
       s.on(AnswerLaunch{true, by_ann()});
       s.is(kRunning);
       EXPECT_EQ(s.started(), 1);
       EXPECT_TRUE(s.told(EventKind::kLaunchAnswered));
       s.refuses(AnswerLaunch{true, by_ann()});
     }},
    {"StartsNothingWhenItsLaunchIsRejected",
     [](Story& s) {
       s.state.status = kPendingApproval;
       s.state.total = s.state.waiting = 1;
       s.rollout.waves = {wave(0, 1, 1)};
       s.on(AnswerLaunch{false, by_ann()});
       s.is(kCancelled);
       EXPECT_EQ(s.started(), 0);
       EXPECT_EQ(s.state.reason, "rejected by ann");
       EXPECT_EQ(s.state.tally.cancelled, 1);
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
       s.on(AnswerBatchGate{true, by_ann()});
       EXPECT_EQ(s.started(), 2);
     }},
    {"HaltsWhenARingIsRejected",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.on(AnswerBatchGate{false, by_ann()});
       s.is(kHalted);
       EXPECT_EQ(s.state.tally.skipped, 2);
       EXPECT_EQ(s.asked<SkipRemaining>()->reason, "halted: ring \"w0\" was rejected by ann");
     }},
    {"RemindsHalfwayAndHaltsWhenTheGateExpires",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.timer_rings();
       EXPECT_EQ(s.now, kStart + hours(12));
       EXPECT_TRUE(s.told(EventKind::kBatchGateReminder));
       s.is(kAwaitingApproval);
       EXPECT_EQ(s.asked<SetBatchTimer>()->at, kStart + hours(24));
       s.now = kStart + hours(24) - Milliseconds(1);
       s.on(BatchTimerDue{});
       s.is(kAwaitingApproval);
       s.timer_rings();
       EXPECT_FALSE(s.told(EventKind::kBatchGateReminder)) << "once";
       s.is(kHalted);
       EXPECT_EQ(s.state.reason, "ring \"w0\" was rejected by nobody (expired after 1 d)");
     }},
    {"AGateThatExpiredWhileNobodyLookedIsRejectedAtOnce",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.now = kStart + hours(30);
       s.on(BatchRestarted{});
       EXPECT_EQ(s.asked<SetBatchTimer>()->at, kStart + hours(12)) << "as it was stored";
       s.on(BatchTimerDue{});
       s.is(kHalted);
     }},
    {"AGateThatAnEarlierVersionOpenedExpiresWhenItSaid",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.state.reminder_due = false;  // it did not remind
       s.state.timer = kStart + hours(24);
       s.timer_rings();
       s.is(kHalted);
     }},
    {"TheNextRingsGateHasItsOwnTime",
     [](Story& s) {
       auto waves = gated_ring();
       waves[1].approval_after = true;
       waves.push_back(wave(3, 1, 1));
       s.begin(waves);
       s.completes();
       s.timer_rings();
       s.now = kStart + hours(20);
       s.on(AnswerBatchGate{true, by_ann()});
       s.completes(1);
       s.completes(1);
       s.is(kAwaitingApproval);
       EXPECT_EQ(s.asked<SetBatchTimer>()->at, kStart + hours(32));
       s.timer_rings();
       EXPECT_TRUE(s.told(EventKind::kBatchGateReminder));
     }},
    {"TakesAnAnswerOnlyAtAGate",
     [](Story& s) {
       s.begin(gated_ring());
       s.refuses(AnswerBatchGate{true, by_ann()});
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

// --- the tests -----------------------------------------------------------------------------------

std::vector<Scenario> all_scenarios() {
  std::vector<Scenario> all;
  for (const auto* some : {&kWaves, &failure_scenarios(), &stop_scenarios()}) {
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
}  // namespace fettle::engine::batch_story
