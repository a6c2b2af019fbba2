// How often a database waits for the disk. What may not be done twice is there before anything
// follows of it; all else comes with it.
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "embedded/migrations.hpp"
#include "store/apply_test_support.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"

namespace {

namespace fs = std::filesystem;

int waits = 0;
fs::path disk;  ///< where a file is kept as it was when somebody last waited for it

void waited_for(int file) {
  ++waits;
  std::error_code error;
  const auto path = fs::read_symlink("/proc/self/fd/" + std::to_string(file), error);
  if (!error && !disk.empty() && path.parent_path() == disk.parent_path() &&
      fs::is_regular_file(path)) {
    fs::copy_file(path, disk / path.filename(), fs::copy_options::overwrite_existing, error);
  }
}

}  // namespace

// These stand before those of the C library for SQLite, too.
extern "C" int fsync(int file) {
  waited_for(file);
  return static_cast<int>(::syscall(SYS_fsync, file));
}
extern "C" int fdatasync(int file) {
  waited_for(file);
  return static_cast<int>(::syscall(SYS_fdatasync, file));
}

namespace fettle::store {
namespace {

class WaitsForTheDisk : public ::testing::Test {
 protected:
  WaitsForTheDisk() {
    std::string pattern = ::testing::TempDir() + "fettle-durability-XXXXXX";
    folder_ = fs::canonical(::mkdtemp(pattern.data()));
    disk = folder_ / "disk";
    fs::create_directory(disk);
  }
  ~WaitsForTheDisk() override {
    disk.clear();
    fs::remove_all(folder_);
  }

  std::unique_ptr<Connection> open(Durability durability) const {
    return open_sqlite(folder_ / "fettle.db", OpenMode::kReadWrite, durability).value();
  }
  /// A database with the batch `b1`, carried out by us.
  std::unique_ptr<Connection> with_batch() {
    auto db = open(Durability::kDeferred);
    EXPECT_TRUE(migrate(*db, embedded::migrations(), {0}));
    NewBatch batch{.id = "b1", .name = "A plan", .created = {0}};
    batch.frozen.targets = {{"web1", {.name = "web1"}}};
    batch.waves = {0};
    batch.sessions = {"s1"};
    EXPECT_TRUE(create_batch(*db, batch));
    lease_ = take_lease(*db, "b1", holder())->number;
    EXPECT_TRUE(apply(*db, std::vector{commit(true)}, answers_));
    return db;
  }
  ports::Commit commit(bool may_be_deferred) const {
    return {.batch = "b1",
            .lease = lease_,
            .writes = {ports::TargetReleased{"s1"}},
            .asked = {},
            .may_be_deferred = may_be_deferred};
  }
  /// What is found once the power is back: nothing that nobody has waited for.
  std::unique_ptr<Connection> after_power_cut() const {
    fs::copy(disk, folder_ / "after");
    return open_sqlite(folder_ / "after" / "fettle.db", OpenMode::kReadWrite).value();
  }
  static int during(const std::function<void()>& what) {
    waits = 0;
    what();
    return waits;
  }

  fs::path folder_;
  std::int64_t lease_ = 0;
  std::vector<ports::Committed> answers_;
};

TEST_F(WaitsForTheDisk, OneForAFullCommitAndNoneForADeferredOne) {
  const auto db = open(Durability::kFull);
  ASSERT_TRUE(db->run("create table t (x)"));
  const auto write = [&] { ASSERT_TRUE(db->run("insert into t values (1)")); };
  EXPECT_EQ(during(write), 1);
  ASSERT_TRUE(db->set_durability(Durability::kDeferred));
  EXPECT_EQ(during(write), 0);
  ASSERT_TRUE(db->set_durability(Durability::kFull));
  EXPECT_EQ(during(write), 1);
  ASSERT_TRUE(db->set_durability(Durability::kDeferred)) << "each time anew";
  EXPECT_EQ(during(write), 0);
}

TEST_F(WaitsForTheDisk, ANewFileIsThereBeforeAnybodyWritesToIt) {
  // The file and its name: SQLite throws a WAL away whose database is empty.
  std::unique_ptr<Connection> db;
  EXPECT_EQ(during([&] { db = open(Durability::kDeferred); }), 2);
}

TEST_F(WaitsForTheDisk, NoneForABatchOfWhichNothingHasBegun) {
  std::unique_ptr<Connection> db = open(Durability::kDeferred);
  EXPECT_EQ(during([&] { db = with_batch(); }), 0);
}

TEST_F(WaitsForTheDisk, WhatMayNotBeDoneTwiceIsWaitedForAndAllElseIsNot) {
  const auto db = with_batch();
  const auto store = [&](std::vector<ports::Commit> commits) {
    return during([&] { ASSERT_TRUE(apply(*db, commits, answers_)); });
  };
  EXPECT_GE(store({commit(false)}), 1);  // the first has the file's name to bring there, too
  EXPECT_EQ(store({commit(true), commit(true)}), 0);
  EXPECT_EQ(store({commit(true), commit(false), commit(true)}), 1);
}

TEST_F(WaitsForTheDisk, WhatATeamIsToldOfIsWaitedFor) {
  const auto db = with_batch();
  ASSERT_TRUE(db->run("insert into teams (id, name, created_at) values ('t1', 'Ops', 0)"));
  const auto told = [&](const char* id) {
    auto made = commit(true);
    made.writes = {ports::MessageQueued{id, "b1", "s1", "look", "", "info", {0}}};
    return during([&] { ASSERT_TRUE(apply(*db, std::vector{made}, answers_)); });
  };
  EXPECT_EQ(told("m1"), 0) << "the batch is no team's";
  ASSERT_TRUE(db->run("update batches set team_id = 't1'"));
  EXPECT_GE(told("m2"), 1);
}

TEST_F(WaitsForTheDisk, APowerCutTakesWhatWasDeferredAndNothingBefore) {
  const auto db = with_batch();
  ASSERT_TRUE(apply(*db, std::vector{commit(false)}, answers_));
  auto later = commit(true);
  later.writes = {ports::SnapshotSaved{"s1", engine::Moment::kBefore, "{}"}};
  ASSERT_TRUE(apply(*db, std::vector{later}, answers_));
  const auto found = after_power_cut();
  EXPECT_EQ(found->one<std::string>("pragma integrity_check"), "ok");
  EXPECT_TRUE(load_batch(*found, "b1")->sessions[0].released);
  EXPECT_EQ(found->one<int>("select count(*) from snapshots"), 0);
}

TEST_F(WaitsForTheDisk, APowerCutBeforeAnythingWasToBeKeptLeavesANewDatabase) {
  const auto db = with_batch();
  const auto found = after_power_cut();
  EXPECT_EQ(migrate(*found, embedded::migrations(), {0})->size(), embedded::migrations().size());
}

TEST_F(WaitsForTheDisk, TestsThatLeaveTheDiskAloneDoSo) {
  const auto db = open(Durability::kNoneForTests);
  ASSERT_TRUE(db->set_durability(Durability::kFull));
  EXPECT_EQ(db->one<int>("pragma synchronous"), 0);
}

}  // namespace
}  // namespace fettle::store
