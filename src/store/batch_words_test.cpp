#include "store/batch_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"

namespace fettle::store {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Instant kNow{1'774'747'800'000};

class BatchWords : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  BatchWords() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    engine::ApprovedPlan frozen;
    frozen.markdown = "# A plan\n";
    frozen.targets.push_back({"web1", {.name = "web1"}});
    EXPECT_TRUE(create_batch(*db, {.id = "b1",
                                   .name = "A plan",
                                   .created = kNow,
                                   .frozen = frozen,
                                   .waves = {0},
                                   .sessions = {"s1"}}));
    EXPECT_TRUE(add_word(*db, {.id = "w1", .batch_id = "b1", .word = "{}"}));
  }

  std::vector<BatchWord> waiting() { return waiting_words(*db).value(); }
  ErrorCode answer() {
    const auto answered = word_answer(*db, "w1");
    EXPECT_FALSE(answered);
    return answered ? ErrorCode::kInternal : answered.error().code;
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, BatchWords, all_databases(), database_name);

TEST_P(BatchWords, WaitsUntilWhatFollowsOfItIsStored) {
  EXPECT_THAT(waiting(), SizeIs(1));
  EXPECT_EQ(answer(), ErrorCode::kBusy);
  ASSERT_TRUE(apply_writes(*db, "b1", {ports::WordHeard{"w1"}}));
  EXPECT_THAT(waiting(), IsEmpty());
  EXPECT_TRUE(word_answer(*db, "w1"));
}

TEST_P(BatchWords, BringsItsAuditEntry) {
  ports::WordAudit audit;
  audit.action = "batch.paused";
  ASSERT_TRUE(add_word(*db, {.id = "w2", .batch_id = "b1", .word = "pause", .audit = audit}));
  EXPECT_FALSE(waiting().at(0).audit);
  EXPECT_EQ(waiting().at(1).word, "pause");
  EXPECT_EQ(waiting().at(1).audit.value_or(ports::WordAudit()).action, "batch.paused");
}

TEST_P(BatchWords, IsStoredWithItsAuditEntryOrNotAtAll) {
  ports::WordAudit audit;
  audit.action = "batch.paused";
  audit.after = R"({"status":"paused"})";
  const std::vector<ports::Write> writes{ports::WordHeard{"w1"}, ports::WordAudited{audit}};
  ASSERT_TRUE(db->run("alter table audit_log rename to audit_log_aside"));
  EXPECT_FALSE(apply_writes(*db, "b1", writes));
  ASSERT_TRUE(db->run("alter table audit_log_aside rename to audit_log"));
  EXPECT_THAT(waiting(), SizeIs(1)) << "it was not heard";
  ASSERT_TRUE(apply_writes(*db, "b1", writes));
  EXPECT_THAT(waiting(), IsEmpty());
  EXPECT_EQ(
      db->all<std::string>("select action || ' ' || difference as entry from audit_log"),
      (std::vector<std::string>{R"(batch.paused {"before":null,"after":{"status":"paused"}})"}));
}

// Whoever lost the batch has heard it for nothing: the next holder hears it.
TEST_P(BatchWords, IsNotHeardByWhoLostTheBatch) {
  const auto old = take_lease(*db, "b1", holder("old")).value();
  const auto taken_over = take_lease(*db, "b1", holder("new")).value();
  const ports::Commit late{"b1", old.number, {ports::WordHeard{"w1"}}, {}};
  std::vector<ports::Committed> answers;
  EXPECT_FALSE(apply(*db, {&late, 1}, answers));
  ASSERT_TRUE(refuse_word(*db, old, "w1", {ErrorCode::kConflict, "no", {}, {}}));
  EXPECT_THAT(waiting(), SizeIs(1));
  ASSERT_TRUE(refuse_word(*db, taken_over, "w1", {ErrorCode::kStale, "it has changed", {}, {}}));
  EXPECT_THAT(waiting(), IsEmpty());
  EXPECT_EQ(answer(), ErrorCode::kStale);
}

TEST_P(BatchWords, ThatWasHeardIsNotRefused) {
  const auto lease = take_lease(*db, "b1", holder()).value();
  const ports::Commit commit{"b1", lease.number, {ports::WordHeard{"w1"}}, {}};
  std::vector<ports::Committed> answers;
  ASSERT_TRUE(apply(*db, {&commit, 1}, answers));
  ASSERT_TRUE(refuse_word(*db, lease, "w1", {ErrorCode::kConflict, "no", {}, {}}));
  EXPECT_TRUE(take_word_back(*db, "w1"));
}

TEST_P(BatchWords, ThatWasTakenBackIsHeardByNobody) {
  EXPECT_EQ(take_word_back(*db, "w1").error().code, ErrorCode::kBusy);
  EXPECT_THAT(waiting(), IsEmpty());
}

TEST_P(BatchWords, CountsForNothingOnceItsTimeIsOver) {
  ASSERT_TRUE(db->run("update batch_words set until = until - ?", kWordLength.count()));
  EXPECT_THAT(waiting(), IsEmpty());
  ASSERT_TRUE(db->run("update batch_words set until = until - ?", 2 * kWordLength.count()));
  ASSERT_TRUE(remove_late_words(*db));
  EXPECT_EQ(db->one<std::int64_t>("select count(*) from batch_words"), 0);
}

}  // namespace
}  // namespace fettle::store
