// Scenarios of batches that fail, halt, are paused, cancelled or restarted. See batch_test.cpp.
#include "core/engine/batch_test_support.hpp"

namespace fettle::engine::batch_story {
namespace {

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
       EXPECT_EQ(s.state.skipped_by_halt, 3);
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
       s.on(ContinueBatch{by_ann()});
       EXPECT_NE(s.asked<ReopenRemaining>(), nullptr);
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
       s.on(ContinueBatch{by_ann()});
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
       s.refuses(ContinueBatch{by_ann()});
     }},
    {"AsksAgainWhenItGoesOnAfterARejectedRing",
     [](Story& s) {
       s.begin(gated_ring());
       s.completes();
       s.on(AnswerBatchGate{false, by_ann()});
       s.on(ContinueBatch{by_ann()});
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
       EXPECT_EQ(s.state.skipped_by_halt, 3);
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
       s.refuses(AnswerBatchGate{true, by_ann()});
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
       s.refuses(ContinueBatch{by_ann()});
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
       EXPECT_EQ(s.asked<SetBatchTimer>()->at, kStart + hours(12));
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

}  // namespace

const std::vector<Scenario>& failure_scenarios() { return kFailures; }
const std::vector<Scenario>& stop_scenarios() { return kStops; }

}  // namespace fettle::engine::batch_story
