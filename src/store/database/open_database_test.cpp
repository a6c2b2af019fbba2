#include "store/database/open_database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/database/database_test_support.hpp"

namespace fettle::store {
namespace {

using ::testing::HasSubstr;

TEST(OpenDatabase, TakesAFileWithOrWithoutItsKind) {
  const TestDatabase file(DatabaseKind::kFile);
  ASSERT_TRUE(
      open_database(file.address(), OpenMode::kReadWrite).value()->run("create table t (x)"));
  const auto again = open_database("sqlite:" + file.address(), OpenMode::kReadOnly).value();
  EXPECT_EQ(again->has_table("t"), true);
}

TEST(OpenDatabase, TakesTheUrlOfAServer) {
  const TestDatabase server(DatabaseKind::kPostgres);
  EXPECT_TRUE(open_database(server.address(), OpenMode::kReadWrite));
}

TEST(OpenDatabase, RefusesAKindThatItDoesNotKnow) {
  const auto opened = open_database("mysql://root:hunter2@h/db", OpenMode::kReadWrite);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(opened.error().message, HasSubstr("no kind of database \"mysql\""));
}

}  // namespace
}  // namespace fettle::store
