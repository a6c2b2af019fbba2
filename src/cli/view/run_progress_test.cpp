#include "cli/view/run_progress.hpp"

#include <gtest/gtest.h>

#include "cli/view/view_test_support.hpp"

namespace fettle::cli {
namespace {

using enum engine::EventKind;
using engine::SessionStatus;

struct Watcher : ports::Observer {
  explicit Watcher(RunOutline outline) : progress(outline), tell(*this, outline) {}
  void occurred(const ports::Place& place, std::int64_t /*number*/,
                const engine::Event& event) override {
    progress.hear(place, event);
  }
  void output(const ports::Place& /*place*/, int /*step*/, std::int64_t /*offset*/,
              std::string_view /*text*/) override {}
  void stopped(std::string_view, const Error&) override {}

  RunProgress progress;
  Teller tell;
};

TEST(RunProgress, CountsEachTargetOnce) {
  Watcher watcher(outline_of(6));
  watcher.tell.session(0, {0}, kSessionEnded, "completed");
  watcher.tell.session(0, {1}, kSessionEnded, "interrupted");
  watcher.tell.session(0, {2}, kSessionStarted, "running");
  watcher.tell.session(0, {3, 0}, kPersonAsked, "awaiting_person", "Drain it");
  watcher.tell.session(0, {4}, kSessionEnded, "skipped");
  const auto counts = watcher.progress.counts();
  EXPECT_EQ(counts.completed, 1);
  EXPECT_EQ(counts.interrupted, 1);
  EXPECT_EQ(counts.running, 1);
  EXPECT_EQ(counts.asking, 1);
  EXPECT_EQ(counts.skipped, 1);
  EXPECT_EQ(counts.waiting, 1);
}

TEST(RunProgress, AHaltSkipsTheRestAndGoingOnBringsItBack) {
  Watcher watcher(outline_of(3));
  watcher.tell.session(0, {0}, kSessionEnded, "failed");
  watcher.tell.batch(0, kBatchHalted, "halted");
  EXPECT_EQ(watcher.progress.counts().skipped, 2);
  watcher.tell.batch(9, kBatchResumed, "running", "with the rest, by alice");
  EXPECT_EQ(watcher.progress.counts().waiting, 2);
}

TEST(RunProgress, ASessionThatIsRunAgainBringsBackThoseThatItsFailureLeftOut) {
  Watcher watcher(outline_of(3));
  watcher.tell.session(0, {0}, kSessionEnded, "failed");
  watcher.tell.batch(0, kBatchHalted, "halted");
  watcher.tell.session(9, {0}, kSessionReopened, "pending");
  EXPECT_EQ(watcher.progress.counts().waiting, 3);
}

TEST(RunProgress, CancellingEndsThoseThatWereNotBegun) {
  Watcher watcher(outline_of(2));
  watcher.tell.session(0, {0}, kSessionEnded, "cancelled");
  watcher.tell.batch(0, kBatchEnded, "cancelled");
  EXPECT_EQ(watcher.progress.counts().cancelled, 2);
}

TEST(RunProgress, ReChecksDoNotCount) {
  Watcher watcher(outline_of(1));
  watcher.tell.session(0, {0}, kSessionEnded, "completed");
  watcher.tell.session(1, {0, -1, true}, kSessionStarted, "running");
  EXPECT_TRUE(watcher.progress.targets()[0].shows_recheck());
  EXPECT_EQ(watcher.progress.counts().completed, 1);
  watcher.tell.session(2, {0, -1, true}, kSessionEnded, "completed");
  EXPECT_FALSE(watcher.progress.targets()[0].shows_recheck());
}

TEST(RunProgress, AResumedRunGoesOnFromWhereItStands) {
  auto outline = outline_of(4);
  outline.state.status = engine::BatchStatus::kHalted;
  outline.state.progress.wave = 1;
  outline.statuses = {SessionStatus::kCompleted, SessionStatus::kFailed, SessionStatus::kSkipped,
                      SessionStatus::kSkipped};
  outline.left_out = {3};
  Watcher watcher(outline);
  EXPECT_EQ(watcher.progress.wave(), 1);
  EXPECT_EQ(watcher.progress.counts().skipped, 2);
  watcher.tell.batch(0, kBatchResumed, "running");
  EXPECT_EQ(watcher.progress.counts().skipped, 1);
  watcher.tell.batch(1, kWaveStarted, "running");
  EXPECT_EQ(watcher.progress.wave(), 2);
}

}  // namespace
}  // namespace fettle::cli
