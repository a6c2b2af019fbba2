// Scenarios: short stories of one session. Each is a test, and together they must take every row of
// the tables of session and step. More of them are in session_people_test.cpp and
// session_whole_test.cpp.
#include "core/engine/session.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/session_test_support.hpp"

namespace fettle::engine {
namespace {

// --- steps and what becomes of them --------------------------------------------------------------

const std::vector<Scenario> kSteps{
    {"WalksStepAfterStepAndCompletes",
     [](Story& s) {
       s.begin({check(), tool()});
       EXPECT_FALSE(s.order.order.changes);
       s.goes_well();
       EXPECT_TRUE(s.order.order.changes);
       EXPECT_EQ(s.state.step, 1);
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
       EXPECT_EQ(s.asked<ReleaseTarget>()->attempts, (std::vector<Attempt>{{"s1-2", false, {}}}));
       EXPECT_EQ(s.asked<TellBatch>()->is, kCompleted);
     }},
    {"FailsWithItsStepAndSaysWhy",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.exits(3);
       s.expect(kFailed, StepStatus::kFailed);
       EXPECT_EQ(s.state.failure, FailureKind::kFailed);
       s.expect_reason("step 1: exit status 3");
       EXPECT_EQ(s.state.current.exit_status, 3);
     }},
    {"TimesOut",
     [](Story& s) {
       s.begin({poll()});
       s.now = kStart + seconds(60);
       s.exits(1);
       s.expect(kFailed, StepStatus::kTimedOut);
       EXPECT_EQ(s.state.failure, FailureKind::kTimedOut);
     }},
    {"TriesAgainAfterTheRetryDelayUnderANewAttempt",
     [](Story& s) {
       s.begin({tool_with_retry()});
       s.fails();
       s.expect(kRunning, StepStatus::kWaiting);
       EXPECT_EQ(s.asked<SetTimer>()->at, kStart + seconds(20));
       s.timer_rings();
       EXPECT_EQ(s.orders, (std::vector<std::string>{"s1-1", "s1-2"}));
       EXPECT_EQ(s.state.current.tries, 2);
       s.fails();
       s.expect(kFailed, StepStatus::kFailed);
     }},
    {"DoesNotWakeEarly",
     [](Story& s) {
       s.begin({wait()});
       s.now = kStart + seconds(29);
       s.on(SessionTimerDue{});
       s.expect(kRunning, StepStatus::kWaiting);
       s.timer_rings();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"PassesAnOptionalStepOver",
     [](Story& s) {
       s.begin({optional_tool(), tool()});
       s.fails();
       EXPECT_EQ(s.state.step, 1);
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
       s.expect_reason("done with issues: 1 step failed");
     }},
    {"DoesNotPassOverAnUnreachableTarget",
     [](Story& s) {
       s.begin({optional_tool(), tool()});
       for (int i = 0; i < 2; ++i) {
         s.has_no_link();
         s.timer_rings();
       }
       s.has_no_link();
       s.expect(kFailed, StepStatus::kFailed);
       EXPECT_EQ(s.state.failure, FailureKind::kUnreachable);
     }},
    {"GivesTheSameAttemptAgainAfterALostLink",
     [](Story& s) {
       s.begin({tool()});
       s.has_no_link();
       s.expect(kRunning, StepStatus::kWaiting);
       s.timer_rings();
       EXPECT_EQ(s.orders, (std::vector<std::string>{"s1-1", "s1-1"}));
       s.goes_well();
       EXPECT_EQ(s.state.attempts.size(), 1U);
     }},
    {"TakesALostLinkForNotYetInAPoll",
     [](Story& s) {
       s.begin({poll()});
       s.has_no_link();
       EXPECT_EQ(s.asked<SetTimer>()->at, kStart + seconds(10));
       EXPECT_EQ(s.state.current.repeats, 0);
       s.timer_rings();
       s.goes_well();
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"IsInterruptedWhenTheOutcomeIsUnknown",
     [](Story& s) {
       s.begin({tool_with_retry()});
       s.is_lost();
       s.expect(kInterrupted, StepStatus::kInterrupted);
       EXPECT_EQ(s.state.failure, FailureKind::kInterrupted);
       EXPECT_EQ(s.asked<TellBatch>()->is, kInterrupted);
       EXPECT_EQ(s.asked<ReleaseTarget>(), nullptr) << "the receipt is still needed";
     }},
    {"StartsAnIdempotentStepAgainWhenTheOutcomeIsUnknown",
     [](Story& s) {
       s.begin({idempotent_tool()});
       for (int i = 0; i < 2; ++i) {
         s.is_lost();
         s.expect(kRunning, StepStatus::kWaiting);
         s.timer_rings();
       }
       EXPECT_EQ(s.orders, (std::vector<std::string>{"s1-1", "s1-2", "s1-3"}));
       s.is_lost();
       s.expect(kInterrupted, StepStatus::kInterrupted);
     }},
    {"IgnoresNewsOfAnOrderThatIsOver",
     [](Story& s) {
       s.begin({tool_with_retry()});
       s.fails();
       s.timer_rings();
       s.on(OrderEnded{"s1-1", {.ending = Ending::kExited}});
       s.on(OrderStarted{"s1-1"});
       s.expect(kRunning, StepStatus::kRunning);
       EXPECT_FALSE(s.state.current.order->known_started);
     }},
    {"IgnoresTheEndOfAnOrderOnceInterrupted",
     [](Story& s) {
       s.begin({tool()});
       s.is_lost();
       s.goes_well();
       s.expect(kInterrupted, StepStatus::kInterrupted);
     }},
    {"NotesThatAnAttemptHasStarted",
     [](Story& s) {
       s.begin({tool()});
       s.on(OrderStarted{"s1-1"});
       EXPECT_TRUE(s.state.current.order->known_started);
     }},
    {"RunsAsTheStepSaysAndElseAsTheServer",
     [](Story& s) {
       s.context.server_becomes = true;
       auto plain = tool();
       plain.become = false;
       s.begin({tool(), plain});
       EXPECT_TRUE(s.order.become);
       s.goes_well();
       EXPECT_FALSE(s.order.become);
     }},
    {"SendsAMessageOncePerBatch",
     [](Story& s) {
       s.begin({message()});
       EXPECT_EQ(s.asked<SendOncePerBatch>()->message.message, "hello");
       s.expect(kCompleted, StepStatus::kCompleted);
     }},
    {"SendsAMessageOfItsOwn",
     [](Story& s) {
       s.begin({step_of(flow::Notify{.message = {"hello"}, .per_target = true})});
       EXPECT_NE(s.asked<SendMessage>(), nullptr);
       EXPECT_EQ(s.asked<SendOncePerBatch>(), nullptr);
     }},
    {"IsStartedOnce",
     [](Story& s) {
       s.begin({tool()});
       s.refuses(StartSession{});
     }},
};

// --- pause and cancel ----------------------------------------------------------------------------

const std::vector<Scenario> kStops{
    {"PausesBetweenSteps",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.on(PauseSession{});
       s.expect(kRunning, StepStatus::kRunning);
       s.goes_well();
       s.expect(kPaused, StepStatus::kPending);
       EXPECT_EQ(s.orders.size(), 1U);
       s.on(UnpauseSession{});
       s.expect(kRunning, StepStatus::kRunning);
       EXPECT_EQ(s.orders.size(), 2U);
     }},
    {"BeginsNothingThatIsApprovedDuringAPause",
     [](Story& s) {
       s.begin({gated_tool()});
       s.on(PauseSession{});
       s.approve();
       EXPECT_EQ(s.state.status, kPaused);
       EXPECT_TRUE(s.orders.empty());
       s.on(UnpauseSession{});
       s.expect(kRunning, StepStatus::kRunning);
       EXPECT_EQ(s.orders.size(), 1U);
     }},
    {"IsNotPausedOnceItHasEnded",
     [](Story& s) {
       s.begin({tool()});
       s.goes_well();
       s.refuses(PauseSession{});
       s.refuses(UnpauseSession{});
     }},
    {"IsCancelledBeforeItBegins",
     [](Story& s) {
       s.flow.steps = {tool()};
       s.on(CancelSession{"no longer wanted"});
       EXPECT_EQ(s.state.status, kCancelled);
       s.refuses(ReopenSession{});
     }},
    {"StopsItsCommandWhenCancelled",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.on(CancelSession{"no longer wanted"});
       EXPECT_EQ(s.asked<StopOrder>()->order, "s1-1");
       s.expect(kRunning, StepStatus::kRunning);
       s.ends({.ending = Ending::kCancelled, .message = "stopped"});
       s.expect(kCancelled, StepStatus::kCancelled);
       EXPECT_EQ(s.state.reason, "no longer wanted");
     }},
    {"BeginsNoFurtherStepWhenTheCancelCameTooLate",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.on(CancelSession{"no longer wanted"});
       s.goes_well();
       s.expect(kCancelled, StepStatus::kCompleted);
       EXPECT_EQ(s.orders.size(), 1U);
     }},
    {"DoesNotTryAgainOnceCancelled",
     [](Story& s) {
       s.begin({tool_with_retry()});
       s.on(CancelSession{"no longer wanted"});
       s.fails();
       s.expect(kCancelled, StepStatus::kCancelled);
     }},
    {"IsCancelledWhileItWaits",
     [](Story& s) {
       s.begin({wait()});
       s.on(CancelSession{"no longer wanted"});
       s.expect(kCancelled, StepStatus::kCancelled);
     }},
    {"IsCancelledAtAGate",
     [](Story& s) {
       s.begin({gated_tool()});
       s.on(CancelSession{"no longer wanted"});
       s.expect(kCancelled, StepStatus::kCancelled);
     }},
    {"IsCancelledAtATask",
     [](Story& s) {
       s.begin({task()});
       s.on(CancelSession{"no longer wanted"});
       s.expect(kCancelled, StepStatus::kCancelled);
     }},
    {"IsCancelledDuringAPause",
     [](Story& s) {
       s.begin({tool(), tool()});
       s.on(PauseSession{});
       s.goes_well();
       s.on(CancelSession{"no longer wanted"});
       s.expect(kCancelled, StepStatus::kCancelled);
     }},
    {"IsCancelledOnceInterrupted",
     [](Story& s) {
       s.begin({tool()});
       s.is_lost();
       s.on(CancelSession{"given up"});
       EXPECT_EQ(s.state.status, kCancelled);
       EXPECT_EQ(s.state.failure, FailureKind::kCancelled);
       EXPECT_NE(s.asked<ReleaseTarget>(), nullptr);
     }},
    {"IsInterruptedWhenTheOutcomeOfACancelledStepIsUnknown",
     [](Story& s) {
       s.begin({idempotent_tool()});
       s.on(CancelSession{"no longer wanted"});
       s.is_lost();
       s.expect(kInterrupted, StepStatus::kInterrupted);
     }},
    {"IsNotCancelledOnceItHasEnded",
     [](Story& s) {
       s.begin({tool()});
       s.goes_well();
       s.refuses(CancelSession{"too late"});
     }},
};

