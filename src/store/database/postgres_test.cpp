#include "store/database/postgres.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "store/database/database_test_support.hpp"
#include "store/database/lossy_proxy_test_support.hpp"

namespace fettle::store {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Error refusal(const std::string& url) {
  const auto opened = open_postgres(url, OpenMode::kReadWrite);
  EXPECT_FALSE(opened);
  return opened ? Error{} : opened.error();
}

TEST(PostgresUrl, IsToldFromAFile) {
  EXPECT_TRUE(is_postgres_url("postgresql://db.example.org/fettle"));
  EXPECT_TRUE(is_postgres_url("postgres://db.example.org/fettle"));
  EXPECT_FALSE(is_postgres_url("postgresql.db"));
  EXPECT_FALSE(is_postgres_url("/var/lib/fettle.db"));
}

TEST(PostgresUrl, IsNeverShownWithItsPassword) {
  for (const std::string url :
       {"postgresql://me:hunter2@nowhere.invalid/fettle", "postgresql://me:hunter2%zz@h/fettle",
        "postgresql://me@h:port/fettle?password=hunter2&nonsense=hunter2"}) {
    const auto error = refusal(url);
    EXPECT_THAT(error.message + error.detail, Not(HasSubstr("hunter2"))) << url;
  }
}

TEST(PostgresUrl, ThatCanNotBeReadIsRefusedWithItsForm) {
  const auto error = refusal("postgresql://h/fettle?nonsense=1");
  EXPECT_EQ(error.code, ErrorCode::kInvalid);
  EXPECT_THAT(error.message, HasSubstr("postgresql://user@host:port/name"));
}

TEST(OpenPostgres, NamesAServerThatIsNotThere) {
  const auto error = refusal("postgresql:///fettle?host=/nonexistent");
  EXPECT_EQ(error.code, ErrorCode::kUnreachable);
  EXPECT_THAT(error.message,
              AllOf(HasSubstr("/nonexistent/fettle"), HasSubstr("can't be reached")));
}

class PostgresTest : public ::testing::Test {
 protected:
  PostgresTest() { EXPECT_TRUE(db->run("create table t (x bigint primary key)")); }

  int count() { return database.open()->one<int>("select count(*) from t").value(); }
  void cut() { PostgresServer::shared().cut_connections(database.address()); }

  TestDatabase database{DatabaseKind::kPostgres};
  std::unique_ptr<Connection> db = database.open();
};

TEST_F(PostgresTest, NamesADatabaseThatIsNotThere) {
  auto url = database.address();
  url.replace(url.find("test"), 4, "nothing");
  EXPECT_EQ(refusal(url).code, ErrorCode::kNotFound);
}

TEST_F(PostgresTest, RefusesADatabaseOfAnotherEncoding) {
  ASSERT_TRUE(
      db->run("create database latin template template0 encoding 'LATIN1' lc_collate 'C' "
              "lc_ctype 'C'"));
  auto url = database.address();
  url.replace(url.find("test"), url.find('?') - url.find("test"), "latin");
  const auto error = refusal(url);
  PostgresServer::shared().drop_database(url);
  EXPECT_EQ(error.code, ErrorCode::kInvalid);
  EXPECT_THAT(error.message, HasSubstr("createdb --encoding=UTF8"));
}

TEST_F(PostgresTest, IsSetUpToLoseNothing) {
  const auto durable = open_postgres(database.address(), OpenMode::kReadWrite).value();
  EXPECT_EQ(durable->one<std::string>("select current_setting('synchronous_commit')"), "on");
  auto lax = database.address() + "&options=-csynchronous_commit%3Doff";
  EXPECT_EQ(open_postgres(lax, OpenMode::kReadWrite)
                .value()
                ->one<std::string>("select current_setting('synchronous_commit')"),
            "on");
  lax = database.address() + "&options=-csynchronous_commit%3Dremote_apply";
  EXPECT_EQ(open_postgres(lax, OpenMode::kReadWrite)
                .value()
                ->one<std::string>("select current_setting('synchronous_commit')"),
            "remote_apply");
}

TEST_F(PostgresTest, CallsALockThatAnotherHoldsBusy) {
  const auto other = database.open();
  ASSERT_TRUE(db->run("set lock_timeout = '1ms'"));
  const auto locking = Transaction::begin_exclusive(*other).value();
  EXPECT_EQ(Transaction::begin_exclusive(*db).error().code, ErrorCode::kBusy);
  EXPECT_TRUE(Transaction::begin(*db));
}

TEST_F(PostgresTest, CallsTwoTransactionsThatStandAgainstEachOtherBusy) {
  const auto other = database.open();
  ASSERT_TRUE(db->run("insert into t values (1), (2)"));
  ASSERT_TRUE(db->run("set default_transaction_isolation = 'repeatable read'"));
  const auto mine = Transaction::begin(*db).value();
  ASSERT_TRUE(db->one<int>("select count(*) from t"));
  ASSERT_TRUE(other->run("update t set x = 3 where x = 1"));
  EXPECT_EQ(db->run("update t set x = 4 where x = 1").error().code, ErrorCode::kBusy);
}

TEST_F(PostgresTest, RefusesAColumnOfATypeThatIsNotRead) {
  const auto error = db->one<int>("select sum(x) as total from t").error();
  EXPECT_EQ(error.code, ErrorCode::kInternal);
  EXPECT_THAT(error.message, HasSubstr("column \"total\""));
}

TEST_F(PostgresTest, PreparesAStatementOnceForEachTypeOfItsValues) {
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(db->run("insert into t values (?)", i));
    ASSERT_TRUE(db->run("delete from t where x = ?", std::optional<int>()));
    ASSERT_TRUE(db->run("delete from t where x = ?", i));
  }
  EXPECT_EQ(
      db->one<int>("select count(*) from pg_prepared_statements where statement like 'delete%'"),
      2);
}

