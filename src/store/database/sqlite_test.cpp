#include "store/database/sqlite.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace fettle::store {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class SqliteTest : public ::testing::Test {
 protected:
  SqliteTest() {
    std::string pattern = ::testing::TempDir() + "fettle-sqlite-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~SqliteTest() override { fs::remove_all(folder_); }

  std::string path(const std::string& name = "fettle.db") const { return folder_ / name; }

  Error refusal(const std::string& file, OpenMode mode = OpenMode::kReadWrite) const {
    const auto result = open_sqlite(file, mode);
    EXPECT_FALSE(result);
    return result ? Error{} : result.error();
  }

  fs::path folder_;
};

mode_t mode_of(const std::string& path) {
  struct stat status{};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 0777U;
}

/// Root may write every file: this thread then opens files as nobody does. Other users stay.
class Nobody {
 public:
  Nobody() : before_(static_cast<uid_t>(::setfsuid(kNobody))) {}
  ~Nobody() { ::setfsuid(before_); }
  Nobody(const Nobody&) = delete;
  Nobody& operator=(const Nobody&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;
  uid_t before_;
};

TEST_F(SqliteTest, MakesAFileThatOnlyItsOwnerCanRead) {
  const auto before = ::umask(0);
  const auto db = open_sqlite(path(), OpenMode::kReadWrite).value();
  ASSERT_TRUE(db->run("create table t (x)"));
  ::umask(before);
  EXPECT_EQ(mode_of(path()), 0600U);
  EXPECT_EQ(mode_of(path() + "-wal"), 0600U);
  EXPECT_EQ(mode_of(path() + "-shm"), 0600U);
}

TEST_F(SqliteTest, IsSetUpToLoseNothing) {
  const auto db = open_sqlite(path(), OpenMode::kReadWrite).value();
  EXPECT_EQ(db->one<std::string>("pragma journal_mode"), "wal");
  EXPECT_EQ(db->one<int>("pragma synchronous"), 2);
  EXPECT_EQ(db->one<int>("pragma foreign_keys"), 1);
  EXPECT_EQ(db->one<int>("pragma busy_timeout"), 5'000);
}

TEST_F(SqliteTest, LeavesTheDiskAloneOnlyForTests) {
  const auto db = open_sqlite(path(), OpenMode::kReadWrite, Durability::kNoneForTests).value();
  EXPECT_EQ(db->one<int>("pragma synchronous"), 0);
}

TEST_F(SqliteTest, KeepsWhatWasWrittenForTheNextOpening) {
  {
    const auto db = open_sqlite(path(), OpenMode::kReadWrite).value();
    ASSERT_TRUE(db->run_script("create table t (x); insert into t values (7)"));
  }
  const auto db = open_sqlite(path(), OpenMode::kReadOnly).value();
  EXPECT_EQ(db->one<int>("select x from t"), 7);
}

TEST_F(SqliteTest, NamesAMissingFolder) {
  const auto error = refusal(path("missing/fettle.db"));
  EXPECT_EQ(error.code, ErrorCode::kNotFound);
  EXPECT_THAT(error.message, HasSubstr("missing/fettle.db does not exist: make it"));
}

TEST_F(SqliteTest, RefusesAFolder) {
  EXPECT_THAT(refusal(folder_).message, HasSubstr("is a folder"));
}

TEST_F(SqliteTest, RefusesAPipeAndADeviceAtOnce) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  for (const auto mode : {OpenMode::kReadWrite, OpenMode::kReadOnly}) {
    EXPECT_THAT(refusal(path("pipe"), mode).message, HasSubstr("is a named pipe"));
    EXPECT_THAT(refusal("/dev/zero", mode).message, HasSubstr("is a device"));
  }
}

TEST_F(SqliteTest, RefusesAFileThatAnybodyMayWrite) {
  ASSERT_TRUE(open_sqlite(path("a b.db"), OpenMode::kReadWrite));
  ASSERT_EQ(::chmod(path("a b.db").c_str(), 0666), 0);
  EXPECT_THAT(refusal(path("a b.db")).message, HasSubstr("chmod o-w '" + path("a b.db") + "'"));
}

TEST_F(SqliteTest, RefusesTheFileOfAnotherAccount) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  ASSERT_TRUE(open_sqlite(path(), OpenMode::kReadWrite));
  ASSERT_EQ(::chown(path().c_str(), 65'534, 65'534), 0);
  EXPECT_THAT(refusal(path()).message, HasSubstr("belongs to another account (uid 65534)"));
}

