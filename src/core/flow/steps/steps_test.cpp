// The pure machines of the step types: what each asks for after what it learns.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>

#include "core/flow/step.hpp"

namespace fettle::flow {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using enum Finish::Outcome;

constexpr Instant kStart{1'000'000};

/// A step's machine with its memory, fed event by event.
class Machine {
 public:
  explicit Machine(StepBody body) { step_.body = std::move(body); }
  explicit Machine(Step step) : step_(std::move(step)) {}

  std::vector<StepAsk> hear(const StepEvent& event, Milliseconds after = 0ms) {
    auto move = advance(step_, {}, std::move(memory_), event, kStart + after);
    memory_ = std::move(move.memory);
    return std::move(move.asks);
  }

 private:
  Step step_;
  StepMemory memory_;
};

template <class T>
T only(const std::vector<StepAsk>& asks) {
  EXPECT_EQ(asks.size(), 1U);
  const auto* ask = asks.empty() ? nullptr : std::get_if<T>(&asks.front());
  EXPECT_NE(ask, nullptr);
  return ask == nullptr ? T{} : *ask;
}

/// Within a test `Run` is a member of the framework's own class.
Command command_of(const std::vector<StepAsk>& asks) { return only<Run>(asks).command; }

CommandEnded exited(int status) { return {{Ending::kExited, status, {}, 0, {}}}; }
CommandEnded ended(Ending ending, std::string message = {}) {
  return {{ending, 0, std::move(message), 0, {}}};
}
Answered answer(Answered::Mark mark, std::string text) { return {mark, std::move(text)}; }

/// What a step asks for first, in a plan of these rules.
Command first_command(const Step& step, const ScriptRules& rules = {}) {
  return command_of(advance(step, rules, {}, Began(), kStart).asks);
}

Step long_tool() {
  Step step;
  step.body = CustomTool{.command = {"one\ntwo"}, .several_lines = true};
  return step;
}

TEST(ScriptRules, StopALongCommandAtItsFirstFailingLine) {
  EXPECT_EQ(first_command(long_tool()).script, "set -e; one\ntwo");
  const auto bash = first_command(long_tool(), {Shell::kBash, true});
  EXPECT_EQ(bash.script, "set -eo pipefail; one\ntwo");
  EXPECT_EQ(bash.shell, Shell::kBash);
}

TEST(ScriptRules, LeaveALongCommandAsItIsWhereThePlanOrTheStepSaysSo) {
  EXPECT_EQ(first_command(long_tool(), {.fail_fast = false}).script, "one\ntwo");
  auto step = long_tool();
  step.fail_fast = false;
  EXPECT_EQ(first_command(step).script, "one\ntwo");
  step.fail_fast = true;
  EXPECT_EQ(first_command(step, {.fail_fast = false}).script, "set -e; one\ntwo");
}

TEST(ScriptRules, LeaveOneLineChecksAndConditionsAsTheyAre) {
  Step step;
  step.body = CustomTool{.command = {"one; two"}};
  EXPECT_EQ(first_command(step).script, "one; two");
  step.body = Validate{.checks = {{"one\ntwo"}}};
  EXPECT_EQ(first_command(step).script, "one\ntwo");
  step.body = WaitUntil{.condition = {"one\ntwo"}, .timeout = 60s};
  EXPECT_EQ(first_command(step).script, "one\ntwo");
  step.only_if.emplace("one\ntwo");
  EXPECT_EQ(only_if_command(step, {}).script, "one\ntwo");
}

TEST(ScriptRules, GiveAStepsOwnShellToAllOfItsText) {
  Step step;
  step.body = Validate{.checks = {{"[[ a == a ]]"}}};
  step.only_if.emplace("[[ a == a ]]");
  EXPECT_EQ(first_command(step, {.shell = Shell::kBash}).shell, Shell::kBash);
  EXPECT_EQ(only_if_command(step, {.shell = Shell::kBash}).shell, Shell::kBash);
  step.shell = Shell::kSh;
  EXPECT_EQ(first_command(step, {.shell = Shell::kBash}).shell, Shell::kSh);
}

TEST(ScriptRules, ReadARecipesScriptBySh) {
  Step step;
  step.body = Recipe{.slug = {"tidy"},
                     .resolved = Recipe::Resolved{.script = "a\nb", .several_lines = true}};
  const auto command = first_command(step, {.shell = Shell::kBash});
  EXPECT_EQ(command.shell, Shell::kSh);
  EXPECT_EQ(command.script, "set -e; a\nb");
}

TEST(SeveralLines, AreThoseThatAreNotBlank) {
  EXPECT_FALSE(has_several_lines(""));
  EXPECT_FALSE(has_several_lines("one; two"));
  EXPECT_FALSE(has_several_lines("\n  \none\n\t\n"));
  EXPECT_TRUE(has_several_lines("one\n\ntwo"));
}

TEST(CustomTool, RunsItsCommandOnceAsAChange) {
  Machine machine(CustomTool{{"apt-get update"}, 60s, {}});
  EXPECT_EQ(command_of(machine.hear(Began())),
            (Command{"apt-get update", Access::kChange, 60s, false}));
  EXPECT_EQ(only<Finish>(machine.hear(exited(0))), (Finish{kCompleted, {}, {}}));
}

TEST(CustomTool, NamesTheExitStatus) {
  Machine machine(CustomTool{{"x"}, 60s, {}});
  EXPECT_EQ(only<Finish>(machine.hear(exited(3))), (Finish{kFailed, "exit status 3", {}}));
}

TEST(CustomTool, TimeOutIsAnOutcomeOfItsOwn) {
  Machine machine(CustomTool{{"x"}, 60s, {}});
  EXPECT_EQ(only<Finish>(machine.hear(ended(Ending::kTimedOut))),
            (Finish{kTimedOut, "did not end within 60 s", {}}));
}

TEST(CustomTool, PassesOnThatARebootIsExpected) {
  Step step;
  step.body = CustomTool{{"reboot"}, 60s, {}};
  step.expect_reboot = true;
  Machine machine(step);
  EXPECT_TRUE(command_of(machine.hear(Began())).expect_reboot);
  EXPECT_EQ(only<Finish>(machine.hear(ended(Ending::kRebooted))).outcome, kCompleted);
}

TEST(Recipe, RunsItsResolvedScript) {
  Recipe recipe{{"backup"}, {}, 600s, Recipe::Resolved{"1", Risk::kLow, "dump\n"}, {}};
  Machine machine(recipe);
  EXPECT_EQ(command_of(machine.hear(Began())), (Command{"dump\n", Access::kChange, 600s, false}));
}

TEST(Validate, RunsEveryCheckAlsoAfterAFailure) {
  Machine machine(Validate{{{"a"}, {"b"}, {"c"}}, 5s});
  const Command first{.script = "a", .timeout = 5s, .following = {"b", "c"}};
  EXPECT_EQ(command_of(machine.hear(Began())), first);
  EXPECT_EQ(command_of(machine.hear(exited(1))).script, "b");
  EXPECT_EQ(command_of(machine.hear(exited(0))).script, "c");
  EXPECT_EQ(only<Finish>(machine.hear(ended(Ending::kUnreachable, "no route"))),
            (Finish{kFailed, "check `a`: exit status 1; check `c`: unreachable: no route", {}}));
}

TEST(Validate, CompletesWhenAllPass) {
  Machine machine(Validate{{{"a"}}, 5s});
  machine.hear(Began());
  EXPECT_EQ(only<Finish>(machine.hear(exited(0))), Finish());
}

TEST(Validate, GoesOnWithTheNextCheckAfterARestart) {
  Machine machine(Validate{{{"a"}, {"b"}, {"c"}}, 5s});
  machine.hear(Began());
  machine.hear(exited(1));
  const Command rest{.script = "b", .timeout = 5s, .following = {"c"}};
  EXPECT_EQ(command_of(machine.hear(Began())), rest);
}

TEST(Wait, WakesAtAnInstantThatARestartDoesNotMove) {
  Machine machine(Wait{60s});
  EXPECT_EQ(only<WakeAt>(machine.hear(Began())).at, kStart + 60s);
  EXPECT_EQ(only<WakeAt>(machine.hear(Began(), 20s)).at, kStart + 60s);
  EXPECT_EQ(only<Finish>(machine.hear(TimerDue(), 60s)), Finish());
}

TEST(Wait, IsOverWhenTheRestartCameTooLate) {
  Machine machine(Wait{60s});
  machine.hear(Began());
  EXPECT_EQ(only<Finish>(machine.hear(Began(), 90s)), Finish());
}

TEST(WaitUntil, PollsUntilTheConditionHolds) {
  Machine machine(WaitUntil{{"up"}, 300s, 15s});
  const auto poll = command_of(machine.hear(Began()));
  EXPECT_EQ(poll, (Command{"up", Access::kRead, 300s, false, 0s}))
      << "reaching it is waited for too";
  EXPECT_EQ(only<WakeAt>(machine.hear(exited(1), 1s)).at, kStart + 16s);
  EXPECT_EQ(command_of(machine.hear(TimerDue(), 16s)).timeout, 284s);
  EXPECT_EQ(only<Finish>(machine.hear(exited(0), 17s)), Finish());
}

TEST(WaitUntil, LostConnectionMeansNotYet) {
  Machine machine(WaitUntil{{"up"}, 300s, 15s});
  machine.hear(Began());
  EXPECT_EQ(only<WakeAt>(machine.hear(ended(Ending::kUnreachable), 5s)).at, kStart + 20s);
}

TEST(WaitUntil, TimesOutWhenTheNextPollWouldStartAtTheDeadline) {
  Machine machine(WaitUntil{{"up"}, 30s, 15s});
  machine.hear(Began());
  EXPECT_EQ(
      only<Finish>(machine.hear(exited(4), 15s)),
      (Finish{
          kTimedOut, "the condition did not hold within 30 s; the last poll: exit status 4", {}}));
}

TEST(WaitUntil, KeepsItsDeadlineOverARestart) {
  Machine machine(WaitUntil{{"up"}, 30s, 15s});
  machine.hear(Began());
  EXPECT_EQ(command_of(machine.hear(Began(), 20s)).timeout, 10s);
  EXPECT_EQ(only<Finish>(machine.hear(Began(), 40s)).outcome, kTimedOut);
}

TEST(Notify, SendsOncePerBatchUnlessToldOtherwise) {
  Machine machine(Notify{{"hello"}, "ops", "warning", false});
  const auto asks = machine.hear(Began());
  ASSERT_EQ(asks.size(), 2U);
  EXPECT_EQ(std::get<Send>(asks[0]), (Send{"hello", "ops", "warning", true}));
  EXPECT_EQ(std::get<Finish>(asks[1]), Finish());
}

TEST(HumanGate, HasNothingLeftToDo) {
  Machine machine(HumanGate{});
  EXPECT_EQ(only<Finish>(machine.hear(Began())), Finish());
}

TEST(Task, AsksAPersonAndEndsAsTheySay) {
  Task task;
  task.expected_outcome = {"It is green"};
  EXPECT_EQ(only<AskPerson>(Machine(task).hear(Began())).prompt, "It is green");
  EXPECT_EQ(only<Finish>(Machine(task).hear(answer(Answered::Mark::kDone, ""))), Finish());
  EXPECT_EQ(only<Finish>(Machine(task).hear(answer(Answered::Mark::kDoneWithIssues, "slow"))),
            (Finish{kCompleted, "done with issues: slow", {}}));
  EXPECT_EQ(only<Finish>(Machine(task).hear(answer(Answered::Mark::kSkipped, "no VDA"))),
            (Finish{kSkipped, "no VDA", {}}));
  EXPECT_EQ(only<Finish>(Machine(task).hear(answer(Answered::Mark::kFailed, "red"))),
            (Finish{kFailed, "red", {}}));
}

TEST(Task, AsksAgainWhenTheVerificationTextIsMissing) {
  Task task;
  task.verification = {"Which version?", Task::Verification::Type::kTextInput};
  Machine machine(task);
  machine.hear(Began());
  EXPECT_EQ(only<AskPerson>(machine.hear(answer(Answered::Mark::kDone, " "))).prompt,
            "Which version?");
}

TEST(Question, GoesWhereTheAnswerLeads) {
  Machine machine(Question{{"Which?"}, {{"red", {"Replace"}}, {"green", {"done"}}}});
  EXPECT_EQ(only<AskPerson>(machine.hear(Began())).prompt, "Which?");
  EXPECT_EQ(only<Finish>(machine.hear(answer(Answered::Mark::kDone, "red"))),
            (Finish{kCompleted, "red", "Replace"}));
}

TEST(Question, AsksAgainAfterAnUnknownAnswer) {
  Machine machine(Question{{"Which?"}, {{"red", {"Replace"}}, {"green", {"done"}}}});
  EXPECT_EQ(only<AskPerson>(machine.hear(answer(Answered::Mark::kDone, "blue"))).prompt, "Which?");
}

TEST(Steps, IgnoreEventsThatAreNotTheirs) {
  EXPECT_THAT(Machine(CustomTool{{"x"}, 60s, {}}).hear(TimerDue()), IsEmpty());
  EXPECT_THAT(Machine(Wait{60s}).hear(exited(0)), IsEmpty());
  EXPECT_THAT(Machine(HumanGate{}).hear(TimerDue()), IsEmpty());
  EXPECT_THAT(Machine(Task{}).hear(exited(0)), IsEmpty());
}

}  // namespace
}  // namespace fettle::flow
