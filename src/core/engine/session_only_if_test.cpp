// Scenarios of a step that is begun only if its target says so. They are run by session_test.cpp.
#include "core/engine/session_test_support.hpp"

namespace fettle::engine {
namespace {

flow::Step needed(flow::Step step) {
  step.only_if.emplace("is it needed");
  return step;
}

const std::vector<Scenario> kOnlyIfs{
    {"BeginsAStepWhoseOnlyIfHolds",
     [](Story& s) {
       s.begin({needed(tool())});
       s.expect(kRunning, StepStatus::kRunning);
       EXPECT_EQ(s.order.command.script, "is it needed");
       EXPECT_EQ(s.order.command.access, flow::Access::kRead);
       EXPECT_TRUE(s.state.attempts.empty());
       s.goes_well();
       EXPECT_EQ(s.order.command.script, "change it");
       EXPECT_EQ(s.state.current.tries, 1);
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"SkipsAStepThatIsNotNeededAndSaysWhy",
     [](Story& s) {
       s.begin({needed(tool()), check()});
       s.exits(1);
       ASSERT_FALSE(s.last.records.empty());
       EXPECT_EQ(s.last.records[0].state.status, StepStatus::kSkipped);
       EXPECT_EQ(s.last.records[0].state.message, "not needed: only_if exited with 1");
       EXPECT_EQ(s.state.step, 1);
       EXPECT_TRUE(s.state.attempts.empty());
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"FailsWhenOnlyIfSaysNeitherYesNorNo",
     [](Story& s) {
       s.begin({needed(tool())});
       s.exits(127);
       s.expect(kFailed, StepStatus::kFailed);
       s.expect_reason("step 1: only_if: exit status 127");
     }},
    {"FailsWhenOnlyIfTakesTooLong",
     [](Story& s) {
       s.begin({needed(tool())});
       s.ends({.ending = Ending::kTimedOut});
       s.expect(kFailed, StepStatus::kTimedOut);
       EXPECT_EQ(s.state.failure, FailureKind::kTimedOut);
     }},
    {"AsksNobodyAboutAStepThatIsNotNeeded",
     [](Story& s) {
       s.begin({needed(gated_tool())});
       s.expect(kRunning, StepStatus::kRunning);
       s.exits(1);
       EXPECT_FALSE(s.told(EventKind::kGateOpened));
       s.expect(kCompleted, StepStatus::kSkipped);
     }},
    {"OpensItsGateOnceOnlyIfHolds",
     [](Story& s) {
       s.begin({needed(gated_tool())});
       s.goes_well();
       s.expect(kAwaitingApproval, StepStatus::kAwaitingApproval);
       s.approve();
       EXPECT_EQ(s.order.command.script, "change it");
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"ShadowModeWaitsAfterOnlyIfAndAuditModeAsksNothing",
     [](Story& s) {
       s.context.mode = fleet::Mode::kShadow;
       s.begin({needed(tool()), needed(tool())});
       s.goes_well();
       s.expect(kAwaitingApproval, StepStatus::kAwaitingApproval);
       EXPECT_EQ(s.state.current.gate, "mode");
       s.approve();
       s.context.mode = fleet::Mode::kAudit;
       const auto orders = s.orders.size();
       s.goes_well();
       EXPECT_EQ(s.orders.size(), orders);
       s.expect(kSkipped, StepStatus::kSkipped);
     }},
    {"ActsOnAStricterModeThatCameWhileOnlyIfRan",
     [](Story& s) {
       s.begin({needed(tool())});
       s.context.mode = fleet::Mode::kAudit;
       s.goes_well();
       s.expect(kSkipped, StepStatus::kSkipped);
       EXPECT_EQ(s.orders.size(), 1U);
     }},
    {"AFailingOnlyIfIsATryOfTheStep",
     [](Story& s) {
       s.begin({needed(tool_with_retry())});
       s.exits(2);
       s.expect(kRunning, StepStatus::kWaiting);
       s.timer_rings();
       EXPECT_EQ(s.order.command.script, "is it needed");
       EXPECT_EQ(s.state.current.tries, 2);
       s.goes_well();
       EXPECT_EQ(s.order.command.script, "change it");
       s.fails();
       s.expect(kFailed, StepStatus::kFailed);
     }},
    {"ARetryOfAStepThatWasBegunDoesNotAskAgain",
     [](Story& s) {
       s.begin({needed(tool_with_retry())});
       s.goes_well();
       s.fails();
       s.timer_rings();
       EXPECT_EQ(s.order.command.script, "change it");
       EXPECT_EQ(s.state.current.tries, 2);
     }},
    {"AsksAgainAfterALostLinkAndAfterARestart",
     [](Story& s) {
       s.begin({needed(tool())});
       s.has_no_link();
       s.expect(kRunning, StepStatus::kWaiting);
       s.timer_rings();
       EXPECT_EQ(s.order.command.script, "is it needed");
       s.on(Restarted{});
       EXPECT_EQ(s.order.command.script, "is it needed");
       EXPECT_EQ(s.orders, (std::vector<std::string>{"s1-1", "s1-2", "s1-3"}));
       s.goes_well();
       EXPECT_EQ(s.order.command.script, "change it");
     }},
    {"APollIsNotBegunOverALinkThatIsLost",
     [](Story& s) {
       s.begin({needed(poll())});
       s.has_no_link();
       s.timer_rings();
       s.has_no_link();
       s.timer_rings();
       s.has_no_link();
       s.expect(kFailed, StepStatus::kFailed);
       EXPECT_EQ(s.state.failure, FailureKind::kUnreachable);
     }},
    {"AnAttemptThatIsTakenUpAgainIsNotAskedAbout",
     [](Story& s) {
       s.begin({needed(tool())});
       s.goes_well();
       s.on(OrderStarted{s.order.order.id});
       s.on(Restarted{});
       EXPECT_EQ(s.order.order.id, "s1-2");
       EXPECT_EQ(s.order.command.script, "change it");
     }},
    {"PausesBetweenOnlyIfAndTheStep",
     [](Story& s) {
       s.begin({needed(tool())});
       s.on(PauseSession{});
       s.goes_well();
       s.expect(kPaused, StepStatus::kPending);
       s.on(UnpauseSession{});
       EXPECT_EQ(s.order.command.script, "change it");
     }},
    {"IsCancelledWhileOnlyIfRuns",
     [](Story& s) {
       s.begin({needed(tool())});
       s.on(CancelSession{"no longer wanted"});
       EXPECT_EQ(s.asked<StopOrder>()->order, "s1-1");
       s.goes_well();
       s.expect(kCancelled, StepStatus::kCancelled);
       EXPECT_EQ(s.orders.size(), 1U);
     }},
    {"AsksAgainWhenAPersonLetsTheStepRunAgain",
     [](Story& s) {
       s.begin({needed(tool())});
       s.goes_well();
       s.fails();
       s.on(ReopenSession{"again"});
       s.on(StartSession{});
       EXPECT_EQ(s.order.command.script, "is it needed");
       s.exits(1);
       s.expect(kCompleted, StepStatus::kSkipped);
     }},
    {"RebootsOnlyWhereThatIsNeeded",
     [](Story& s) {
       auto reboot = needed(tool());
       reboot.expect_reboot = true;
       s.begin({reboot});
       EXPECT_FALSE(s.order.command.expect_reboot);
       s.goes_well();
       EXPECT_TRUE(s.order.command.expect_reboot);
       s.ends({.ending = Ending::kRebooted});
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"RollsBackOnlyWhatIsThere",
     [](Story& s) {
       s.flow.rollback = {needed(tool())};
       s.flow.on_failure = flow::OnFailure::kRollback;
       s.begin({tool()});
       s.fails();
       EXPECT_EQ(s.order.command.script, "is it needed");
       s.exits(1);
       s.expect(kFailed, StepStatus::kSkipped);
       s.expect_reason("rolled back");
     }},
    {"ACheckThatIsNotNeededIsSkippedWhenARingIsProvedAgain",
     [](Story& s) {
       s.context.kind = SessionKind::kRecheck;
       s.begin({needed(check())});
       EXPECT_EQ(s.order.command.script, "is it needed");
       s.exits(1);
       s.expect(kCompleted, StepStatus::kSkipped);
     }},
    {"OnlyIfRunsAsTheStepDoes",
     [](Story& s) {
       auto step = needed(tool());
       step.become = true;
       step.as_whom = flow::Become{"postgres", flow::BecomeMethod::kSu};
       step.shell = flow::Shell::kBash;
       step.secrets = {"KEY"};
       s.begin({step});
       EXPECT_TRUE(s.order.become);
       EXPECT_EQ(s.order.as_whom, *step.as_whom);
       EXPECT_EQ(s.order.command.shell, flow::Shell::kBash);
       EXPECT_EQ(s.order.secrets, step.secrets);
       s.goes_well();
       EXPECT_EQ(s.order.as_whom, *step.as_whom);
       EXPECT_EQ(s.state.attempts, (std::vector<Attempt>{{"s1-2", true, step.as_whom}}));
     }},
};

}  // namespace

const std::vector<Scenario>& only_if_scenarios() { return kOnlyIfs; }

}  // namespace fettle::engine
