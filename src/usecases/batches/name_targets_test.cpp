#include "usecases/batches/name_targets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/batch_store.hpp"
#include "store/lease.hpp"
#include "store/team_batches.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"
#include "usecases/batches/session_record.hpp"
#include "usecases/batches/why.hpp"
#include "usecases/schedules/fire_schedule.hpp"
#include "usecases/schedules/schedules.hpp"
#include "usecases/targets/target_lists.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A schedule without targets has fired.
class TargetsNeeded : public LaunchedBatch {
 protected:
  void fire(std::string_view risk = "low") {
    auto context = teams.north();
    std::string markdown(kPlan);
    markdown.replace(markdown.find("low"), 3, risk);
    const auto flow = create_flow(context, {.markdown = markdown});
    ASSERT_TRUE(flow) << flow.error().message;
    auto made = create_schedule(context, {.tree_id = flow->id,
                                          .cron_expression = "30 * * * *",
                                          .targets = std::vector<NewTarget>()});
    ASSERT_TRUE(made) << made.error().message;
    if (made->status == "pending_approval") {
      ASSERT_TRUE(decide_schedule(
          context, made->id,
          {.approved = true, .digest = made->digest, .comment = "", .name = "proof"}));
    }
    teams.now = Instant{*made->next_run_at};
    auto later = teams.north();
    const auto row = store::find_schedule(teams.database(), {TestTeams::kNorth, made->id});
    const auto fired = fire_schedule(later, *row);
    ASSERT_TRUE(fired && *fired);
    batch = **fired;
  }
  std::vector<std::string> labels() {
    auto context = teams.north();
    std::vector<std::string> all;
    for (const auto& one : *list_batch_sessions(context, batch)) all.push_back(one.target_label);
    return all;
  }
  std::vector<std::string> to_carry_out() {
    return *store::batches_to_carry_out(
        teams.database(), {.owner = "me", .is_gone = [](std::string_view) { return false; }});
  }
  static TargetsNamed by_hand(std::string text) {
    return {.text = std::move(text), .manual_confirmed = true};
  }
};

TEST_F(TargetsNeeded, SplitsIntoOneSessionATarget) {
  fire();
  auto ann = teams.north();
  const auto waiting = session(0);
  ASSERT_TRUE(claim_session(ann, waiting));
  const auto after = name_targets(ann, waiting, by_hand("rds-01\n\nrds-02\nRDS-01\nrds-03\n"));
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(after->counts.total, 3);
  EXPECT_EQ(after->counts.pending, 3);
  EXPECT_THAT(labels(), ElementsAre("rds-01", "rds-02", "rds-03"));
  EXPECT_EQ(session(0), waiting) << "what was written on it stays";
  EXPECT_EQ(get_session(ann, waiting)->assigned_to, "north");
  EXPECT_EQ(after->digest, engine::digest(store::load_batch(teams.database(), batch)->frozen));
}

TEST_F(TargetsNeeded, IsCarriedOutOnlyOnceItHasTargets) {
  fire();
  auto ann = teams.north();
  EXPECT_THAT(to_carry_out(), IsEmpty());
  EXPECT_EQ(why_batch(ann, batch, {})->back().kind, "targets_needed");
  ASSERT_TRUE(name_targets(ann, session(0), by_hand("rds-01")));
  EXPECT_THAT(to_carry_out(), ElementsAre(batch));
}

TEST_F(TargetsNeeded, TakesTheLabelsOfAList) {
  fire();
  auto ann = teams.north();
  const auto list = create_target_list(ann, {.name = "RDS", .text = "rds-07\nrds-08"});
  ASSERT_TRUE(list);
  ASSERT_TRUE(
      name_targets(ann, session(0), {.target_list_id = list->id, .manual_confirmed = true}));
  EXPECT_THAT(labels(), ElementsAre("rds-07", "rds-08"));
}

TEST_F(TargetsNeeded, AsksBeforeItTakesUnknownLabelsForManualTargets) {
  fire();
  auto ann = teams.north();
  const auto refused = name_targets(ann, session(0), {.text = "wbe1"});
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_THAT(refused.error().message, HasSubstr("wbe1"));
  EXPECT_EQ(name_targets(ann, session(0), by_hand("")).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(name_targets(ann, session(0), {}).error().code, ErrorCode::kInvalid);
}

TEST_F(TargetsNeeded, OnlyOfAPendingSessionWithoutATarget) {
  fire();
  auto ann = teams.north();
  set_status(0, "skipped");
  EXPECT_EQ(name_targets(ann, session(0), by_hand("a")).error().code, ErrorCode::kConflict);
  set_status(0, "pending");
  ASSERT_TRUE(name_targets(ann, session(0), by_hand("a\nb")));
  EXPECT_EQ(name_targets(ann, session(0), by_hand("c")).error().code, ErrorCode::kConflict);
}

// Somebody's word may have had the batch taken up before: what that process writes from then on is
// refused.
TEST_F(TargetsNeeded, TakesTheBatchFromWhoeverHoldsIt) {
  fire();
  auto ann = teams.north();
  const auto lease = store::take_lease(
      teams.database(), batch, {.owner = "me", .is_gone = [](std::string_view) { return false; }});
  ASSERT_TRUE(lease);
  ASSERT_TRUE(name_targets(ann, session(0), by_hand("a")));
  EXPECT_FALSE(store::renew_lease(teams.database(), *lease, teams.now));
  EXPECT_THAT(to_carry_out(), SizeIs(1));
}

TEST_F(TargetsNeeded, AtRiskHighAnotherPersonApprovesTheTargets) {
  fire("high");
  auto ann = teams.north();
  const auto after = name_targets(ann, session(0), by_hand("a"));
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(after->status, "pending_approval");
  EXPECT_EQ(after->launched_by->name, "ann");
}

TEST_F(TargetsNeeded, OfAnotherTeamIsNotFound) {
  fire();
  auto bob = teams.south();
  EXPECT_EQ(name_targets(bob, session(0), by_hand("a")).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
