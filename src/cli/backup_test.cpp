// What is in a backup, what comes of one, what is refused. On PostgreSQL:
// tests/contract/many_processes_test.py.
#include "cli/backup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "cli/migrate.hpp"
#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "store/people_store.hpp"

namespace fettle::cli {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;
namespace fs = std::filesystem;

constexpr Instant kNow{1'774'747'800'000};

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

fs::path make_folder() {
  std::string pattern = ::testing::TempDir() + "fettle-backup-XXXXXX";
  return ::mkdtemp(pattern.data());
}

class Backup : public ::testing::Test {
 protected:
  Backup() {
    EXPECT_TRUE(store::migrate(*db, embedded::migrations(), kNow));
    EXPECT_TRUE(store::add_team(*db, {.id = "t1", .name = "North", .created_at = kNow}));
  }
  ~Backup() override { fs::remove_all(folder); }

  int back_up() { return make_backup({address, file}, console); }
  int restore() { return restore_backup({restored, file}, console); }
  /// Of a Fettle that knows one migration more.
  void make_newer(store::Connection& of) {
    EXPECT_TRUE(of.run("insert into schema_migrations values (9999, '9999_later.sql', '', 0)"));
  }

  fs::path folder = make_folder();
  std::string address = "sqlite:" + (folder / "service.db").string();
  std::string restored = "sqlite:" + (folder / "restored.db").string();
  std::string file = folder / "backup";
  std::unique_ptr<store::Connection> db =
      store::open_database(address, store::OpenMode::kReadWrite).value();
  std::ostringstream out;
  std::ostringstream err;
  Console console{out, err, false, "root"};
};

TEST_F(Backup, ComesBackWholeAndSaysThatNothingGoesOn) {
  ASSERT_EQ(back_up(), kExitDone) << err.str();
  EXPECT_EQ(out.str(), file + "\n");
  EXPECT_THAT(err.str(), HasSubstr("The master key that opens them is not"));
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_EQ(restore(), kExitDone) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("Targets may have moved on"));
  const auto opened = store::open_database(restored, store::OpenMode::kReadOnly);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ((*opened)->one<std::string>("select name from teams"), "North");
  EXPECT_EQ((*opened)->one<std::string>("select action from audit_log"), "database.restored");
}

TEST_F(Backup, OverwritesNoFileAndNoDatabase) {
  ASSERT_EQ(back_up(), kExitDone) << err.str();
  EXPECT_EQ(back_up(), kExitUsage);
  EXPECT_THAT(err.str(), HasSubstr("exists already and is not overwritten"));
  EXPECT_EQ(restore_backup({address, file}, console), kExitUsage);
  EXPECT_THAT(err.str(), HasSubstr("not overwritten"));
  EXPECT_EQ(db->one<std::int64_t>("select count(*) from audit_log"), 0);
}

TEST_F(Backup, IsNotMixedWithTheLogOfADatabaseThatStoodThere) {
  ASSERT_EQ(back_up(), kExitDone) << err.str();
  std::ofstream(folder / "restored.db-wal") << "of another database";
  EXPECT_EQ(restore(), kExitUsage);
  EXPECT_THAT(err.str(), HasSubstr("restored.db-wal is left of a database that stood there"));
  EXPECT_FALSE(fs::exists(folder / "restored.db"));
}

TEST_F(Backup, MigrateSaysWhatIsMissingAndBringsIt) {
  const MigrateOptions look{.database = restored, .check = true};
  ASSERT_TRUE(store::open_database(restored, store::OpenMode::kReadWrite));
  EXPECT_EQ(migrate(look, console), kExitFailed);
  EXPECT_THAT(out.str(), StartsWith("missing 0001_batches.sql\n"));
  EXPECT_EQ(migrate({.database = restored}, console), kExitDone);
  EXPECT_THAT(out.str(), HasSubstr("applied 0001_batches.sql\n"));
  EXPECT_EQ(migrate(look, console), kExitDone);
}

TEST_F(Backup, RefusesADatabaseOfANewerFettle) {
  make_newer(*db);
  EXPECT_EQ(back_up(), kExitUsage);
  EXPECT_EQ(migrate({.database = address}, console), kExitUsage);
  EXPECT_THAT(err.str(), HasSubstr("made by a newer Fettle"));
  EXPECT_FALSE(fs::exists(file));
}

TEST_F(Backup, OfANewerFettleIsRefusedBeforeAnythingIsTouched) {
  ASSERT_EQ(back_up(), kExitDone) << err.str();
  make_newer(**store::open_database(file, store::OpenMode::kReadWrite));
  const auto before = bytes_of(file);
  EXPECT_EQ(restore(), kExitUsage);
  EXPECT_EQ(migrate({.database = file}, console), kExitUsage);
  EXPECT_EQ(bytes_of(file), before);
  EXPECT_FALSE(fs::exists(folder / "restored.db"));
}

TEST_F(Backup, ThatIsDamagedLeavesNothing) {
  ASSERT_EQ(back_up(), kExitDone) << err.str();
  const auto size = static_cast<std::streamoff>(fs::file_size(file));
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary)
      .seekp(size / 2)
      .write(std::string(8192, '\x55').data(), 8192);
  EXPECT_EQ(restore(), kExitUsage);
  for (const auto& entry : fs::directory_iterator(folder)) {
    EXPECT_THAT(entry.path().filename().string(), AnyOf("backup", StartsWith("service.db")));
  }
}

}  // namespace
}  // namespace fettle::cli
