// More scenarios of a session: what concerns the whole walk, and restarts. They are run by
// session_test.cpp.
#include "core/engine/session_test_support.hpp"

namespace fettle::engine {
namespace {

// --- modes, re-checks, snapshots, rollback -------------------------------------------------------

const std::vector<Scenario> kWholes{
    {"RecordsEveryStepOfAnAuditedServerAndRunsNone",
     [](Story& s) {
       s.context.mode = fleet::Mode::kAudit;
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool(), step_of(flow::HumanGate{}), check()});
       s.expect(kSkipped, StepStatus::kSkipped);
       EXPECT_EQ(s.last.records.size(), 3U);
       EXPECT_TRUE(s.orders.empty());
       EXPECT_EQ(s.asked<TakeSnapshot>(), nullptr);
       s.refuses(ReopenSession{"again"});
     }},
    {"ActsOnAStricterModeBeforeTheNextStep",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.context.mode = fleet::Mode::kShadow;
       s.goes_well();
       s.expect(kAwaitingApproval, StepStatus::kAwaitingApproval);
       EXPECT_EQ(s.state.current.gate, "mode");
     }},
    {"VisitsOnlyChecksWhenARingIsProvedAgain",
     [](Story& s) {
       s.context.kind = SessionKind::kRecheck;
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       auto gated = check();
       gated.requires_approval.emplace(true);
       s.begin({tool(), check(), tool(), gated});
       EXPECT_EQ(s.state.step, 1);
       s.goes_well();
       EXPECT_EQ(s.state.step, 3);
       EXPECT_EQ(s.state.current.gate, "re-check");
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"LooksBeforeAndAfter",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       EXPECT_EQ(s.asked<TakeSnapshot>()->snapshot.moment, Moment::kBefore);
       s.snapshot_is_taken();
       s.goes_well();
       EXPECT_EQ(s.asked<TakeSnapshot>()->snapshot.moment, Moment::kAfter);
       EXPECT_EQ(s.state.status, kRunning);
       s.snapshot_is_taken();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"LooksAfterAFailureToo",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       s.snapshot_is_taken();
       s.fails();
       EXPECT_EQ(s.asked<TakeSnapshot>()->snapshot.moment, Moment::kAfter);
       s.snapshot_is_taken();
       s.expect(kFailed, StepStatus::kFailed);
     }},
    {"LooksAfterACancelTooAndThenIsNotCancelledAgain",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({wait()});
       s.snapshot_is_taken();
       s.on(CancelSession{"no longer wanted"});
       EXPECT_NE(s.asked<TakeSnapshot>(), nullptr);
       s.on(CancelSession{"really"});
       EXPECT_TRUE(s.last.effects.empty());
       s.snapshot_is_taken();
       s.expect(kCancelled, StepStatus::kCancelled);
     }},
    {"DoesNotLookAtATargetThatDoesNotAnswer",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       s.on(OrderEnded{s.state.snapshot->order.id, {.ending = Ending::kUnreachable}});
       s.expect(kFailed, StepStatus::kPending);
       EXPECT_EQ(s.state.failure, FailureKind::kUnreachable);
       EXPECT_EQ(s.asked<TakeSnapshot>(), nullptr);
       EXPECT_TRUE(s.orders.empty());
     }},
    {"GoesOnWithoutASnapshotThatFails",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       s.on(OrderEnded{s.state.snapshot->order.id, {.ending = Ending::kTimedOut}});
       s.expect(kRunning, StepStatus::kRunning);
     }},
    {"EndsWithTheFirstSnapshotWhenCancelledMeanwhile",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       s.on(CancelSession{"no longer wanted"});
       s.snapshot_is_taken();
       EXPECT_EQ(s.state.status, kCancelled);
       EXPECT_TRUE(s.orders.empty());
     }},
    {"LooksBeforeOnlyOnce",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       s.snapshot_is_taken();
       s.fails();
       s.snapshot_is_taken();
       s.on(ReopenSession{});
       s.on(StartSession{});
       EXPECT_EQ(s.asked<TakeSnapshot>(), nullptr);
       s.expect(kRunning, StepStatus::kRunning);
     }},
    {"RollsBackByItselfWhenThePlanSaysSo",
     [](Story& s) {
       s.flow.on_failure = flow::OnFailure::kRollback;
       s.flow.rollback = {tool(), check()};
       s.begin({tool()});
       s.fails();
       EXPECT_EQ(s.state.stage, SessionStage::kRollback);
       s.goes_well();
       s.goes_well();
       s.expect(kFailed, StepStatus::kCompleted);
       EXPECT_EQ(s.state.failure, FailureKind::kFailed);
       s.expect_reason("step 1: exit status 1; rolled back");
     }},
    {"RollsBackUnderTheSameGates",
     [](Story& s) {
       s.flow.on_failure = flow::OnFailure::kRollback;
       s.flow.rollback = {gated_tool()};
       s.begin({tool()});
       s.fails();
       s.expect(kAwaitingApproval, StepStatus::kAwaitingApproval);
       s.approve();
       s.goes_well();
       EXPECT_EQ(s.state.status, kFailed);
     }},
    {"SaysBothReasonsWhenTheRollbackFails",
     [](Story& s) {
       s.flow.on_failure = flow::OnFailure::kRollback;
       s.flow.rollback = {tool()};
       s.begin({tool()});
       s.exits(3);
       s.exits(4);
       s.expect(kFailed, StepStatus::kFailed);
       s.expect_reason("step 1: exit status 3; rollback failed at its step 1: exit status 4");
     }},
    {"DoesNotRollBackWhatWasCancelled",
     [](Story& s) {
       s.flow.on_failure = flow::OnFailure::kRollback;
       s.flow.rollback = {tool()};
       s.begin({wait()});
       s.on(CancelSession{"no longer wanted"});
       s.expect(kCancelled, StepStatus::kCancelled);
     }},
    {"RollsBackOnRequestAndHasFailedAllTheSame",
     [](Story& s) {
       s.flow.rollback = {tool()};
       s.begin({tool()});
       s.fails();
       EXPECT_EQ(s.state.status, kFailed);
       s.on(RollBackSession{"please"});
       s.on(StartSession{});
       EXPECT_EQ(s.state.stage, SessionStage::kRollback);
       s.goes_well();
       s.expect(kFailed, StepStatus::kCompleted);
       s.expect_reason("step 1: exit status 1; rolled back");
       s.refuses(RollBackSession{"again"});
     }},
    {"IsNotRolledBackWithoutAFailureOrASection",
     [](Story& s) {
       s.begin({tool()});
       s.refuses(RollBackSession{});
       s.fails();
       s.refuses(RollBackSession{});
     }},
    {"BeginsAnewWhenReopenedAfterARollback",
     [](Story& s) {
       s.flow.on_failure = flow::OnFailure::kRollback;
       s.flow.rollback = {tool()};
       s.begin({check(), tool()});
       s.goes_well();
       s.fails();
       s.goes_well();
       s.on(ReopenSession{"once more"});
       s.on(StartSession{});
       EXPECT_EQ(s.state.stage, SessionStage::kSteps);
       EXPECT_EQ(s.state.step, 0);
       s.goes_well();
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"HasFailedAlsoWhenAStepOfItsRollbackIsPassedOver",
     [](Story& s) {
       s.flow.on_failure = flow::OnFailure::kRollback;
       s.flow.rollback = {tool()};
       s.begin({tool()});
       s.fails();
       s.fails();
       s.on(ResolveStep{ResolveStep::As::kDone, "by hand"});
       s.on(StartSession{});
       s.expect(kFailed, StepStatus::kCompleted);
       EXPECT_EQ(s.state.failure, FailureKind::kFailed);
     }},
    {"HasFailedAlsoWhenItsRollbackWasInterrupted",
     [](Story& s) {
       s.flow.on_failure = flow::OnFailure::kRollback;
       s.flow.rollback = {tool()};
       s.begin({tool()});
       s.fails();
       s.is_lost();
       s.expect(kInterrupted, StepStatus::kInterrupted);
       s.on(Restarted{});
       s.on(StartSession{});
       s.goes_well();
       s.expect(kFailed, StepStatus::kCompleted);
       s.expect_reason("step 1: exit status 1");
     }},
};

