#include "store/database/migrate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "embedded/migrations.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/sqlite.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr EmbeddedFile kFirst{"0001_hosts.sql",
                              "create table hosts (name text);\ncreate table sites (name text);\n"};
constexpr EmbeddedFile kSecond{"0002_more.sql", "alter table hosts add column role text"};
constexpr Instant kNow{1'774'747'800'000};

using Files = std::vector<EmbeddedFile>;

class Migrate : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, Migrate, all_databases(), database_name);

TEST_P(Migrate, AppliesAllInOrderAndNamesThem) {
  EXPECT_THAT(migrate(*db, Files{kSecond, kFirst}, kNow).value(),
              ElementsAre("0001_hosts.sql", "0002_more.sql"));
  EXPECT_TRUE(db->run("insert into hosts (name, role) values ('web1', 'web')"));
}

TEST_P(Migrate, AppliesOnlyWhatIsMissing) {
  ASSERT_TRUE(migrate(*db, Files{kFirst}, kNow));
  EXPECT_THAT(migrate(*db, Files{kFirst, kSecond}, kNow).value(), ElementsAre("0002_more.sql"));
  EXPECT_THAT(migrate(*db, Files{kFirst, kSecond}, kNow).value(), IsEmpty());
}

TEST_P(Migrate, RecordsWhatItApplied) {
  ASSERT_TRUE(migrate(*db, Files{kFirst}, kNow));
  using Row = std::tuple<int, std::string, std::size_t, Instant>;
  EXPECT_EQ(db->one<Row>("select number, name, length(sha256), applied_at_ms "
                         "from schema_migrations"),
            Row(1, "0001_hosts.sql", 64, kNow));
}

TEST_P(Migrate, TakesAnEmptyList) { EXPECT_THAT(migrate(*db, {}, kNow).value(), IsEmpty()); }

TEST_P(Migrate, RefusesAnEditedMigration) {
  ASSERT_TRUE(migrate(*db, Files{kFirst}, kNow));
  const auto result = migrate(*db, Files{{kFirst.name, "create table other (x text)"}}, kNow);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kConflict);
  EXPECT_THAT(result.error().message, HasSubstr("another 0001_hosts.sql than this Fettle brings"));
}

TEST_P(Migrate, RefusesADatabaseThatIsNewer) {
  ASSERT_TRUE(migrate(*db, Files{kFirst, kSecond}, kNow));
  const auto result = migrate(*db, Files{kFirst}, kNow);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kConflict);
  EXPECT_THAT(result.error().message, HasSubstr("made by a newer Fettle (it has 0002_more.sql"));
}

TEST_P(Migrate, LeavesNothingOfAMigrationThatFails) {
  const EmbeddedFile broken{"0002_broken.sql",
                            "create table half (x text); create table hosts (x text)"};
  const auto result = migrate(*db, Files{kFirst, broken}, kNow);
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("the migration 0002_broken.sql failed"));
  EXPECT_EQ(db->has_table("half"), false);
  EXPECT_EQ(db->has_table("sites"), true);
}

TEST_P(Migrate, GoesOnWhereAFailedOneStopped) {
  ASSERT_FALSE(migrate(*db, Files{kFirst, {"0002_more.sql", "nonsense"}}, kNow));
  EXPECT_THAT(migrate(*db, Files{kFirst, kSecond}, kNow).value(), ElementsAre("0002_more.sql"));
}

class MisnamedMigration : public ::testing::TestWithParam<std::string> {};

TEST_P(MisnamedMigration, IsRefusedBeforeAnythingIsWritten) {
  const auto db = *open_sqlite(":memory:", OpenMode::kReadWrite);
  const auto result = migrate(*db, Files{kFirst, {GetParam(), "select 1"}}, kNow);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kInternal);
  EXPECT_EQ(db->has_table("hosts"), false);
}

INSTANTIATE_TEST_SUITE_P(Names, MisnamedMigration,
                         ::testing::Values("0003_gap.sql", "0001_twice.sql", "0000_zero.sql",
                                           "2_short.sql", "0002-dash.sql", "0002_more.txt",
                                           "00x2_more.sql", "-002_more.sql", ""));

TEST_P(Migrate, FindsAllPendingInANewDatabaseAndWritesNothing) {
  const auto missing = pending_migrations(*db, Files{kFirst, kSecond}).value();
  EXPECT_EQ(missing.size(), 2U);
  EXPECT_EQ(db->has_table("schema_migrations"), false);
}

TEST_P(Migrate, AppliesOnceWhenSeveralStartAtOnce) {
  std::vector<Result<std::vector<std::string>>> results(6);
  {
    std::vector<std::jthread> threads;
    for (auto& result : results) {
      threads.emplace_back(
          [&] { result = migrate(*database.open(), Files{kFirst, kSecond}, kNow); });
    }
  }
  std::size_t applied = 0;
  for (const auto& result : results) {
    ASSERT_TRUE(result) << result.error().detail;
    applied += result->size();
  }
  EXPECT_EQ(applied, 2U);
}

TEST_P(Migrate, KnowsTheTypeOfBytesInEveryDatabase) {
  const Files files{{"0001_bytes.sql", "create table bytes (text blob not null)"},
                    {"0002_more.sql", "alter table bytes add column more blob"}};
  ASSERT_TRUE(migrate(*db, files, kNow));
  const Blob bytes{std::string("\0\xff", 2)};
  ASSERT_TRUE(db->run("insert into bytes values (?, ?)", bytes, bytes));
  EXPECT_EQ(db->one<Blob>("select text from bytes where more = ?", bytes), bytes);
}

TEST(EmbeddedMigrations, AreTheFilesByteForByte) {
  const std::filesystem::path folder = FETTLE_SOURCE_DIR "/migrations";
  for (const auto& file : embedded::migrations()) {
    std::ifstream stream(folder / file.name, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_EQ(file.bytes, content) << file.name;
  }
}

TEST_P(Migrate, BringsItsOwnToAnEmptyDatabase) {
  const auto applied = migrate(*db, embedded::migrations(), kNow);
  ASSERT_TRUE(applied) << applied.error().message << applied.error().detail;
  EXPECT_EQ(applied->size(), embedded::migrations().size());
}

}  // namespace
}  // namespace fettle::store
