#include "upkeep/remove_output.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"

namespace fettle::upkeep {
namespace {

using engine::BatchStatus;

constexpr Milliseconds kDay = std::chrono::hours(24);
constexpr Instant kEnd{1'774'747'800'000};

class RemoveOutput : public ::testing::Test {
 protected:
  RemoveOutput() { EXPECT_TRUE(store::migrate(*db, embedded::migrations(), kEnd)); }

  void add_batch(const std::string& id) {
    engine::ApprovedPlan frozen;
    frozen.markdown = "# A plan\n";
    frozen.targets.push_back({"web1", {.name = "web1"}});
    EXPECT_TRUE(store::create_batch(*db, {.id = id,
                                          .name = id,
                                          .created = kEnd,
                                          .frozen = frozen,
                                          .waves = {0},
                                          .sessions = {id + "-s1"}}));
  }
  void save(const std::string& id, BatchStatus status, Instant at = kEnd) {
    EXPECT_TRUE(
        store::apply_writes(*db, id, {ports::BatchSaved{id, {.status = status, .total = 1}, at}}));
  }
  void write_output(const std::string& id, int pieces, int from = 0) {
    std::vector<ports::Write> writes{
        ports::SnapshotSaved{id + "-s1", engine::Moment::kBefore, "{}"}};
    for (int i = from; i < from + pieces; ++i) {
      writes.emplace_back(ports::OutputAdded{
          .session = id + "-s1", .order = id + ".1", .offset = i, .length = 1, .text = "x"});
    }
    EXPECT_TRUE(store::apply_writes(*db, id, std::move(writes)));
  }
  bool remove(Instant now) {
    const auto more = remove_output(*db, kKeepOutput, now);
    EXPECT_TRUE(more) << more.error().message << more.error().detail;
    return more.value_or(false);
  }
  std::int64_t count(const std::string& table) {
    return db->one<std::int64_t>("select count(*) from " + table).value();
  }

  std::unique_ptr<store::Connection> db =
      store::open_sqlite(":memory:", store::OpenMode::kReadWrite).value();
};

TEST_F(RemoveOutput, KeepsItForNinetyDaysAndTheBatchForEver) {
  add_batch("b1");
  write_output("b1", 3);
  save("b1", BatchStatus::kCompleted);
  EXPECT_FALSE(remove(kEnd + kDay * 90));
  EXPECT_EQ(count("output"), 3);
  EXPECT_FALSE(remove(kEnd + kDay * 91));
  EXPECT_EQ(count("output"), 0);
  EXPECT_EQ(count("snapshots"), 0);
  EXPECT_EQ(count("batches"), 1);
  EXPECT_EQ(count("sessions"), 1);
}

TEST_F(RemoveOutput, LeavesBatchesThatHaveNotEnded) {
  add_batch("b1");
  write_output("b1", 3);
  save("b1", BatchStatus::kPaused);
  remove(kEnd + kDay * 1000);
  EXPECT_EQ(count("output"), 3);
}

TEST_F(RemoveOutput, GoesOnWithABigBatchInPieces) {
  add_batch("b1");
  write_output("b1", 5000);
  save("b1", BatchStatus::kFailed);
  EXPECT_TRUE(remove(kEnd + kDay * 91));
  EXPECT_EQ(count("output"), 1000);
  EXPECT_FALSE(remove(kEnd + kDay * 91));
  EXPECT_EQ(count("output"), 0);
}

TEST_F(RemoveOutput, OfABatchThatWasReopenedIsRemovedAnew) {
  add_batch("b1");
  save("b1", BatchStatus::kHalted);
  remove(kEnd + kDay * 91);
  save("b1", BatchStatus::kRunning, kEnd + kDay * 92);
  write_output("b1", 3);
  remove(kEnd + kDay * 200);
  EXPECT_EQ(count("output"), 3);
  save("b1", BatchStatus::kCompleted, kEnd + kDay * 93);
  remove(kEnd + kDay * 200);
  EXPECT_EQ(count("output"), 0);
}

}  // namespace
}  // namespace fettle::upkeep