TEST_F(SqliteTest, RefusesWhatSomebodyLeftBesideTheFile) {
  ASSERT_TRUE(open_sqlite(path(), OpenMode::kReadWrite));
  std::ofstream(path("other")) << "x";
  fs::create_symlink(path("other"), path() + "-journal");
  EXPECT_THAT(refusal(path()).message, HasSubstr("-journal is a symbolic link"));
}

TEST_F(SqliteTest, OpensTheFileThatALinkLeadsTo) {
  ASSERT_TRUE(open_sqlite(path(), OpenMode::kReadWrite));
  fs::create_symlink(path(), path("link"));
  EXPECT_TRUE(open_sqlite(path("link"), OpenMode::kReadWrite));
  fs::create_symlink(path("nothing"), path("dangling"));
  EXPECT_THAT(refusal(path("dangling")).message, HasSubstr("leads nowhere"));
}

TEST_F(SqliteTest, DoesNotMakeAFileToReadIt) {
  EXPECT_EQ(refusal(path(), OpenMode::kReadOnly).code, ErrorCode::kNotFound);
  EXPECT_FALSE(fs::exists(path()));
}

TEST_F(SqliteTest, RefusesAFileThatIsNoDatabaseAndLeavesItAlone) {
  std::ofstream(path()) << std::string(4'096, 'x');
  EXPECT_THAT(refusal(path()).message, HasSubstr("is not a database: name another file"));
  EXPECT_EQ(fs::file_size(path()), 4'096U);
}

TEST_F(SqliteTest, RefusesTheDatabaseOfAnotherProgram) {
  {
    const auto db = open_sqlite(path(), OpenMode::kReadWrite).value();
    ASSERT_TRUE(db->run_script("create table bookmarks (x); pragma application_id = 0"));
  }
  EXPECT_THAT(refusal(path()).message, HasSubstr("a database of another program"));
}

TEST_F(SqliteTest, RefusesADamagedDatabase) {
  {
    const auto db = open_sqlite(path(), OpenMode::kReadWrite).value();
    ASSERT_TRUE(db->run("create table t (x)"));
  }
  std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100) << std::string(3'000, 'x');
  file.close();
  const auto result = [&]() -> Result<bool> {
    FETTLE_TRY(db, open_sqlite(path(), OpenMode::kReadWrite));
    return db->has_table("t");
  }();
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("is damaged: put a backup in its place"));
}

TEST_F(SqliteTest, RefusesAFileThatMayNotBeWritten) {
  open_sqlite(path(), OpenMode::kReadWrite).value().reset();
  fs::permissions(folder_, fs::perms::all);
  fs::permissions(path(), fs::perms{0444});
  const Nobody nobody;
  EXPECT_THAT(refusal(path()).message, HasSubstr("can't be written: check the permissions"));
}

TEST_F(SqliteTest, WritesNothingThroughAConnectionForReading) {
  open_sqlite(path(), OpenMode::kReadWrite).value().reset();
  const auto db = open_sqlite(path(), OpenMode::kReadOnly).value();
  EXPECT_THAT(db->run("create table t (x)").error().message, HasSubstr("can't be written"));
}

TEST_F(SqliteTest, SaysThatTheDiskIsFull) {
  const auto db = open_sqlite(path(), OpenMode::kReadWrite).value();
  ASSERT_TRUE(db->run("create table t (x)"));
  ASSERT_TRUE(db->run("pragma max_page_count = 3"));
  const auto result = db->run("insert into t values (?)", std::string(100'000, 'x'));
  EXPECT_EQ(result.error().code, ErrorCode::kIo);
  EXPECT_THAT(result.error().message, HasSubstr("no room is left for the database"));
}

TEST_F(SqliteTest, CanBeUsedAfterTheDiskWasFull) {
  const auto db = open_sqlite(path(), OpenMode::kReadWrite).value();
  ASSERT_TRUE(db->run("create table t (x)"));
  ASSERT_TRUE(db->run("pragma max_page_count = 3"));
  {
    const auto transaction = Transaction::begin(*db).value();
    EXPECT_FALSE(db->run("insert into t values (?)", std::string(100'000, 'x')));
  }
  ASSERT_TRUE(db->run("pragma max_page_count = 1000"));
  EXPECT_TRUE(Transaction::begin(*db));
}

TEST_F(SqliteTest, CallsADatabaseThatAnotherOneWritesToBusy) {
  const auto first = open_sqlite(path(), OpenMode::kReadWrite).value();
  const auto second = open_sqlite(path(), OpenMode::kReadWrite).value();
  ASSERT_TRUE(second->run("pragma busy_timeout = 1"));
  const auto writing = Transaction::begin(*first).value();
  EXPECT_EQ(Transaction::begin(*second).error().code, ErrorCode::kBusy);
}

TEST_F(SqliteTest, ReadsWhileAnotherOneWrites) {
  const auto writer = open_sqlite(path(), OpenMode::kReadWrite).value();
  ASSERT_TRUE(writer->run("create table t (x)"));
  const auto writing = Transaction::begin(*writer).value();
  ASSERT_TRUE(writer->run("insert into t values (1)"));
  const auto reader = open_sqlite(path(), OpenMode::kReadOnly).value();
  EXPECT_EQ(reader->one<int>("select count(*) from t"), 0);
}

TEST_F(SqliteTest, WaitsForItsTurnToWrite) {
  ASSERT_TRUE(open_sqlite(path(), OpenMode::kReadWrite).value()->run("create table t (x)"));
  const auto add = [this] {
    const auto db = open_sqlite(path(), OpenMode::kReadWrite, Durability::kNoneForTests).value();
    for (int i = 0; i < 50; ++i) {
      auto transaction = Transaction::begin(*db).value();
      const auto count = db->one<int>("select count(*) from t").value();
      ASSERT_TRUE(db->run("insert into t values (?)", count));
      ASSERT_TRUE(transaction.commit());
    }
  };
  {
    const std::jthread one(add);
    const std::jthread two(add);
  }
  const auto db = open_sqlite(path(), OpenMode::kReadOnly).value();
  EXPECT_EQ(db->one<int>("select count(distinct x) from t"), 100);
}

TEST_F(SqliteTest, CanBeMadeBySeveralAtOnce) {
  std::vector<Result<std::unique_ptr<Connection>>> opened(8);
  {
    std::vector<std::jthread> threads;
    for (auto& result : opened) {
      threads.emplace_back([&] { result = open_sqlite(path(), OpenMode::kReadWrite); });
    }
  }
  for (const auto& result : opened) EXPECT_TRUE(result) << result.error().detail;
}

TEST_F(SqliteTest, ReadsOneStateUntilItWrites) {
  const auto db = open_sqlite(path(), OpenMode::kReadWrite).value();
  const auto other = open_sqlite(path(), OpenMode::kReadWrite).value();
  ASSERT_TRUE(db->run("create table t (x)"));
  const auto count = [&] { return db->one<int>("select count(*) from t").value(); };
  {
    const Reading reading(*db);
    EXPECT_EQ(count(), 0);
    ASSERT_TRUE(other->run("insert into t values (1)"));
    EXPECT_EQ(count(), 0);
    ASSERT_TRUE(db->run("insert into t values (2)")) << "it has nothing to do with what was read";
    EXPECT_EQ(count(), 2);
    EXPECT_EQ(other->one<int>("select count(*) from t"), 2) << "what was written stands at once";
  }
  {
    const Reading reading(*db);
    EXPECT_EQ(count(), 2);
    auto transaction = Transaction::begin(*db);
    ASSERT_TRUE(transaction) << transaction.error().detail;
    ASSERT_TRUE(db->run("insert into t values (3)"));
    ASSERT_TRUE(transaction->commit());
  }
  ASSERT_TRUE(other->run("insert into t values (4)"));
  EXPECT_EQ(count(), 4) << "nothing is held any more";
}

}  // namespace
}  // namespace fettle::store
