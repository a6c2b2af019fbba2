#include "cli/view/output_tails.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/view/view_test_support.hpp"

namespace fettle::cli {
namespace {

using enum engine::EventKind;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A book, and the run that is told to it.
struct Reading : ports::Observer {
  explicit Reading(int targets) : outline(outline_of(targets)), tell(*this, outline) {}
  void occurred(const ports::Place& place, std::int64_t /*number*/,
                const engine::Event& event) override {
    book.hear(place, event);
  }
  void output(const ports::Place& place, int /*step*/, std::int64_t /*offset*/,
              std::string_view text) override {
    book.add(place, text);
  }
  void stopped(std::string_view, const Error&) override {}
  std::string take() { return book.take(outline, Charset::kUtf8); }

  OutputTails book;
  RunOutline outline;
  Teller tell;
};

TEST(OutputTails, GroupsWhatIsAlikePerStep) {
  Reading reading(4);
  for (int i = 0; i < 4; ++i) reading.tell.step(0, 1, {i, 0}, i == 2 ? "held\n" : "ok\n");
  reading.tell.step(2, 3, {3, 1}, "installed\n");
  EXPECT_EQ(reading.take(),
            "Output of step 1 \"Check\":\n"
            "  3 targets: web001, web002, web004\n"
            "    ok\n"
            "  web003\n"
            "    held\n"
            "Output of step 2 \"Install\":\n"
            "  web004\n"
            "    installed\n");
  EXPECT_EQ(reading.take(), "");
}

TEST(OutputTails, StepThatStillRunsIsNotShownYet) {
  Reading reading(1);
  reading.tell.session(0, {0, 0}, kStepStarted, "running");
  reading.tell.output({0, 0}, "half a line");
  EXPECT_EQ(reading.take(), "");
  EXPECT_EQ(reading.book.last_line(0), "half a line");
  reading.tell.session(1, {0, 0}, kStepEnded, "completed");
  EXPECT_THAT(reading.take(), HasSubstr("half a line"));
  EXPECT_EQ(reading.book.last_line(0), "");
}

TEST(OutputTails, LastLinePassesOverBlankOnes) {
  Reading reading(2);
  reading.tell.output({0, 0}, "first\nsecond  \r\n\n");
  EXPECT_EQ(reading.book.last_line(0), "second");
  EXPECT_EQ(reading.book.last_line(1), "");
  reading.tell.output({1, 0}, "\n\n");
  EXPECT_EQ(reading.book.last_line(1), "");
}

TEST(OutputTails, ASecondTryReplacesTheFirst) {
  Reading reading(1);
  reading.tell.session(0, {0, 0}, kStepStarted, "running");
  reading.tell.output({0, 0}, "first try");
  reading.tell.step(1, 2, {0, 0}, "second try");
  EXPECT_THAT(reading.take(), AllOf(HasSubstr("second try"), Not(HasSubstr("first try"))));
}

TEST(OutputTails, StepsReChecksAndRollbackAreKeptApart) {
  Reading reading(1);
  reading.tell.step(0, 1, {0, 0}, "a\n");
  reading.tell.step(2, 3, {0, 0, true}, "b\n");
  reading.tell.step(4, 5, {0, 0, false, "rollback"}, "c\n");
  EXPECT_THAT(reading.take(), AllOf(HasSubstr("Output of step 1 \"Check\":"),
                                    HasSubstr("Output of re-check, step 1 \"Check\":"),
                                    HasSubstr("Output of rollback step 1 \"Restore\":")));
}

TEST(OutputTails, KeepsTheEndOfLongOutputAndSaysWhatIsMissing) {
  Reading reading(1);
  const std::string text = std::string(OutputTails::kTailMax, 'a') + "\n" + std::string(10, 'b');
  reading.tell.step(0, 1, {0, 0}, text);
  const auto shown = reading.take();
  EXPECT_THAT(shown, AllOf(HasSubstr("... 11 bytes before\n"), HasSubstr("bbbbbbbbbb\n")));
}

TEST(OutputTails, LongOutputsThatDifferOnlyBeforeTheirEndsAreNotAlike) {
  Reading reading(2);
  const std::string end(3 * OutputTails::kTailMax, 'z');
  reading.tell.step(0, 1, {0, 0}, "one" + end);
  reading.tell.step(0, 1, {1, 0}, "two" + end);
  EXPECT_THAT(reading.take(), Not(HasSubstr("2 targets")));
}

TEST(OutputTails, ChunksMakeNoDifference) {
  Reading reading(2);
  const std::string text(5 * OutputTails::kTailMax + 7, 'z');
  reading.tell.step(0, 1, {0, 0}, text);
  reading.tell.session(0, {1, 0}, kStepStarted, "running");
  for (std::size_t i = 0; i < text.size(); i += 100) {
    reading.tell.output({1, 0}, std::string_view(text).substr(i, 100));
  }
  reading.tell.session(1, {1, 0}, kStepEnded, "completed");
  EXPECT_THAT(reading.take(), HasSubstr("2 targets: web001, web002"));
}

TEST(OutputTails, ManyDifferentOutputsAreCutToTheLargestGroups) {
  Reading reading(100);
  for (int i = 0; i < 100; ++i) {
    reading.tell.step(0, 1, {i, 0}, i < 60 ? "ok" : fmt::format("number {}", i));
  }
  EXPECT_THAT(reading.take(), AllOf(HasSubstr("60 targets: web001, web002, web003 (+57)\n"),
                                    HasSubstr("  and 33 other outputs\n")));
}

TEST(OutputTails, BeyondItsBoundSaysHowManyOutputsAreMissing) {
  Reading reading(1);
  const auto kept = OutputTails::kTotalMax / OutputTails::kTailMax;
  for (std::size_t i = 0; i < kept + 3; ++i) {
    auto text = fmt::format("{}", i);
    text.resize(OutputTails::kTailMax, '.');
    reading.tell.step(0, 1, {0, 0}, text);
  }
  EXPECT_THAT(reading.take(),
              HasSubstr("\n3 more outputs are not shown: more than 64 MiB were written.\n"));
}

}  // namespace
}  // namespace fettle::cli
