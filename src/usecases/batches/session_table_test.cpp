#include "usecases/batches/session_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/batches/launched_batch_test_support.hpp"
#include "usecases/batches/session_record.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;

class TableOfSessions : public LaunchedBatch {
 protected:
  TableOfSessions() { launch({"rds-01", "rds-02"}); }
  std::string version() {
    auto ann = teams.north();
    return *session_table_version(ann, batch);
  }
};

TEST_F(TableOfSessions, HasOneEntryASessionInEachColumn) {
  auto ann = teams.north();
  ASSERT_TRUE(claim_session(ann, session(1)));
  const auto table = *read_session_table(ann, batch);
  EXPECT_EQ(table.count, 2);
  EXPECT_THAT(table.target_label, ElementsAre("rds-01", "rds-02"));
  EXPECT_THAT(table.status, ElementsAre("pending", "pending"));
  EXPECT_THAT(table.assigned_to, ElementsAre("", "north"));
  EXPECT_THAT(table.session_id, ElementsAre(session(0), session(1)));
  EXPECT_EQ(table.version.size(), 2U);
}

TEST_F(TableOfSessions, HasAnotherVersionWheneverSomethingOfItChanges) {
  const auto first = version();
  EXPECT_EQ(version(), first);
  auto ann = teams.north();
  ASSERT_TRUE(claim_session(ann, session(0)));
  const auto second = version();
  EXPECT_NE(second, first);
  ASSERT_TRUE(
      teams.database().run("update sessions set version = version + 1 where id = ?", session(0)));
  EXPECT_NE(version(), second);
}

TEST_F(TableOfSessions, OfAnotherTeamIsNotFound) {
  auto bob = teams.south();
  EXPECT_EQ(read_session_table(bob, batch).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(session_table_version(bob, batch).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
