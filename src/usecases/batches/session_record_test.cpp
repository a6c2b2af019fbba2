#include "usecases/batches/session_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/notification_store.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SessionRecord : public LaunchedBatch {
 protected:
  SessionRecord() {
    launch({"rds-01", "rds-02"});
    add_person("cleo", "engineer");
    add_person("vic", "viewer");
  }
  std::vector<std::string> told(std::string_view user) {
    std::vector<std::string> texts;
    for (auto& one : *store::list_notifications(teams.database(), {TestTeams::kNorth, user}, 10)) {
      texts.push_back(std::move(one.text));
    }
    return texts;
  }
};

TEST_F(SessionRecord, BelongsToTheFirstWhoOpensIt) {
  auto ann = teams.north();
  EXPECT_EQ(get_session(ann, session(0))->assigned_user_id, std::nullopt);
  EXPECT_EQ(claim_session(ann, session(0))->assigned_to, "north");
  auto cleo = as("cleo");
  const auto later = claim_session(cleo, session(0));
  ASSERT_TRUE(later);
  EXPECT_EQ(later->assigned_to, "north");
  EXPECT_EQ(list_batch_sessions(ann, batch)->at(0).assigned_to, "north");
}

TEST_F(SessionRecord, IsGivenToAnEngineerWhoIsTold) {
  auto ann = teams.north();
  ASSERT_TRUE(assign_session(ann, session(0), {"cleo-id"}));
  EXPECT_EQ(get_session(ann, session(0))->assigned_to, "cleo");
  EXPECT_THAT(told("cleo-id"), ElementsAre("ann gave you rds-01: proof"));
  ASSERT_TRUE(assign_session(ann, session(0), {std::string(TestTeams::kAnn)}));
  EXPECT_THAT(told(TestTeams::kAnn), IsEmpty()) << "nobody is told what they did themselves";
  ASSERT_TRUE(assign_session(ann, session(0), {std::nullopt}));
  EXPECT_EQ(get_session(ann, session(0))->assigned_user_id, std::nullopt);
}

TEST_F(SessionRecord, IsGivenToNobodyWhoMayNotRun) {
  auto ann = teams.north();
  EXPECT_EQ(assign_session(ann, session(0), {"vic-id"}).error().code, ErrorCode::kInvalid);
  const std::string stranger(TestTeams::kBob);
  EXPECT_EQ(assign_session(ann, session(0), {stranger}).error().code, ErrorCode::kNotFound);
}

TEST_F(SessionRecord, RefusesAStaleWriteWithTheNewerState) {
  auto ann = teams.north();
  const auto read = get_session(ann, session(0))->record_version;
  ASSERT_TRUE(change_session_record(ann, session(0), {.scratchpad = "mine"}, read));
  const auto stale = change_session_record(ann, session(0), {.scratchpad = "theirs"}, read);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, ErrorCode::kStale);
  EXPECT_THAT(stale.error().current, HasSubstr(R"("scratchpad":"mine")"));
  EXPECT_EQ(get_session(ann, session(0))->scratchpad, "mine");
}

TEST_F(SessionRecord, KeepsWhatAChangeDoesNotName) {
  auto ann = teams.north();
  ASSERT_TRUE(change_session_record(ann, session(0), {.scratchpad = "disk full"}, {}));
  ASSERT_TRUE(change_session_record(ann, session(0), {.next_steps = "order a disk"}, {}));
  const auto seen = *get_session(ann, session(0));
  EXPECT_EQ(seen.scratchpad, "disk full");
  EXPECT_EQ(seen.next_steps, "order a disk");
}

TEST_F(SessionRecord, HasAnOutcomeOnceItHasEnded) {
  auto ann = teams.north();
  const RecordChange outcome{.outcome = "not_applicable", .outcome_notes = "decommissioned"};
  EXPECT_EQ(change_session_record(ann, session(0), outcome, {}).error().code, ErrorCode::kConflict);
  set_status(0, "skipped");
  EXPECT_EQ(change_session_record(ann, session(0), outcome, {})->outcome, "not_applicable");
  EXPECT_EQ(change_session_record(ann, session(0), {.outcome = "great"}, {}).error().code,
            ErrorCode::kInvalid);
}

TEST_F(SessionRecord, KeepsNotesOnItsStepsWithTheirAuthors) {
  auto ann = teams.north();
  auto cleo = as("cleo");
  ASSERT_TRUE(add_session_note(ann, session(0), {.step = 0, .text = "slow"}));
  const auto seen = add_session_note(cleo, session(0), {.step = 0, .text = "still slow"});
  ASSERT_TRUE(seen) << seen.error().message;
  ASSERT_THAT(seen->notes, SizeIs(2));
  EXPECT_EQ(seen->notes[1].by.name, "cleo");
  EXPECT_EQ(seen->notes[1].text, "still slow");
  EXPECT_EQ(add_session_note(ann, session(0), {.step = 9, .text = "x"}).error().code,
            ErrorCode::kInvalid);
  EXPECT_THAT(get_session(ann, session(1))->notes, IsEmpty());
}

TEST_F(SessionRecord, KeepsStepsThatAreInNoPlan) {
  auto ann = teams.north();
  EXPECT_EQ(add_ad_hoc_step(ann, session(0), {.title = "", .text = "x"}).error().code,
            ErrorCode::kInvalid);
  EXPECT_EQ(add_ad_hoc_step(ann, session(0), {.title = "t", .mark = "failed"}).error().code,
            ErrorCode::kInvalid)
      << "what failed has a text that says how";
  const auto seen =
      add_ad_hoc_step(ann, session(0), {.title = "Restart the spooler", .text = "it hung"});
  ASSERT_THAT(seen->ad_hoc_steps, SizeIs(1));
  EXPECT_EQ(seen->ad_hoc_steps[0].mark, "done");
  EXPECT_EQ(seen->ad_hoc_steps[0].by.name, "ann");
}

TEST_F(SessionRecord, OfAnotherTeamIsNotFound) {
  auto bob = teams.south();
  EXPECT_EQ(claim_session(bob, session(0)).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(assign_session(bob, session(0), {}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(change_session_record(bob, session(0), {}, {}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(add_session_note(bob, session(0), {.text = "x"}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(add_ad_hoc_step(bob, session(0), {.title = "x"}).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