// --- the tests -----------------------------------------------------------------------------------

std::vector<Scenario> all_scenarios() {
  std::vector<Scenario> all;
  for (const auto* some : {&kSteps, &people_scenarios(), &kStops, &whole_scenarios(),
                           &restart_scenarios(), &only_if_scenarios(), &held_scenarios()}) {
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

class Session : public testing::TestWithParam<Scenario> {};

TEST_P(Session, Goes) {
  Story story;
  GetParam().tell(story);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Session, testing::ValuesIn(all_scenarios()),
                         [](const auto& scenario) { return std::string(scenario.param.name); });

template <class Taken, class Table>
std::string never_taken(const Taken& taken, const Table& table) {
  std::string rows;
  for (const auto& row : table) {
    if (taken.contains({row.from, row.cause})) continue;
    rows += std::string(enum_name(row.from)) + " -> " + std::string(enum_name(row.cause)) + "\n";
  }
  return rows;
}

TEST(SessionTable, EveryRowIsTakenByAScenario) {
  std::set<std::pair<SessionStatus, SessionCause>> taken;
  for (const auto& scenario : all_scenarios()) {
    Story story;
    scenario.tell(story);
    taken.merge(story.session_rows);
  }
  EXPECT_EQ(never_taken(taken, session_table()), "");
}

TEST(StepTable, EveryRowIsTakenByAScenario) {
  std::set<std::pair<StepStatus, StepCause>> taken;
  for (const auto& scenario : all_scenarios()) {
    Story story;
    scenario.tell(story);
    taken.merge(story.step_rows);
  }
  EXPECT_EQ(never_taken(taken, step_table()), "");
}

}  // namespace
}  // namespace fettle::engine
