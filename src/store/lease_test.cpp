#include "store/lease.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"

namespace fettle::store {
namespace {

using ::testing::HasSubstr;

NewBatch one_target(const std::string& id) {
  NewBatch batch{.id = id, .name = "A plan", .created = {0}};
  batch.frozen.targets = {{"web1", {.name = "web1"}}};
  batch.waves = {0};
  batch.sessions = {id + "-s1"};
  return batch;
}

LeaseHolder alive(std::string owner) {
  return {std::move(owner), [](std::string_view) { return false; }};
}

class LeaseOf : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  LeaseOf() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), {0}));
    EXPECT_TRUE(create_batch(*db, one_target("b1")));
  }
  Result<void> write(const Lease& lease) {
    const ports::Commit commit{lease.batch, lease.number, {ports::TargetReleased{"b1-s1"}}, {}};
    std::vector<ports::Committed> answers;
    return apply(*db, std::span(&commit, 1), answers);
  }
  bool is_released() { return load_batch(*db, "b1")->sessions[0].released; }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, LeaseOf, all_databases(), database_name);

TEST_P(LeaseOf, ABatchIsTakenByOneProcess) {
  ASSERT_TRUE(take_lease(*db, "b1", alive("process 1 on web1 [marks]")));
  const auto second = take_lease(*db, "b1", alive("process 2"));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  EXPECT_THAT(second.error().message, HasSubstr("process 1 on web1;"));
  EXPECT_EQ(lease_owner(*db, "b1", alive("process 2")), "process 1 on web1 [marks]");
}

TEST_P(LeaseOf, ABatchThatIsNotThereIsNotFound) {
  EXPECT_EQ(take_lease(*db, "b2", alive("p")).error().code, ErrorCode::kNotFound);
}

TEST_P(LeaseOf, AProcessThatIsGoneHoldsNothing) {
  const auto first = take_lease(*db, "b1", alive("process 1"));
  const auto second = take_lease(*db, "b1", holder("process 2"));
  ASSERT_TRUE(second);
  EXPECT_GT(second->number, first->number);
}

TEST_P(LeaseOf, AWriteUnderALeaseThatIsLostStoresNothing) {
  const auto lost = *take_lease(*db, "b1", holder("process 1"));
  const auto held = *take_lease(*db, "b1", holder("process 2"));
  EXPECT_EQ(write(lost).error().code, ErrorCode::kConflict);
  EXPECT_FALSE(is_released());
  EXPECT_TRUE(write(held));
  EXPECT_TRUE(is_released());
}

TEST_P(LeaseOf, AWriteMovesItsEndOn) {
  const auto lease = *take_lease(*db, "b1", alive("process 1"));
  ASSERT_TRUE(db->run("update batches set lease_until = 1 where id = 'b1'"));
  ASSERT_TRUE(write(lease));
  EXPECT_FALSE(take_lease(*db, "b1", alive("process 2")));
}

TEST_P(LeaseOf, OneThatHasRunOutIsAnybodys) {
  ASSERT_TRUE(take_lease(*db, "b1", alive("process 1")));
  ASSERT_TRUE(db->run("update batches set lease_until = 1 where id = 'b1'"));
  EXPECT_TRUE(take_lease(*db, "b1", alive("process 2")));
}

TEST_P(LeaseOf, OneThatWasGivenBackWritesNothing) {
  const auto lease = *take_lease(*db, "b1", alive("process 1"));
  ASSERT_TRUE(release_lease(*db, lease));
  EXPECT_EQ(write(lease).error().code, ErrorCode::kConflict);
  EXPECT_EQ(lease_owner(*db, "b1", alive("process 2")), "");
}

TEST_P(LeaseOf, OneThatIsLostGivesNothingBack) {
  const auto lost = *take_lease(*db, "b1", holder("process 1"));
  ASSERT_TRUE(take_lease(*db, "b1", holder("process 2")));
  ASSERT_TRUE(release_lease(*db, lost));
  EXPECT_EQ(lease_owner(*db, "b1", alive("process 3")), "process 2");
}

TEST_P(LeaseOf, ACommitThatIsRefusedTakesNoOtherAlong) {
  ASSERT_TRUE(create_batch(*db, one_target("b2")));
  const auto lost = *take_lease(*db, "b1", holder("process 1"));
  ASSERT_TRUE(take_lease(*db, "b1", holder("process 2")));
  const auto held = *take_lease(*db, "b2", holder("process 1"));
  EXPECT_FALSE(write(lost));
  const ports::Commit commit{"b2", held.number, {ports::TargetReleased{"b2-s1"}}, {}};
  std::vector<ports::Committed> answers;
  EXPECT_TRUE(apply(*db, std::span(&commit, 1), answers));
}

}  // namespace
}  // namespace fettle::store
