// Batches and sessions that an earlier version wrote look as those of today.
#include "usecases/batches/old_state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/apply_test_support.hpp"
#include "usecases/batches/batches.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"
#include "usecases/batches/session_table.hpp"

namespace fettle::usecases {
namespace {

using ::testing::HasSubstr;

class OldRows : public LaunchedBatch {
 protected:
  OldRows() {
    launch({"rds-01", "rds-02"});
    engine::SessionState failed{.status = engine::SessionStatus::kFailed,
                                .stage = engine::SessionStage::kRollback,
                                .step = 3,
                                .failure = engine::FailureKind::kTimedOut,
                                .reason = "it took too long",
                                .issues = 2,
                                .version = 7};
    failed.current.status = engine::StepStatus::kRunning;
    engine::BatchState halted{.status = engine::BatchStatus::kHalted,
                              .total = 2,
                              .waiting = 1,
                              .tally = {.failed = 1},
                              .reason = "too many failed",
                              .version = 9};
    EXPECT_TRUE(store::apply_writes(teams.database(), batch,
                                    {ports::SessionSaved{session(1), failed, teams.now},
                                     ports::BatchSaved{batch, halted, teams.now}}));
  }

  std::string shown() {
    auto context = teams.north();
    return to_json(list_batches(context, {}, {})->rows) + to_json(*get_batch(context, batch)) +
           to_json(*list_batch_sessions(context, batch)) +
           to_json(*get_session(context, session(1))) +
           to_json(*read_session_table(context, batch));
  }
};

TEST_F(OldRows, AreReadFromTheirRecords) {
  const auto before = shown();
  EXPECT_THAT(before, HasSubstr(R"("failure":"timed_out","reason":"it took too long")"));
  EXPECT_THAT(before, HasSubstr(R"("stage":"rollback","step":3,"step_status":"running")"));
  EXPECT_THAT(before, HasSubstr("too many failed"));
  EXPECT_THAT(before, HasSubstr(R"("manual":true)"));
  ASSERT_TRUE(teams.database().run(
      "update sessions set manual = null, stage = null, step = null, step_status = null, failure = "
      "null, issues = null"));
  ASSERT_TRUE(teams.database().run(
      "update batches set reason = null, total = null, waiting = null, completed = null, failed = "
      "null, interrupted = null, cancelled = null, skipped = null"));
  EXPECT_EQ(shown(), before);
}

}  // namespace
}  // namespace fettle::usecases
