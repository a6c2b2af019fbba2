#include "cli/view/live_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/view/view_test_support.hpp"

namespace fettle::cli {
namespace {

using enum engine::EventKind;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A live view with what it has written, on a terminal that can be made larger and smaller.
struct Stage {
  Stage(RunOutline outline, ScreenSize screen, Charset charset = Charset::kUtf8)
      : size(screen),
        view(outline, out,
             {.can_redraw = true,
              .look = {TerminalStyle::Colour::kOff, charset},
              .size = [this] { return size; }}),
        tell(view, outline) {}

  std::string screen() const {
    FakeTerminal terminal(size);
    terminal.write(out.str());
    return terminal.text();
  }

  ScreenSize size;
  std::ostringstream out;
  LiveView view;
  Teller tell;
};

/// Three targets: one done, one installing, one not begun.
void tell_of_three(Stage& stage) {
  stage.tell.batch(0, kBatchStarted, "running");
  stage.tell.session(0, {0}, kSessionStarted, "running");
  stage.tell.step(0, 5, {0, 2});
  stage.tell.session(12, {0}, kSessionEnded, "completed");
  stage.tell.session(12, {1}, kSessionStarted, "running");
  stage.tell.session(12, {1, 1}, kStepStarted, "running");
  stage.tell.output({1, 1}, "Reading lists\nSetting up openssl (3.0.16-1) ...\n");
  stage.view.tick(at(75));
}

TEST(LiveView, ThreeTargetsAt80ColumnsHaveALineEach) {
  Stage stage(outline_of(3), {80, 24});
  tell_of_three(stage);
  EXPECT_EQ(stage.screen(),
            "Monthly patches                                                             1:15\n"
            "██████░░░░░░░░░░░░░░ 1/3 completed, 1 running, 1 waiting\n"
            "✓ web001  completed                                                         0:12\n"
            "▸ web002  [2/3] Install                                                     1:03\n"
            "    Setting up openssl (3.0.16-1) ...\n"
            "· web003  waiting");
}

TEST(LiveView, ThreeTargetsAt40ColumnsAreCutNotBroken) {
  Stage stage(outline_of(3), {40, 24});
  tell_of_three(stage);
  EXPECT_EQ(stage.screen(),
            "Monthly patches                     1:15\n"
            "███░░░░░░░ 1/3 completed, 1 running, 1 …\n"
            "✓ web001  completed                 0:12\n"
            "▸ web002  [2/3] Install             1:03\n"
            "    Setting up openssl (3.0.16-1) ...\n"
            "· web003  waiting");
}

TEST(LiveView, ThreeTargetsAt200ColumnsKeepTheTimesOnTheRight) {
  Stage stage(outline_of(3), {200, 24});
  tell_of_three(stage);
  EXPECT_THAT(stage.screen(), StartsWith("Monthly patches" + std::string(181, ' ') + "1:15\n"));
}

TEST(LiveView, WithoutUtf8AllIsAscii) {
  Stage stage(outline_of(3), {40, 24}, Charset::kAscii);
  tell_of_three(stage);
  EXPECT_EQ(stage.screen(),
            "Monthly patches                     1:15\n"
            "###....... 1/3 completed, 1 running, 1 ~\n"
            "+ web001  completed                 0:12\n"
            "> web002  [2/3] Install             1:03\n"
            "    Setting up openssl (3.0.16-1) ...\n"
            ". web003  waiting");
}

/// 500 targets: 8 done, one failed, one waits for a person, 40 run, the rest waits.
void tell_of_many(Stage& stage) {
  stage.tell.batch(0, kBatchStarted, "running");
  for (int i = 0; i < 50; ++i) stage.tell.session(i, {i}, kSessionStarted, "running");
  for (int i = 0; i < 8; ++i) stage.tell.session(60, {i}, kSessionEnded, "completed");
  stage.tell.session(70, {8}, kSessionEnded, "failed", "step 2: exit status 100");
  stage.tell.session(80, {9, 2}, kGateOpened, "awaiting_approval", "type default");
  for (int i = 10; i < 50; ++i) stage.tell.session(90, {i, 1}, kStepStarted, "running");
  stage.view.tick(at(100));
}

TEST(LiveView, FiveHundredTargetsShowThoseThatMatterWithinTheScreen) {
  Stage stage(outline_of(500), {80, 10});
  tell_of_many(stage);
  EXPECT_EQ(stage.screen(),
            "✓ web001 completed (1:00)\n"
            "✓ web002 completed (0:59)\n"
            "✓ web003 completed (0:58)\n"
            "✓ web004 completed (0:57)\n"
            "✓ web005 completed (0:56)\n"
            "✓ web006 completed (0:55)\n"
            "✓ web007 completed (0:54)\n"
            "✓ web008 completed (0:53)\n"
            "✗ web009 failed: step 2: exit status 100 (1:02)\n"
            "Monthly patches                                                             1:40\n"
            "░░░░░░░░░░░░░░░░░░░░ 8/500 completed, 1 failed, 1 needs a person, 40 running, 4…\n"
            "? web010  [3/3] Restart: needs approval (type default)                      1:31\n"
            "▸ web011  [2/3] Install                                                     1:30\n"
            "▸ web012  [2/3] Install                                                     1:29\n"
            "▸ web013  [2/3] Install                                                     1:28\n"
            "▸ web014  [2/3] Install                                                     1:27\n"
            "✗ web009  failed: step 2: exit status 100                                   1:02\n"
            "  36 more running");
}

TEST(LiveView, FiveHundredTargetsAt40Columns) {
  Stage stage(outline_of(500), {40, 7});
  tell_of_many(stage);
  EXPECT_THAT(stage.screen(), HasSubstr("Monthly patches                     1:40\n"
                                        "░░░░░░░░░░ 8/500 completed, 1 failed, 1…\n"
                                        "? web010  [3/3] Restart: needs ap…  1:31\n"
                                        "▸ web011  [2/3] Install             1:30\n"
                                        "▸ web012  [2/3] Install             1:29\n"
                                        "  38 more running, 1 more failed"));
}

TEST(LiveView, FiveHundredTargetsAt200ColumnsUseTheWholeWidth) {
  Stage stage(outline_of(500), {200, 60});
  tell_of_many(stage);
  EXPECT_THAT(stage.screen(), AllOf(HasSubstr("1 needs a person, 40 running, 450 waiting\n"),
                                    HasSubstr("▸ web050  [2/3] Install" + std::string(173, ' ')),
                                    Not(HasSubstr("more"))));
}

TEST(LiveView, NeverUsesMoreRowsThanThereAre) {
  for (int rows = 1; rows < 40; ++rows) {
    Stage stage(outline_of(500), {80, rows});
    tell_of_many(stage);
    FakeTerminal terminal(stage.size);
    terminal.write(stage.out.str());
    const std::size_t permanent = 9;
    EXPECT_LE(terminal.rows() - permanent, static_cast<std::size_t>(std::max(3, rows))) << rows;
  }
}

TEST(LiveView, DrawsOverWhatItDrewBefore) {
  Stage stage(outline_of(500), {80, 10});
  tell_of_many(stage);
  stage.tell.session(101, {10}, kSessionEnded, "completed");
  for (int second = 101; second < 110; ++second) stage.view.tick(at(second));
  const auto screen = stage.screen();
  EXPECT_THAT(screen, HasSubstr("✗ web009 failed: step 2: exit status 100 (1:02)\n"
                                "✓ web011 completed (1:31)\n"
                                "Monthly patches"));
  EXPECT_EQ(screen.find("Monthly patches"), screen.rfind("Monthly patches"));
}

TEST(LiveView, DrawsTenTimesASecondAtMost) {
  Stage stage(outline_of(3), {80, 24});
  stage.view.tick(at(0));
  const auto drawn = stage.out.str().size();
  stage.tell.session(0, {0}, kSessionStarted, "running");
  stage.view.tick(at(0) + Milliseconds(99));
  EXPECT_EQ(stage.out.str().size(), drawn);
  stage.view.tick(at(0) + Milliseconds(100));
  EXPECT_GT(stage.out.str().size(), drawn);
}

TEST(LiveView, WritesNothingWhereNothingHasChanged) {
  Stage stage(outline_of(3), {80, 24});
  tell_of_three(stage);
  const auto drawn = stage.out.str().size();
  stage.view.tick(at(75) + Milliseconds(200));
  EXPECT_EQ(stage.out.str().size(), drawn);
}

TEST(LiveView, AScreenThatBecomesTooLowMovesWhatHasEndedAbove) {
  Stage stage(outline_of(3), {40, 24});
  tell_of_three(stage);
  stage.size.rows = 5;
  stage.view.tick(at(76));
  EXPECT_THAT(stage.out.str(), HasSubstr("A✓ web001 completed (0:12)\n"));
}

TEST(LiveView, ATerminalMadeNarrowerIsClearedOfTheLinesThatItBroke) {
  Stage stage(outline_of(3), {80, 24});
  tell_of_three(stage);
  stage.size.columns = 40;
  stage.out.str("");
  stage.view.tick(at(76));
  // Six lines, of which the four that were longer than 40 take two rows each by now.
  EXPECT_THAT(stage.out.str(), StartsWith("\r\x1b[10A"));
}

TEST(LiveView, StandsStillWhileAQuestionIsAskedAndGoesOnBelow) {
  Stage stage(outline_of(3), {40, 24});
  tell_of_three(stage);
  stage.view.suspend();
  stage.out << "Approve? [y/n] y\n";
  const auto written = stage.out.str().size();
  stage.tell.session(80, {1, 1}, kStepEnded, "completed");
  stage.view.tick(at(81));
  EXPECT_EQ(stage.out.str().size(), written);
  stage.view.resume();
  stage.view.tick(at(82));
  EXPECT_THAT(stage.screen(), StartsWith("Approve? [y/n] y\nMonthly patches"));
}

TEST(LiveView, AlikeOutputIsShownOnceWhenTheBatchEnds) {
  Stage stage(outline_of(5), {80, 24});
  for (int i = 0; i < 5; ++i) stage.tell.step(0, 1, {i, 0}, "up to date\n");
  stage.tell.batch(9, kBatchEnded, "completed");
  stage.view.tick(at(9));
  EXPECT_THAT(stage.screen(), StartsWith("Output of step 1 \"Check\":\n"
                                         "  5 targets: web001, web002, web003 (+2)\n"
                                         "    up to date\n"
                                         "Monthly patches"));
}

TEST(LiveView, WhatTheBatchDoesStaysAboveAndStandsInTheTitle) {
  auto outline = outline_of(3);
  outline.waves = {{.name = "canary", .first = 0, .count = 1},
                   {.name = "broad", .first = 1, .count = 2}};
  Stage stage(outline, {80, 24});
  stage.tell.batch(0, kBatchStarted, "running");
  stage.tell.batch(0, kWaveStarted, "running", "1 of 2: canary, 1 target");
  stage.tell.batch(5, kBatchGateOpened, "awaiting_approval", "ring \"canary\" is done");
  stage.view.tick(at(5));
  EXPECT_THAT(stage.screen(),
              StartsWith("wave 1 of 2: canary, 1 target\n"
                         "needs approval to go on: ring \"canary\" is done\n"
                         "Monthly patches  canary (1 of 2)  needs approval: ring \"canary\" is"));
}

TEST(LiveView, AReCheckThatHoldsIsNoNewsAndOneThatFailsIs) {
  Stage stage(outline_of(30), {80, 10});
  for (int i = 0; i < 2; ++i) {
    stage.tell.session(0, {i}, kSessionStarted, "running");
    stage.tell.session(5, {i}, kSessionEnded, "completed");
  }
  stage.view.tick(at(5));
  stage.out.str("");
  for (int i = 0; i < 2; ++i) {
    stage.tell.session(10, {i, -1, true}, kSessionStarted, "running");
    const auto* status = i == 0 ? "completed" : "failed";
    stage.tell.session(12, {i, -1, true}, kSessionEnded, status, i == 0 ? "" : "step 1: no");
  }
  stage.view.tick(at(12));
  EXPECT_THAT(stage.out.str(), AllOf(Not(HasSubstr("✓ web001")),
                                     HasSubstr("✗ web002 re-check failed: step 1: no (0:02)")));
}

TEST(LiveView, NothingThatAHostOrALabelSaysReachesTheTerminalRaw) {
  auto outline = outline_of(2);
  outline.name =
      "\x1b]0;owned\x07"
      "patches";
  outline.targets[0] =
      "web\x1b[2J\x9b"
      "31m";
  outline.steps[0] = "Che\bck";
  Stage stage(outline, {80, 24});
  stage.tell.session(0, {0}, kSessionStarted, "running");
  stage.tell.session(0, {0, 0}, kStepStarted, "running");
  stage.tell.output({0, 0}, "\x1b[31mred\x1b[5;5Hmoved\x07\xc2\x9b");
  stage.view.tick(at(1));
  stage.tell.session(1, {0, 0}, kStepEnded, "failed", "\x1b[1A");
  stage.tell.session(1, {0}, kSessionEnded, "failed", "bad\rgood");
  stage.tell.batch(2, kBatchHalted, "halted", "\x1b[3J");
  stage.view.tick(at(2));
  // FakeTerminal refuses every sequence that is not the screen's own.
  const auto screen = stage.screen();
  EXPECT_THAT(screen,
              AllOf(HasSubstr("^[[31mred^[[5;5Hmoved^G"), HasSubstr("bad^Mgood"),
                    Not(HasSubstr("\x07")), Not(HasSubstr("\b")), Not(HasSubstr("\xc2\x9b"))));
}

TEST(LiveView, EndsWithTheSummaryBelowTheLastPicture) {
  Stage stage(outline_of(1), {40, 24});
  stage.tell.session(0, {0}, kSessionStarted, "running");
  stage.tell.session(4, {0}, kSessionEnded, "completed");
  RunSummary summary{.batch = "0195", .name = "Monthly patches", .database = "f.db"};
  summary.state.status = engine::BatchStatus::kCompleted;
  summary.state.total = summary.state.tally.completed = 1;
  stage.view.finish(summary);
  EXPECT_EQ(stage.screen(),
            "Monthly patches                     0:04\n"
            "██████████ 1/1 completed\n"
            "✓ web001  completed                 0:04\n"
            "\n"
            "Monthly patches: 1/1 completed");
}

}  // namespace
}  // namespace fettle::cli