// --- restarts ------------------------------------------------------------------------------------

const std::vector<Scenario> kRestarts{
    {"GivesAChangeAgainUnderItsAttemptAfterARestart",
     [](Story& s) {
       s.begin({tool()});
       s.now = s.now + seconds(100);
       s.on(OrderStarted{"s1-1"});
       const auto deadline = s.now + seconds(60);
       s.now = s.now + seconds(10);
       s.on(Restarted{});
       s.on(OrderStarted{"s1-1"});
       EXPECT_EQ(s.order.order.id, "s1-1");
       EXPECT_TRUE(s.order.order.known_started);
       EXPECT_EQ(s.order.order.deadline, deadline);
       EXPECT_EQ(s.state.current.order->deadline, deadline);
     }},
    {"GivesAnAttemptThatNeverBeganItsWholeTimeAfterARestart",
     [](Story& s) {
       s.begin({tool()});
       s.now = s.now + seconds(100);
       s.on(Restarted{});
       EXPECT_EQ(s.order.order.id, "s1-1");
       EXPECT_EQ(s.order.order.deadline, s.now + s.order.command.reach_timeout + seconds(60));
     }},
    {"SaysThatAnAttemptMayHaveBeenStartedAlready",
     [](Story& s) {
       s.begin({tool()});
       EXPECT_FALSE(s.order.asked_before);
       s.on(Restarted{});
       EXPECT_TRUE(s.order.asked_before);
       s.has_no_link();
       s.timer_rings();
       EXPECT_EQ(s.order.order.id, "s1-1");
       EXPECT_FALSE(s.order.asked_before) << "who found no link has started nothing";
     }},
    {"AsksACheckAnewAfterARestart",
     [](Story& s) {
       s.begin({check()});
       s.on(Restarted{});
       EXPECT_EQ(s.orders, (std::vector<std::string>{"s1-1", "s1-2"}));
       s.on(OrderEnded{"s1-1", {.ending = Ending::kExited, .exit_status = 1}});
       s.expect(kRunning, StepStatus::kRunning);
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"KeepsTheChecksThatRanOverARestart",
     [](Story& s) {
       s.begin({step_of(flow::Validate{.checks = {{"one"}, {"two"}}})});
       s.goes_well();
       s.on(Restarted{});
       EXPECT_EQ(s.order.command.script, "two");
     }},
    {"SetsItsTimerAgainAfterARestart",
     [](Story& s) {
       s.begin({wait()});
       s.now = s.now + seconds(10);
       s.on(Restarted{});
       EXPECT_EQ(s.asked<SetTimer>()->at, kStart + seconds(30));
       s.timer_rings();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"SetsItsTimerAgainBeforeARetry",
     [](Story& s) {
       s.begin({tool_with_retry()});
       s.fails();
       s.on(Restarted{});
       EXPECT_EQ(s.asked<SetTimer>()->at, kStart + seconds(20));
       EXPECT_EQ(s.orders.size(), 1U);
     }},
    {"SetsItsTimerAgainBeforeALinkIsTriedAgain",
     [](Story& s) {
       s.begin({tool()});
       s.has_no_link();
       s.on(Restarted{});
       EXPECT_NE(s.asked<SetTimer>(), nullptr);
       EXPECT_EQ(s.orders.size(), 1U);
     }},
    {"StillWaitsForApprovalAfterARestart",
     [](Story& s) {
       s.begin({gated_tool()});
       s.on(Restarted{});
       s.expect(kAwaitingApproval, StepStatus::kAwaitingApproval);
       EXPECT_EQ(s.asked<SetTimer>()->at, kStart + hours(12));
       EXPECT_TRUE(s.told(EventKind::kGateOpened)) << "who watches now must hear of it";
       EXPECT_TRUE(s.orders.empty());
     }},
    {"StillWaitsForAPersonAfterARestart",
     [](Story& s) {
       s.begin({task()});
       s.on(Restarted{});
       s.expect(kAwaitingPerson, StepStatus::kAwaitingPerson);
       EXPECT_TRUE(s.told(EventKind::kPersonAsked));
     }},
    {"StaysPausedOverARestart",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.on(PauseSession{});
       s.goes_well();
       s.on(Restarted{});
       s.expect(kPaused, StepStatus::kPending);
       EXPECT_TRUE(s.last.effects.empty());
     }},
    {"PausesAfterItsStepAlsoOverARestart",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.on(PauseSession{});
       s.on(Restarted{});
       s.goes_well();
       s.expect(kPaused, StepStatus::kPending);
     }},
    {"LooksAgainAfterARestart",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       s.on(Restarted{});
       EXPECT_EQ(s.asked<TakeSnapshot>()->snapshot.order.id, "s1-2");
       s.on(OrderEnded{"s1-1", {.ending = Ending::kExited}});
       EXPECT_TRUE(s.state.snapshot) << "the end of the one before says nothing";
       s.snapshot_is_taken();
       s.expect(kRunning, StepStatus::kRunning);
     }},
    {"StopsItsCommandAgainAfterARestart",
     [](Story& s) {
       s.begin({tool()});
       s.on(CancelSession{"no longer wanted"});
       s.on(Restarted{});
       EXPECT_EQ(s.order.order.id, "s1-1");
       EXPECT_EQ(s.asked<StopOrder>()->order, "s1-1");
     }},
    {"AsksItsTargetAfterARestartWhatBecameOfAnUnknownAttempt",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.on(OrderStarted{"s1-1"});
       s.is_lost();
       s.on(Restarted{});
       s.expect(kPending, StepStatus::kInterrupted);
       EXPECT_EQ(s.asked<StartOrder>(), nullptr) << "it takes its turn like any other";
       s.on(StartSession{});
       s.expect(kRunning, StepStatus::kRunning);
       EXPECT_EQ(s.order.order.id, "s1-1");
       EXPECT_TRUE(s.order.order.known_started);
       s.goes_well();
       EXPECT_EQ(s.state.step, 1);
     }},
    {"ChangesNothingOnceItHasEndedOrBeforeItBegins",
     [](Story& s) {
       s.flow.steps = {tool()};
       s.on(Restarted{});
       EXPECT_EQ(s.state, SessionState());
       s.begin({tool()});
       s.fails();
       const auto before = s.state;
       s.on(Restarted{});
       EXPECT_EQ(s.state, before);
     }},
};

}  // namespace

const std::vector<Scenario>& whole_scenarios() { return kWholes; }
const std::vector<Scenario>& restart_scenarios() { return kRestarts; }

}  // namespace fettle::engine
