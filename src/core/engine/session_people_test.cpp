// Scenarios of sessions that wait for a person: gates, and steps that are done by hand. See
// session_test.cpp.
#include "core/engine/session_test_support.hpp"

namespace fettle::engine {
namespace {

const std::vector<Scenario> kPeople{
    {"WaitsForApproval",
     [](Story& s) {
       s.begin({gated_tool()});
       s.expect(kAwaitingApproval, StepStatus::kAwaitingApproval);
       EXPECT_EQ(s.state.current.gate, "step");
       EXPECT_TRUE(s.orders.empty());
       s.approve();
       EXPECT_EQ(s.state.current.answered, "ann");
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"FailsWhenRejected",
     [](Story& s) {
       s.begin({gated_tool(), tool()});
       s.reject();
       s.expect(kFailed, StepStatus::kRejected);
       EXPECT_EQ(s.state.failure, FailureKind::kRejected);
       EXPECT_TRUE(s.orders.empty());
     }},
    {"RemindsHalfwayAndRejectsWhenTheGateExpires",
     [](Story& s) {
       s.begin({gated_tool()});
       s.timer_rings();
       EXPECT_EQ(s.now, kStart + hours(12));
       EXPECT_TRUE(s.told(EventKind::kGateReminder));
       s.timer_rings();
       EXPECT_EQ(s.now, kStart + hours(24));
       s.expect(kFailed, StepStatus::kRejected);
     }},
    {"TakesAnAnswerOnlyAtAGate",
     [](Story& s) {
       s.begin({tool()});
       s.refuses(AnswerGate{true, by_ann()});
       s.refuses(AnswerPerson{{}, by_ann()});
     }},
    {"AsksForATask",
     [](Story& s) {
       s.begin({task()});
       s.expect(kAwaitingPerson, StepStatus::kAwaitingPerson);
       s.answer(flow::Answered::Mark::kDone, "it is plugged in");
       s.expect(kCompleted, StepStatus::kCompleted);
       EXPECT_EQ(s.last.records.back().state.message, "it is plugged in");
     }},
    {"SkipsATaskThatIsSkipped",
     [](Story& s) {
       s.begin({task(), tool()});
       s.answer(flow::Answered::Mark::kSkipped);
       EXPECT_EQ(s.last.records.front().state.status, StepStatus::kSkipped);
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"AsksAPersonForWhatWouldRunOnAManualTarget",
     [](Story& s) {
       s.context.is_manual = true;
       s.flow.snapshot_dimensions = {flow::Dimension::kDisk};
       s.begin({check(), gated_tool(), tool()});
       s.expect(kAwaitingPerson, StepStatus::kAwaitingPerson);
       EXPECT_EQ(s.state.current.gate, "by hand");
       s.answer(flow::Answered::Mark::kDone, "all fine");
       s.answer(flow::Answered::Mark::kDoneWithIssues, "slow");
       EXPECT_EQ(s.last.records.front().state.message, "done with issues: slow");
       s.answer(flow::Answered::Mark::kFailed, "it broke");
       s.expect(kFailed, StepStatus::kFailed);
       s.expect_reason("it broke");
       EXPECT_TRUE(s.orders.empty());
     }},
    {"GoesWhereAQuestionsAnswerLeads",
     [](Story& s) {
       s.begin({question({{"no power", {"plug it in"}}, {"fine", {"done"}}}),
                titled(tool(), "look further"), titled(check(), "plug it in")});
       s.answer(flow::Answered::Mark::kDone, "no power");
       EXPECT_EQ(s.state.step, 2);
     }},
    {"GoesToAStepWhoseTitleBeginsWithANumber",
     [](Story& s) {
       s.begin({question({{"a", {"2nd look"}}, {"b", {"done"}}}), titled(tool(), "first look"),
                titled(check(), "2nd look")});
       s.answer(flow::Answered::Mark::kDone, "a");
       EXPECT_EQ(s.state.step, 2);
     }},
    {"EndsWhereAQuestionsAnswerIsDone",
     [](Story& s) {
       s.begin({question({{"a", {"later"}}, {"b", {"done"}}}), titled(tool(), "later")});
       s.answer(flow::Answered::Mark::kDone, "b");
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"IsReopenedAtTheStepThatFailed",
     [](Story& s) {
       s.begin({check(), tool()});
       s.goes_well();
       s.fails();
       s.on(ReopenSession{"mended"});
       s.expect(kPending, StepStatus::kPending);
       EXPECT_EQ(s.asked<TellBatch>()->was, kFailed);
       s.on(StartSession{});
       EXPECT_EQ(s.order.order.id, "s1-3") << "a new attempt";
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
       EXPECT_EQ(s.state.reason, "");
     }},
    {"IsReopenedAfterATimeOut",
     [](Story& s) {
       s.begin({poll()});
       s.now = kStart + seconds(60);
       s.fails();
       s.on(ReopenSession{});
       s.on(StartSession{});
       EXPECT_EQ(s.state.current.memory.deadline, s.now + seconds(60));
     }},
    {"IsReopenedAfterARejectionAndAsksAgain",
     [](Story& s) {
       s.begin({gated_tool()});
       s.reject();
       s.on(ReopenSession{});
       s.on(StartSession{});
       s.expect(kAwaitingApproval, StepStatus::kAwaitingApproval);
     }},
    {"IsReopenedAfterAnUnknownOutcomeUnderANewAttempt",
     [](Story& s) {
       s.begin({tool()});
       s.is_lost();
       s.on(ReopenSession{"looked: it did not run"});
       s.on(StartSession{});
       EXPECT_EQ(s.orders, (std::vector<std::string>{"s1-1", "s1-2"}));
     }},
    {"PassesTheFailedStepOver",
     [](Story& s) {
       s.begin({tool(), check()});
       s.fails();
       s.on(ResolveStep{ResolveStep::As::kSkipped, "not needed here"});
       EXPECT_EQ(s.last.records.back().state.status, StepStatus::kSkipped);
       s.on(StartSession{});
       EXPECT_EQ(s.state.step, 1);
     }},
    {"TakesTheFailedStepAsDoneByHand",
     [](Story& s) {
       s.begin({tool()});
       s.fails();
       s.on(ResolveStep{ResolveStep::As::kDone, "by hand"});
       s.on(StartSession{});
       s.expect(kCompleted, StepStatus::kCompleted);
       EXPECT_EQ(s.orders.size(), 1U);
     }},
    {"PassesAnInterruptedStepOver",
     [](Story& s) {
       s.begin({tool()});
       s.is_lost();
       s.on(ResolveStep{ResolveStep::As::kSkipped, "not needed here"});
       s.on(StartSession{});
       s.expect(kCompleted, StepStatus::kSkipped);
     }},
    {"TakesAnInterruptedStepAsDone",
     [](Story& s) {
       s.begin({tool()});
       s.is_lost();
       s.on(ResolveStep{ResolveStep::As::kDone, "looked: it ran"});
       s.on(StartSession{});
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"PassesATimedOutOrRejectedStepOver",
     [](Story& s) {
       s.begin({poll(), gated_tool()});
       s.now = kStart + seconds(60);
       s.fails();
       s.on(ResolveStep{ResolveStep::As::kSkipped, "never mind"});
       s.on(StartSession{});
       s.reject();
       s.on(ResolveStep{ResolveStep::As::kSkipped, "never mind"});
       s.on(StartSession{});
       s.expect(kCompleted, StepStatus::kSkipped);
     }},
    {"TakesATimedOutOrRejectedStepAsDone",
     [](Story& s) {
       s.begin({poll(), gated_tool()});
       s.now = kStart + seconds(60);
       s.fails();
       s.on(ResolveStep{ResolveStep::As::kDone, "by hand"});
       s.on(StartSession{});
       s.reject();
       s.on(ResolveStep{ResolveStep::As::kDone, "by hand"});
       s.on(StartSession{});
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"PassesNoStepOverThatDidNotFail",
     [](Story& s) {
       s.begin({tool()});
       s.refuses(ResolveStep{ResolveStep::As::kDone, "by hand"});
       s.goes_well();
       s.refuses(ResolveStep{ResolveStep::As::kDone, "by hand"});
       s.refuses(ReopenSession{});
     }},
    {"IsSkippedBeforeItBeginsAndReopened",
     [](Story& s) {
       s.flow.steps = {tool()};
       s.on(SkipSession{"being replaced"});
       EXPECT_EQ(s.state.status, kSkipped);
       s.on(ReopenSession{"not after all"});
       EXPECT_EQ(s.state.status, kPending);
     }},
    {"IsNotSkippedWhileItRuns",
     [](Story& s) {
       s.begin({tool()});
       s.refuses(SkipSession{"being replaced"});
     }},
};

}  // namespace

const std::vector<Scenario>& people_scenarios() { return kPeople; }

}  // namespace fettle::engine
