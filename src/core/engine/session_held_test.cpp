// More scenarios of a session: orders that the process which has it may not give. They are run by
// session_test.cpp.
#include "core/engine/session_test_support.hpp"

namespace fettle::engine {
namespace {

constexpr auto kWhy = "not allowed here";

/// The process may not give the order that was just asked for.
void hold(Story& s) { s.on(OrderHeld{s.order.order.id, kWhy, s.order.asked_before}); }
void hold_snapshot(Story& s) { s.on(OrderHeld{s.state.snapshot->order.id, kWhy, false}); }

const std::vector<Scenario> kHeld{
    {"WaitsWithAnOrderThatMayNotBeGivenHere",
     [](Story& s) {
       s.begin({tool()});
       hold(s);
       s.expect(kRunning, StepStatus::kWaiting);
       EXPECT_EQ(s.state.held, kWhy);
       EXPECT_TRUE(s.told(EventKind::kStepWaiting));
       EXPECT_EQ(s.last.records.at(0).state.message, kWhy);
       EXPECT_TRUE(s.state.attempts.empty()) << "nothing can lie on the target";
       EXPECT_TRUE(s.last.effects.empty()) << "no clock wakes it";
     }},
    {"GivesAHeldOrderForTheFirstTimeOnceAnotherProcessHasIt",
     [](Story& s) {
       s.begin({tool(), tool()});
       hold(s);
       s.now = s.now + hours(5);
       s.on(Restarted{});
       s.expect(kRunning, StepStatus::kRunning);
       EXPECT_EQ(s.state.held, "");
       EXPECT_FALSE(s.order.asked_before) << "where no receipt is left that decides";
       EXPECT_EQ(s.state.current.tries, 1);
       EXPECT_EQ(s.order.order.deadline, s.now + s.order.command.reach_timeout + seconds(60));
       s.goes_well();
       EXPECT_EQ(s.state.step, 1);
     }},
    {"WaitsOnWhereTheNextProcessMayNotGiveItEither",
     [](Story& s) {
       s.begin({tool()});
       hold(s);
       s.on(Restarted{});
       hold(s);
       s.on(Restarted{});
       s.expect(kRunning, StepStatus::kRunning);
       EXPECT_FALSE(s.order.asked_before);
     }},
    {"DoesNotForgetAHeldAttemptThatWasGivenBefore",
     [](Story& s) {
       s.begin({tool()});
       s.on(OrderStarted{"s1-1"});
       s.on(Restarted{});
       hold(s);
       s.expect(kRunning, StepStatus::kWaiting);
       EXPECT_EQ(s.state.attempts.size(), 1U);
       s.on(Restarted{});
       EXPECT_EQ(s.order.order.id, "s1-1");
       EXPECT_TRUE(s.order.order.known_started);
       EXPECT_TRUE(s.order.asked_before);
     }},
    {"KeepsTheNameOfAnAttemptThatFoundNoLinkBeforeItWasHeld",
     [](Story& s) {
       s.begin({tool()});
       s.has_no_link();
       s.on(Restarted{});
       s.timer_rings();
       hold(s);
       s.on(Restarted{});
       EXPECT_EQ(s.order.order.id, "s1-1") << "who comes late with it starts nothing twice";
     }},
    {"HoldsAQuestionWhetherTheStepIsNeeded",
     [](Story& s) {
       auto step = tool();
       step.only_if.emplace("is it needed");
       s.begin({step});
       hold(s);
       s.on(Restarted{});
       EXPECT_FALSE(s.order.order.changes);
       s.goes_well();
       EXPECT_TRUE(s.order.order.changes);
     }},
    {"ActsOnAStricterModeOnceAHeldStepMayBeBegun",
     [](Story& s) {
       s.begin({tool(), tool()});
       hold(s);
       s.context.mode = fleet::Mode::kShadow;
       s.on(Restarted{});
       s.expect(kAwaitingApproval, StepStatus::kAwaitingApproval);
       s.approve();
       hold(s);
       s.context.mode = fleet::Mode::kAudit;
       s.on(Restarted{});
       s.expect(kSkipped, StepStatus::kSkipped);
       EXPECT_EQ(s.orders.size(), 2U) << "both were held";
     }},
    {"AsksNobodyTwiceAboutAHeldStep",
     [](Story& s) {
       s.begin({gated_tool()});
       s.approve();
       hold(s);
       s.on(Restarted{});
       s.expect(kRunning, StepStatus::kRunning);
       EXPECT_NE(s.asked<StartOrder>(), nullptr);
       EXPECT_EQ(s.state.current.answered, "ann");
     }},
    {"HoldsTheFirstSnapshotAndTakesItLater",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       hold_snapshot(s);
       EXPECT_EQ(s.state.status, kRunning);
       EXPECT_EQ(s.state.held, kWhy);
       EXPECT_TRUE(s.told(EventKind::kSessionWaiting));
       s.on(Restarted{});
       EXPECT_EQ(s.state.held, "");
       s.snapshot_is_taken();
       s.expect(kRunning, StepStatus::kRunning);
     }},
    {"PausesAtOnceWhileItsOrderIsHeld",
     [](Story& s) {
       s.begin({tool()});
       hold(s);
       s.on(PauseSession{});
       s.expect(kPaused, StepStatus::kWaiting);
       EXPECT_EQ(s.state.held, "") << "it waits for a person now";
       s.on(Restarted{});
       EXPECT_EQ(s.asked<StartOrder>(), nullptr);
       s.expect(kPaused, StepStatus::kWaiting);
       s.on(UnpauseSession{});
       EXPECT_NE(s.asked<StartOrder>(), nullptr);
       s.expect(kRunning, StepStatus::kRunning);
     }},
    {"PausesBetweenTwoCommandsOfAStepWhereTheSecondIsHeld",
     [](Story& s) {
       s.begin({step_of(flow::Validate{.checks = {{"one"}, {"two"}}})});
       s.on(PauseSession{});
       s.goes_well();
       hold(s);
       s.expect(kPaused, StepStatus::kWaiting);
       s.on(UnpauseSession{});
       EXPECT_EQ(s.order.command.script, "two");
     }},
    {"IsCancelledWhileItsOrderIsHeld",
     [](Story& s) {
       s.begin({tool()});
       hold(s);
       s.on(CancelSession{"no longer wanted"});
       s.expect(kCancelled, StepStatus::kCancelled);
       EXPECT_EQ(s.state.held, "");
       EXPECT_TRUE(s.asked<ReleaseTarget>()->attempts.empty());
     }},
    {"IsCancelledWhilePausedWithAHeldOrder",
     [](Story& s) {
       s.begin({tool()});
       hold(s);
       s.on(PauseSession{});
       s.on(CancelSession{"no longer wanted"});
       s.expect(kCancelled, StepStatus::kCancelled);
     }},
    {"IsCancelledWithoutASnapshotThatMayNotBeTaken",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       s.snapshot_is_taken();
       hold(s);
       s.on(CancelSession{"no longer wanted"});
       EXPECT_EQ(s.state.status, kRunning);
       hold_snapshot(s);
       s.expect(kCancelled, StepStatus::kCancelled);
       EXPECT_EQ(s.state.held, "");
     }},
    {"IsCancelledBeforeItsFirstSnapshot",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       hold_snapshot(s);
       s.on(CancelSession{"no longer wanted"});
       EXPECT_EQ(s.state.status, kCancelled);
       EXPECT_TRUE(s.orders.empty());
     }},
    {"EndsAsItWouldHaveWhenItsLastSnapshotIsCancelled",
     [](Story& s) {
       s.flow.snapshot_dimensions = {flow::Dimension::kKernel};
       s.begin({tool()});
       s.snapshot_is_taken();
       s.goes_well();
       hold_snapshot(s);
       EXPECT_EQ(s.state.status, kRunning);
       s.on(CancelSession{"long enough"});
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"DoesNotSayWhatBecameOfAHeldAttemptThatWasGivenBefore",
     [](Story& s) {
       s.begin({tool()});
       s.on(OrderStarted{"s1-1"});
       s.on(Restarted{});
       hold(s);
       s.on(CancelSession{"no longer wanted"});
       s.expect(kInterrupted, StepStatus::kInterrupted);
       s.expect_reason("outcome unknown: not allowed here");
     }},
    {"IsInterruptedWhereItsCancelledAttemptMayNotBeAskedFor",
     [](Story& s) {
       s.begin({tool()});
       s.on(OrderStarted{"s1-1"});
       s.on(CancelSession{"no longer wanted"});
       s.on(Restarted{});
       hold(s);
       s.expect(kInterrupted, StepStatus::kInterrupted);
     }},
    {"HearsNothingOfAHeldOrderThatIsOver",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.goes_well();
       s.on(OrderHeld{"s1-1", kWhy, false});
       s.expect(kRunning, StepStatus::kRunning);
       EXPECT_EQ(s.state.held, "");
     }},
};

}  // namespace

const std::vector<Scenario>& held_scenarios() { return kHeld; }

}  // namespace fettle::engine
