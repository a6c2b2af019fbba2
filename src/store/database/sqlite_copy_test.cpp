#include "store/database/sqlite_copy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "store/database/database_test_support.hpp"
#include "store/database/sqlite.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class SqliteCopy : public ::testing::Test {
 protected:
  SqliteCopy() {
    EXPECT_TRUE(
        db->run_script("create table pairs (a integer, b integer, filling text);"
                       "create index pairs_by_a on pairs (a)"));
    for (int i = 0; i < 200; ++i) add(i);
  }

  void add(int number) {
    EXPECT_TRUE(
        db->run("insert into pairs values (?, ?, ?)", number, number, std::string(4000, 'x')));
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (!entry.path().filename().string().starts_with("fettle.db")) {
        names.push_back(entry.path().filename());
      }
    }
    return names;
  }

  TestDatabase database{DatabaseKind::kFile};
  std::unique_ptr<Connection> db = database.open();
  fs::path folder = fs::path(database.address()).parent_path();
  std::string copy = folder / "copy.db";
};

TEST_F(SqliteCopy, IsOneFileOfItsOwnerWithEverythingInIt) {
  ASSERT_TRUE(copy_sqlite(database.address(), copy));
  EXPECT_THAT(files(), ElementsAre("copy.db"));
  EXPECT_EQ(fs::status(copy).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(
      (*open_sqlite(copy, OpenMode::kReadOnly))->one<std::int64_t>("select count(*) from pairs"),
      200);
}

TEST_F(SqliteCopy, StandsAtOneInstantWhileSomebodyWrites) {
  const auto writing = database.open();
  std::jthread writer([&](const std::stop_token& stop) {
    for (int i = 1000; !stop.stop_requested(); ++i) {
      auto transaction = Transaction::begin(*writing);
      EXPECT_TRUE(transaction);
      EXPECT_TRUE(writing->run("update pairs set a = ?", i));
      EXPECT_TRUE(writing->run("update pairs set b = ?", i));
      EXPECT_TRUE(transaction->commit());
    }
  });
  for (int i = 0; i < 5; ++i) {
    const auto to = copy + std::to_string(i);
    const auto copied = copy_sqlite(database.address(), to);
    ASSERT_TRUE(copied) << copied.error().message << copied.error().detail;
    const auto opened = *open_sqlite(to, OpenMode::kReadOnly);
    EXPECT_EQ(opened->one<std::int64_t>("select count(*) from pairs where a <> b"), 0);
    EXPECT_EQ(opened->one<std::int64_t>("select count(distinct a) in (1, 200) from pairs"), 1);
  }
}

TEST_F(SqliteCopy, NeverOverwritesAFile) {
  std::ofstream(copy) << "mine";
  const auto copied = copy_sqlite(database.address(), copy);
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error().code, ErrorCode::kConflict);
  EXPECT_EQ(fs::file_size(copy), 4U);
}

TEST_F(SqliteCopy, LeavesNothingOfADamagedDatabase) {
  db.reset();
  std::fstream(database.address(), std::ios::in | std::ios::out | std::ios::binary)
      .seekp(4096L * 20)
      .write(std::string(4096L * 5, '\x55').data(), 4096L * 5);
  const auto copied = copy_sqlite(database.address(), copy);
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error().code, ErrorCode::kIo);
  EXPECT_TRUE(files().empty());
}

TEST_F(SqliteCopy, RefusesWhatIsNoDatabaseOfOurs) {
  const std::string other = folder / "other";
  std::ofstream(other)
      << "just some text that is long enough to have a header of one hundred bytes "
         "and then some more of it, to be sure";
  EXPECT_FALSE(copy_sqlite(other, copy));
  EXPECT_EQ(copy_sqlite(folder / "nothing", copy).error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(fs::exists(copy));
}

TEST_F(SqliteCopy, FindsARowThatRefersToNone) {
  ASSERT_TRUE(
      db->run_script("create table one (id text primary key);"
                     "create table two (one_id text references one (id));"
                     "pragma foreign_keys = off; insert into two values ('x')"));
  const auto sound = check_integrity(*db);
  ASSERT_FALSE(sound);
  EXPECT_THAT(sound.error().message, HasSubstr("a row of two refers to one of one"));
}

}  // namespace
}  // namespace fettle::store
