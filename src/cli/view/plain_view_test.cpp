#include "cli/view/plain_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/enum_name.hpp"
#include "cli/view/view_test_support.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

using enum engine::EventKind;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

struct Log {
  explicit Log(int targets) : view(outline_of(targets), out), tell(view, outline_of(targets)) {}
  std::ostringstream out;
  PlainView view;
  Teller tell;
};

TEST(PlainView, WritesALineForEachThingThatHappens) {
  Log log(2);
  log.tell.batch(0, kBatchStarted, "running");
  log.tell.session(0, {0}, kSessionStarted, "running");
  log.tell.step(0, 2, {0, 0}, "ok\n");
  log.tell.session(2, {0, 1}, kGateOpened, "awaiting_approval", "type default");
  log.tell.session(9, {0, 1}, kGateAnswered, "awaiting_approval", "approved by alice");
  log.tell.step(9, 75, {0, 1}, "no space\n", "failed", "exit status 100");
  log.tell.session(75, {0}, kSnapshotTaken, "after");
  log.tell.session(75, {0}, kSessionEnded, "failed", "step 2: exit status 100");
  log.tell.batch(75, kBatchHalted, "halted", "web001: step 2: exit status 100");
  EXPECT_EQ(log.out.str(),
            "2026-03-28T12:00:00Z started: Monthly patches, 2 targets, batch 0195\n"
            "2026-03-28T12:00:00Z web001: started\n"
            "2026-03-28T12:00:00Z web001: step 1 \"Check\": started\n"
            "2026-03-28T12:00:02Z web001: step 1 \"Check\": completed\n"
            "2026-03-28T12:00:02Z web001: step 2 \"Install\": needs approval (type default)\n"
            "2026-03-28T12:00:09Z web001: step 2 \"Install\": approved by alice\n"
            "2026-03-28T12:00:09Z web001: step 2 \"Install\": started\n"
            "2026-03-28T12:01:15Z web001: step 2 \"Install\": failed: exit status 100\n"
            "2026-03-28T12:01:15Z web001: failed: step 2: exit status 100\n"
            "Output of step 1 \"Check\":\n"
            "  web001\n"
            "    ok\n"
            "Output of step 2 \"Install\":\n"
            "  web001\n"
            "    no space\n"
            "2026-03-28T12:01:15Z halted: web001: step 2: exit status 100\n");
}

TEST(PlainView, WithManyTargetsAStepThatGoesWellIsWorthNoLine) {
  Log log(21);
  log.tell.session(0, {0}, kSessionStarted, "running");
  log.tell.step(0, 2, {0, 0});
  EXPECT_EQ(log.out.str(), "");
  log.tell.step(2, 3, {0, 1}, "", "timed_out", "after 60 s");
  log.tell.session(3, {0}, kSessionEnded, "failed", "step 2: after 60 s");
  EXPECT_EQ(log.out.str(),
            "2026-03-28T12:00:03Z web001: step 2 \"Install\": timed out: after 60 s\n"
            "2026-03-28T12:00:03Z web001: failed: step 2: after 60 s\n");
}

TEST(PlainView, AConditionThatIsAskedForAgainAndAgainIsToldOnce) {
  Log log(21);
  log.tell.session(0, {0, 2}, kStepStarted, "running");
  log.tell.session(0, {0, 2}, kStepWaiting, "waiting", "until 12:15");
  log.tell.session(15, {0, 2}, kStepWaiting, "waiting", "until 12:30");
  log.tell.session(30, {0, 2}, kStepStarted, "running", "try 2");
  log.tell.session(30, {0, 2}, kStepWaiting, "waiting", "until 12:45");
  EXPECT_EQ(log.out.str(),
            "2026-03-28T12:00:00Z web001: step 3 \"Restart\": waiting until 12:15\n"
            "2026-03-28T12:00:30Z web001: step 3 \"Restart\": waiting until 12:45\n");
}

TEST(PlainView, IsAsciiOnOneLineWhateverAHostSays) {
  Log log(1);
  log.tell.step(0, 1, {0, 0}, "", "failed", "größe\n\x1b[31mred\x07");
  EXPECT_THAT(log.out.str(), HasSubstr("failed: gr??e ^[[31mred^G\n"));
}

TEST(PlainView, TellsReChecksApart) {
  Log log(1);
  log.tell.session(0, {0, 0, true}, kStepEnded, "failed", "exit status 1");
  EXPECT_THAT(log.out.str(), HasSubstr("web001: re-check: step 1 \"Check\": failed"));
}

TEST(PlainView, EveryKindHasWords) {
  for (const auto& [kind, name] : kNamedValues<engine::EventKind>) {
    auto of_batch = engine::earlier_event(kind, "because");
    of_batch.status = "running";
    auto of_session = of_batch;
    of_session.stage = "steps";
    auto of_step = of_session;
    of_step.step = 0;
    for (const auto& event : {of_batch, of_session, of_step}) {
      EXPECT_THAT(in_words(outline_of(1), event), Not(HasSubstr("_"))) << name.view();
    }
  }
}

TEST(PlainView, AStoppedJournalIsSaid) {
  Log log(1);
  log.view.stopped("0195", {.code = ErrorCode::kIo, .message = "f.db: disk full"});
  EXPECT_EQ(log.out.str(), "stopped: f.db: disk full\n");
}

TEST(PlainView, AStepThatRunsForLongShowsItsLinesAsTheyCome) {
  Log log(2);
  log.tell.session(0, {0, 1}, kStepStarted, "running");
  log.tell.output({0, 1}, "first\nsec");
  log.view.tick(at(1));
  EXPECT_THAT(log.out.str(), Not(HasSubstr("first")));
  log.view.tick(at(6));
  EXPECT_THAT(log.out.str(), EndsWith("web001 | first\n"));
  log.tell.output({0, 1}, "ond\nlast");
  log.view.tick(at(7));
  EXPECT_THAT(log.out.str(), EndsWith("web001 | second\n"));
  log.tell.session(9, {0, 1}, kStepEnded, "completed");
  EXPECT_THAT(log.out.str(), HasSubstr("web001 | last\n"));
  log.tell.batch(9, kBatchEnded, "completed");
  EXPECT_THAT(log.out.str(), Not(HasSubstr("Output of")));
}

TEST(PlainView, ManyTargetsAreToldOfOnceAMinute) {
  Log log(21);
  log.tell.session(0, {0, 1}, kStepStarted, "running");
  for (const int second : {10, 20, 69, 71, 90}) log.view.tick(at(second));
  EXPECT_EQ(log.out.str(), "2026-03-28T12:01:11Z steps still run on 1 of 21 targets\n");
}

}  // namespace
}  // namespace fettle::cli
