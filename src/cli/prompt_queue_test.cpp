#include "cli/prompt_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace fettle::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// A prompts for a flow of four steps: a command, a human gate, a task, a question.
class PromptQueueTest : public testing::Test {
 protected:
  static flow::Step step(std::string title, flow::StepBody body, std::string prose = {}) {
    flow::Step step;
    step.title = std::move(title);
    step.body = std::move(body);
    step.prose = std::move(prose);
    return step;
  }
  static flow::Flow flow_with(const std::string& command) {
    flow::Flow flow;
    flow.steps = {step("Install", flow::CustomTool{.command = {command}}, "Mind the **lock**."),
                  step("Look", flow::HumanGate{.message = {"Is it green?"}}),
                  step("Plug in", flow::Task{}),
                  step("Which", flow::Question{.prompt = {"Does it blink?"},
                                               .options = {{"yes", {"done"}}, {"no", {"done"}}}})};
    return flow;
  }
  PromptQueue prompts(Consent consent) {
    return {flow_,
            [](int position) {
              return std::make_shared<const flow::Flow>(
                  flow_with("install for " + std::to_string(position)));
            },
            {"web0", "web1", "web2"},
            consent,
            console_};
  }
  static Question gate(int position, int step = 0) {
    return {.kind = Question::Kind::kStepGate,
            .session = "s" + std::to_string(position),
            .target = "web" + std::to_string(position),
            .position = position,
            .step = step,
            .reason = "type default"};
  }
  static Question by_hand(int step) {
    auto question = gate(1, step);
    question.kind = Question::Kind::kByHand;
    return question;
  }
  static bool approves(const Answer& answer) {
    return std::get<engine::AnswerGate>(answer.word).approved;
  }
  static flow::Answered mark(const std::vector<Answer>& answers) {
    return std::get<engine::AnswerPerson>(answers.at(0).word).answer;
  }

  flow::Flow flow_ = flow_with("install");
  std::ostringstream out_;
  Console console_{out_, out_, true, "ann"};
};

TEST_F(PromptQueueTest, ShowsWhatWouldRunOnThatVeryTarget) {
  auto prompts = this->prompts(Consent::kAsk);
  EXPECT_FALSE(prompts.put(gate(7)));
  EXPECT_EQ(prompts.prompt(),
            "web7: step 1 \"Install\" waits (type default)\n"
            "  Mind the **lock**.\n"
            "  | install for 7\n"
            "[y]es, [n]o, [a]ll 3 targets, then a comment if you like: ");
}

TEST_F(PromptQueueTest, RecordsWhoAnsweredAndTheComment) {
  auto prompts = this->prompts(Consent::kAsk);
  prompts.put(gate(1));
  prompts.prompt();
  const auto answers = prompts.answer("Yes  looks fine ");
  ASSERT_THAT(answers, SizeIs(1));
  EXPECT_TRUE(approves(answers[0]));
  EXPECT_THAT(text(std::get<engine::AnswerGate>(answers[0].word).by), HasSubstr("ann: looks fine"));
  EXPECT_FALSE(prompts.has_questions());
}

TEST_F(PromptQueueTest, AnswersAllThatWaitAtTheSameStepAndNoOther) {
  auto prompts = this->prompts(Consent::kAsk);
  prompts.put(gate(1));
  prompts.put(gate(2, 1));
  prompts.put(gate(3));
  EXPECT_THAT(prompts.prompt(), HasSubstr("web1 (and 1 more)"));
  const auto answers = prompts.answer("r not today");
  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_FALSE(approves(answers[0]) || approves(answers[1]));
  EXPECT_THAT(prompts.prompt(), HasSubstr("web2: step 2 \"Look\" waits"));
  EXPECT_THAT(prompts.prompt(), HasSubstr("  Is it green?\n"));
}

TEST_F(PromptQueueTest, TakesNoOtherWordForAnAnswer) {
  auto prompts = this->prompts(Consent::kAsk);
  prompts.put(gate(1));
  prompts.prompt();
  EXPECT_THAT(prompts.answer(""), IsEmpty());
  EXPECT_THAT(prompts.answer("yess"), IsEmpty());
  EXPECT_TRUE(prompts.has_questions());
}

TEST_F(PromptQueueTest, YesAnswersApprovalsButNoHumanGate) {
  auto prompts = this->prompts(Consent::kApprovals);
  const auto answer = prompts.put(gate(1));
  ASSERT_TRUE(answer);
  EXPECT_TRUE(approves(*answer));
  EXPECT_FALSE(prompts.put(gate(2, 1)));
  EXPECT_TRUE(this->prompts(Consent::kEverything).put(gate(2, 1)));
}

TEST_F(PromptQueueTest, WorkByHandIsNeverAnsweredBeforehand) {
  auto prompts = this->prompts(Consent::kEverything);
  EXPECT_FALSE(prompts.put(by_hand(2)));
  prompts.prompt();
  const auto done = mark(prompts.answer("issues the cable is old"));
  EXPECT_EQ(done.mark, flow::Answered::Mark::kDoneWithIssues);
  EXPECT_EQ(done.text, "the cable is old");
}