TEST_F(PostgresTest, KeepsAtMostFiveHundredPreparedStatements) {
  for (int i = 0; i < 600; ++i) {
    ASSERT_EQ(db->one<int>(fmt::format("select {} + ?", i), 1), i + 1);
  }
  EXPECT_LE(db->one<int>("select count(*) from pg_prepared_statements").value(), 500);
}

// --- a server that goes away ------------------------------------------------------------------

TEST_F(PostgresTest, SaysThatTheConnectionIsLostAndIsOpenedAnew) {
  ASSERT_TRUE(db->run("insert into t values (?)", 1));
  cut();
  const auto error = db->run("insert into t values (?)", 2).error();
  EXPECT_EQ(error.code, ErrorCode::kUnreachable);
  EXPECT_TRUE(db->is_lost());
  EXPECT_EQ(db->run("insert into t values (?)", 2).error().code, ErrorCode::kUnreachable);
  EXPECT_EQ(db->has_table("t").error().code, ErrorCode::kUnreachable);
  EXPECT_EQ(Transaction::begin(*db).error().code, ErrorCode::kUnreachable);
  EXPECT_EQ(db->reopen(), LostTransaction::kNone);
  EXPECT_FALSE(db->is_lost());
  ASSERT_TRUE(db->run("insert into t values (?)", 2));
  EXPECT_EQ(count(), 2);
}

TEST_F(PostgresTest, KnowsThatALostTransactionWasRolledBack) {
  {
    auto transaction = Transaction::begin(*db).value();
    ASSERT_TRUE(db->run("insert into t values (?)", 1));
    ASSERT_TRUE(db->send("insert into t values (?)", 2));
    cut();
    EXPECT_EQ(transaction.commit().error().code, ErrorCode::kUnreachable);
  }
  EXPECT_EQ(db->reopen(), LostTransaction::kRolledBack);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(Transaction::begin(*db));
}

TEST_F(PostgresTest, KnowsThatATransactionStandsWhoseAnswerWasLost) {
  LossyProxy proxy(database.address());
  const auto lossy = open_postgres(proxy.url(), OpenMode::kReadWrite).value();
  {
    auto transaction = Transaction::begin(*lossy).value();
    ASSERT_TRUE(lossy->run("insert into t values (?)", 1));
    proxy.lose_answer_to("commit");
    EXPECT_EQ(transaction.commit().error().code, ErrorCode::kUnreachable);
  }
  EXPECT_TRUE(lossy->is_lost());
  EXPECT_EQ(lossy->reopen(), LostTransaction::kCommitted);
  EXPECT_EQ(lossy->one<int>("select count(*) from t"), 1);
}

}  // namespace
}  // namespace fettle::store
