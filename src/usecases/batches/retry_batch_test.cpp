#include "usecases/batches/retry_batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/batches/launched_batch_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;

class RetriedBatch : public LaunchedBatch {
 protected:
  RetriedBatch() { launch({"rds-01", "rds-02", "rds-03"}); }
  void end_batch() { end_batch(batch); }
  void end_batch(const std::string& id) {
    ASSERT_TRUE(teams.database().run(
        "update batches set status = 'failed', ended_at = 1 where id = ?", id));
  }
  std::vector<std::string> labels(const std::string& id) {
    auto context = teams.north();
    std::vector<std::string> all;
    for (const auto& one : *list_batch_sessions(context, id)) all.push_back(one.target_label);
    return all;
  }
};

TEST_F(RetriedBatch, RunsOnWhatDidNotCompleteAndIsLinkedBothWays) {
  set_status(0, "completed");
  set_status(1, "failed");
  set_status(2, "skipped");
  end_batch();
  auto ann = teams.north();
  const auto again = retry_batch(ann, batch, {.only_not_completed = true}, {});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_THAT(labels(again->batch_id), ElementsAre("rds-02", "rds-03"));
  EXPECT_EQ(again->retried_from, batch);
  EXPECT_THAT(get_batch_detail(ann, batch)->retried_as, ElementsAre(again->batch_id));
  end_batch(again->batch_id);
  const auto all = retry_batch(ann, batch, {}, {});
  EXPECT_EQ(all->counts.total, 3);
}

TEST_F(RetriedBatch, RunsOnChosenTargetsAloneEvenOnesThatCompleted) {
  set_status(0, "completed");
  set_status(1, "failed");
  end_batch();
  auto ann = teams.north();
  const auto again = retry_batch(ann, batch, {.session_ids = {{session(0), session(2)}}}, {});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_THAT(labels(again->batch_id), ElementsAre("rds-01", "rds-03"));
  const auto strange = retry_batch(ann, batch, {.session_ids = {{session(0), "x"}}}, {});
  EXPECT_EQ(strange.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(retry_batch(ann, batch, {.session_ids = std::vector<std::string>{}}, {}).error().code,
            ErrorCode::kConflict);
}

TEST_F(RetriedBatch, RunsWhatWasApprovedThenAndNotWhatThePlanBecame) {
  end_batch();
  auto ann = teams.north();
  const auto tree = *get_batch(ann, batch)->tree_id;
  std::string other(kPlan);
  other.replace(other.find("echo one"), 8, "echo two");
  ASSERT_TRUE(save_flow(ann, {.id = tree, .markdown = other, .version = {}}));
  const auto again = retry_batch(ann, batch, {}, {});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->digest, get_batch(ann, batch)->digest);
}

TEST_F(RetriedBatch, RunsOnWhatHasGoneSinceTheApprovalOnlyWhereItIsChosen) {
  const auto gone = add_gone("rds-04");
  set_status(0, "completed");
  end_batch();
  auto ann = teams.north();
  const auto labels_of = [&](const RetryRequest& request) {
    const auto again = retry_batch(ann, batch, request, {});
    EXPECT_TRUE(again) << again.error().message;
    if (!again) return std::vector<std::string>();
    end_batch(again->batch_id);
    return labels(again->batch_id);
  };
  EXPECT_THAT(labels_of({}), ElementsAre("rds-01", "rds-02", "rds-03"));
  EXPECT_THAT(labels_of({.only_not_completed = true}), ElementsAre("rds-02", "rds-03"));
  EXPECT_THAT(labels_of({.session_ids = {{gone}}}), ElementsAre("rds-04"));
}

TEST_F(RetriedBatch, AnotherLaunchOnItsTargetsLeavesOutWhatHasGone) {
  add_gone("rds-04");
  auto ann = teams.north();
  const auto tree = *get_batch(ann, batch)->tree_id;
  const auto preview = preview_launch(ann, {.tree_id = tree, .from_batch_id = batch});
  ASSERT_TRUE(preview) << preview.error().message;
  EXPECT_EQ(preview->sessions, 3);
}

TEST_F(RetriedBatch, NotWhileItIsUnderWayNorWithNothingLeft) {
  auto ann = teams.north();
  EXPECT_EQ(retry_batch(ann, batch, {}, {}).error().code, ErrorCode::kConflict);
  end_batch();
  for (const std::size_t i : {0U, 1U, 2U}) set_status(i, "completed");
  EXPECT_EQ(retry_batch(ann, batch, {.only_not_completed = true}, {}).error().code,
            ErrorCode::kConflict);
}

TEST_F(RetriedBatch, TheSameKeyRetriesOnce) {
  end_batch();
  auto ann = teams.north();
  const auto first = retry_batch(ann, batch, {}, "key");
  const auto second = retry_batch(ann, batch, {}, "key");
  EXPECT_EQ(first->batch_id, second->batch_id);
  EXPECT_EQ(retry_batch(ann, batch, {.only_not_completed = true}, "key").error().code,
            ErrorCode::kConflict);
}

TEST_F(RetriedBatch, IsRetriedByOneAtATime) {
  end_batch();
  auto ann = teams.north();
  const auto first = retry_batch(ann, batch, {.only_not_completed = true}, "first click");
  ASSERT_TRUE(first) << first.error().message;
  add_person("cleo", "engineer");
  auto cleo = as("cleo");
  for (const auto* key : {"", "second click"}) {
    const auto second = retry_batch(cleo, batch, {}, key);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::kConflict);
    EXPECT_THAT(
        second.error().message,
        ::testing::HasSubstr("ann retries the batch already: " + first->batch_id + " is pending"));
    EXPECT_THAT(second.error().current, ::testing::HasSubstr(first->batch_id));
  }
  EXPECT_THAT(get_batch_detail(ann, batch)->retried_as, ElementsAre(first->batch_id));
  end_batch(first->batch_id);
  EXPECT_TRUE(retry_batch(cleo, batch, {}, "second click")) << "a refusal is not kept for a key";
}

TEST_F(RetriedBatch, IsNotHeldUpByAnotherPlanOnItsTargets) {
  end_batch();
  auto ann = teams.north();
  const auto other = create_flow(ann, {.markdown = std::string(kPlan)});
  ASSERT_TRUE(launch_batch(
      ann, {.tree_id = other->id, .from_batch_id = batch, .manual_confirmed = true}, {}));
  EXPECT_TRUE(retry_batch(ann, batch, {}, {}));
}

TEST_F(RetriedBatch, OfAnotherTeamIsNotFound) {
  end_batch();
  auto bob = teams.south();
  EXPECT_EQ(retry_batch(bob, batch, {}, {}).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