TEST_F(PromptQueueTest, AQuestionIsAnsweredByTheNumberOfAnOption) {
  auto prompts = this->prompts(Consent::kAsk);
  prompts.put(by_hand(3));
  EXPECT_THAT(prompts.prompt(), HasSubstr("  Does it blink?\n  1 yes -> done\n  2 no -> done\n"));
  EXPECT_THAT(prompts.answer("3"), IsEmpty());
  EXPECT_EQ(mark(prompts.answer("2")).text, "no");
}

TEST_F(PromptQueueTest, ASessionThatMovedOnIsNotAskedAbout) {
  auto prompts = this->prompts(Consent::kAsk);
  prompts.put(gate(1));
  prompts.withdraw("s1");
  EXPECT_FALSE(prompts.has_questions());
  EXPECT_EQ(prompts.prompt(), "");
}

TEST_F(PromptQueueTest, AllShowsWhatEachTargetGetsAndHoldsForThoseThatComeLater) {
  auto prompts = this->prompts(Consent::kAsk);
  prompts.put(gate(1));
  prompts.prompt();
  EXPECT_THAT(prompts.answer("a go on"), IsEmpty());
  EXPECT_THAT(prompts.prompt(), AllOf(HasSubstr("  web0\n"), HasSubstr("  | install for 2\n"),
                                      HasSubstr("Step 1 of all 3 targets as shown")));
  EXPECT_THAT(prompts.answer("yes"), SizeIs(1));
  const auto later = prompts.put(gate(2));
  ASSERT_TRUE(later);
  EXPECT_EQ(text(std::get<engine::AnswerGate>(later->word).by), "ann: go on (all targets)");
  EXPECT_FALSE(prompts.put(gate(2, 1)));
}

TEST_F(PromptQueueTest, AllThatIsNotConfirmedIsAskedForThisTargetAgain) {
  auto prompts = this->prompts(Consent::kAsk);
  prompts.put(gate(1));
  prompts.prompt();
  prompts.answer("a");
  prompts.prompt();
  EXPECT_THAT(prompts.answer("n"), IsEmpty());
  EXPECT_THAT(prompts.prompt(), HasSubstr("web1: step 1 \"Install\" waits"));
  EXPECT_THAT(prompts.answer("n"), SizeIs(1));
}

TEST_F(PromptQueueTest, AnAnswerIsForTheQuestionThatWasRead) {
  auto prompts = this->prompts(Consent::kAsk);
  prompts.put(gate(1));
  prompts.put(gate(2, 1));
  prompts.prompt();
  prompts.withdraw("s1");
  EXPECT_THAT(prompts.answer("y"), IsEmpty());
  EXPECT_THAT(prompts.remark(), HasSubstr("another one"));
  EXPECT_TRUE(prompts.has_questions());
}

TEST_F(PromptQueueTest, WhatIsSkippedNeedsAReason) {
  auto prompts = this->prompts(Consent::kAsk);
  prompts.put(by_hand(2));
  prompts.prompt();
  EXPECT_THAT(prompts.answer("s"), IsEmpty());
  EXPECT_THAT(prompts.remark(), HasSubstr("why"));
  EXPECT_EQ(mark(prompts.answer("s no such port")).text, "no such port");
}

TEST_F(PromptQueueTest, ATaskShowsAllOfItsFields) {
  flow::Task task{.activity = flow::Task::Kind::kWarning, .estimated = std::chrono::minutes(5)};
  task.expected_outcome.value = "a green light";
  task.verification = flow::Task::Verification{.prompt = "Is it green?"};
  task.checklist = {{"unplug"}, {"plug in"}};
  task.reference_url = "https://example.org/port";
  task.fallback = {{.title = "Other port", .instructions = "Take the one below."}};
  flow_.steps[2].body = task;
  PromptQueue prompts(
      flow_, [&](int) { return std::make_shared<const flow::Flow>(flow_); }, {"web1"},
      Consent::kAsk, console_);
  prompts.put(by_hand(2));
  EXPECT_THAT(prompts.prompt(),
              HasSubstr("  kind: warning\n  takes: 5 min\n  [ ] unplug\n  [ ] plug in\n"
                        "  expected: a green light\n  verify: Is it green?\n"
                        "  see: https://example.org/port\n"
                        "  or else (action): Other port\n    Take the one below.\n"));
}

TEST_F(PromptQueueTest, AStepOfChecksShowsThem) {
  flow_.steps[0].body = flow::Validate{.checks = {{"systemctl is-active nginx"}}};
  PromptQueue prompts(
      flow_, [&](int) { return std::make_shared<const flow::Flow>(flow_); }, {"web1"},
      Consent::kAsk, console_);
  prompts.put(gate(0));
  EXPECT_THAT(prompts.prompt(), HasSubstr("  | systemctl is-active nginx\n"));
}

}  // namespace
}  // namespace fettle::cli
