#include "store/connection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <limits>

#include "store/sqlite.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

enum class Status { kPending, kTimedOut };
BOOST_DESCRIBE_ENUM(Status, kPending, kTimedOut)

struct Session {
  std::int64_t id = 0;
  std::string label;
  std::optional<std::string> note;
  friend bool operator==(const Session&, const Session&) = default;
};
BOOST_DESCRIBE_STRUCT(Session, (), (id, label, note))

class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionTest() {
    EXPECT_TRUE(
        db.run_script("create table sessions (id integer primary key, label text unique, "
                      "note text check (note <> 'bad'));"
                      "create table steps (session_id integer references sessions (id))"));
  }

  std::unique_ptr<Connection> opened = *open_sqlite(":memory:", OpenMode::kReadWrite);
  Connection& db = *opened;
};

template <class T>
T through(Connection& db, const T& value) {
  return db.one<T>("select ?", value).value();
}

TEST_F(ConnectionTest, GivesBackWhatWasBound) {
  EXPECT_EQ(through(db, std::numeric_limits<std::int64_t>::min()),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(through(db, 0.1), 0.1);
  EXPECT_EQ(through(db, true), true);
  EXPECT_EQ(through(db, Instant{1'774'747'800'000}), Instant{1'774'747'800'000});
  EXPECT_EQ(through(db, 90s), 90s);
  EXPECT_EQ(through(db, Status::kTimedOut), Status::kTimedOut);
  EXPECT_EQ(through(db, std::optional<int>()), std::nullopt);
  EXPECT_EQ(through(db, std::optional<int>(3)), 3);
}

TEST_F(ConnectionTest, KeepsNulBytesInTextsAndBlobs) {
  const std::string bytes("a\0b", 3);
  EXPECT_EQ(through(db, bytes), bytes);
  EXPECT_EQ(through(db, Blob{bytes}), Blob{bytes});
}

TEST_F(ConnectionTest, TellsAnEmptyTextFromNull) {
  EXPECT_EQ(db.one<bool>("select ? is null", std::string_view()), false);
  EXPECT_EQ(db.one<bool>("select ? is null", Blob{}), false);
  EXPECT_EQ(through(db, Blob{}), Blob{});
}

TEST_F(ConnectionTest, BindsIntegersAsIntegers) {
  EXPECT_EQ(db.one<std::string>("select typeof(?)", 7U), "integer");
  EXPECT_EQ(db.one<std::string>("select typeof(?)", false), "integer");
}

TEST_F(ConnectionTest, BindsAnEnumerationAsItsName) {
  EXPECT_EQ(db.one<std::string>("select ?", Status::kTimedOut), "timed_out");
}

TEST_F(ConnectionTest, ReadsStructsByColumnNameInAnyOrder) {
  ASSERT_TRUE(db.run("insert into sessions values (1, 'web1', null)"));
  ASSERT_TRUE(db.run("insert into sessions values (?, ?, ?)", 2, "web2", "slow"));
  EXPECT_THAT(db.all<Session>("select note, label, id from sessions order by id").value(),
              ElementsAre(Session{1, "web1", {}}, Session{2, "web2", "slow"}));
}

TEST_F(ConnectionTest, ReadsTuplesByPosition) {
  using Pair = std::tuple<int, std::string>;
  EXPECT_EQ(db.one<Pair>("select 3, 'three'"), Pair(3, "three"));
}

TEST_F(ConnectionTest, RefusesAQueryWhoseColumnsAreNotTheMembers) {
  const auto missing = db.all<Session>("select id, label from sessions");
  EXPECT_THAT(missing.error().message, HasSubstr("no column \"note\""));
  EXPECT_EQ(missing.error().code, ErrorCode::kInternal);
  EXPECT_FALSE(db.all<Session>("select id, label, note, 1 as more from sessions"));
  EXPECT_FALSE((db.all<std::tuple<int, int>>("select 1")));
  EXPECT_FALSE(db.all<int>("select 1, 2"));
}

TEST_F(ConnectionTest, NamesTheColumnWhoseValueDoesNotFit) {
  const auto misfit = db.one<int>("select 'seven' as number");
  ASSERT_FALSE(misfit);
  EXPECT_EQ(misfit.error().code, ErrorCode::kIo);
  EXPECT_THAT(misfit.error().message, HasSubstr("the text \"seven\" in column \"number\""));
}

TEST_F(ConnectionTest, RefusesValuesThatDoNotFitTheirType) {
  EXPECT_FALSE(db.one<std::string>("select null"));
  EXPECT_FALSE(db.one<std::string>("select 1"));
  EXPECT_FALSE(db.one<std::uint8_t>("select 256"));
  EXPECT_FALSE(db.one<unsigned>("select -1"));
  EXPECT_FALSE(db.one<bool>("select 2"));
  EXPECT_FALSE(db.one<Status>("select 'timed out'"));
  EXPECT_FALSE(db.one<Blob>("select 'text'"));
  EXPECT_FALSE(db.one<std::optional<int>>("select 'text'"));
}

TEST_F(ConnectionTest, FindsNoneOrOneButNotSeveral) {
  EXPECT_EQ(db.find<int>("select 1 where false").value(), std::nullopt);
  EXPECT_EQ(db.find<int>("select 1").value(), 1);
  EXPECT_FALSE(db.find<int>("select 1 union all select 2"));
}

TEST_F(ConnectionTest, WantsExactlyOneWhereOneIsAskedFor) {
  EXPECT_EQ(db.one<int>("select 1 where false").error().code, ErrorCode::kInternal);
}

TEST_F(ConnectionTest, SaysHowManyRowsChanged) {
  EXPECT_EQ(db.run("insert into sessions (label) values ('a'), ('b'), ('c')"), 3);
  EXPECT_EQ(db.run("update sessions set note = 'x' where label <> ?", "a"), 2);
  EXPECT_EQ(db.run("delete from sessions where label = ?", "nobody"), 0);
}

TEST_F(ConnectionTest, RunsAStatementAgainWhileItsRowsAreRead) {
  ASSERT_TRUE(db.run("insert into sessions (label) values ('a'), ('b')"));
  constexpr auto kSql = "select label from sessions order by label";
  const auto outer = db.query(kSql, {}).value();
  ASSERT_TRUE(outer->next().value());
  EXPECT_THAT(db.all<std::string>(kSql).value(), ElementsAre("a", "b"));
  EXPECT_TRUE(outer->next().value());
  EXPECT_EQ(std::get<std::string_view>(outer->value(0)), "b");
}

TEST_F(ConnectionTest, ForgetsTheValuesOfTheLastTime) {
  EXPECT_EQ(through(db, std::string("first")), "first");
  EXPECT_FALSE(db.one<std::string>("select ?"));
}

TEST_F(ConnectionTest, RefusesTheWrongNumberOfValues) {
  const auto result = db.run("delete from sessions where id = ?", 1, 2);
  EXPECT_EQ(result.error().code, ErrorCode::kInternal);
  EXPECT_THAT(result.error().message, HasSubstr("1 values was given 2"));
}

TEST_F(ConnectionTest, RunsExactlyOneStatement) {
  EXPECT_FALSE(db.run("select 1; select 2"));
  EXPECT_FALSE(db.run(""));
  EXPECT_TRUE(db.run("select 1;\n"));
}

TEST_F(ConnectionTest, TellsAWrongStatementWithItsText) {
  const auto result = db.run("selekt 1");
  EXPECT_EQ(result.error().code, ErrorCode::kInternal);
  EXPECT_THAT(result.error().detail, HasSubstr("syntax error, in: selekt 1"));
}

TEST_F(ConnectionTest, CallsARepeatAConflict) {
  ASSERT_TRUE(db.run("insert into sessions (label) values ('a')"));
  const auto repeat = db.run("insert into sessions (label) values ('a')");
  EXPECT_EQ(repeat.error().code, ErrorCode::kConflict);
  EXPECT_THAT(repeat.error().detail, HasSubstr("sessions.label"));
}

TEST_F(ConnectionTest, ChecksForeignKeys) {
  EXPECT_EQ(db.run("insert into steps values (99)").error().code, ErrorCode::kConflict);
}

TEST_F(ConnectionTest, CallsABrokenCheckOurOwnFault) {
  EXPECT_EQ(db.run("insert into sessions (note) values ('bad')").error().code,
            ErrorCode::kInternal);
}

TEST_F(ConnectionTest, GoesOnAfterAnError) {
  ASSERT_TRUE(db.run("insert into sessions (id) values (?)", 1));
  EXPECT_FALSE(db.run("insert into sessions (id) values (?)", 1));
  EXPECT_TRUE(db.run("insert into sessions (id) values (?)", 2));
}

TEST_F(ConnectionTest, KnowsItsTables) {
  EXPECT_EQ(db.has_table("sessions"), true);
  EXPECT_EQ(db.has_table("nothing"), false);
}

class TransactionTest : public ConnectionTest {
 protected:
  void insert(int id) { ASSERT_TRUE(db.run("insert into sessions (id) values (?)", id)); }
  int count() { return db.one<int>("select count(*) from sessions").value(); }
};

TEST_F(TransactionTest, StandsOnceCommitted) {
  {
    auto transaction = Transaction::begin(db).value();
    insert(1);
    ASSERT_TRUE(transaction.commit());
  }
  EXPECT_EQ(count(), 1);
}

TEST_F(TransactionTest, LeavesNothingWhenItsScopeEndsWithoutACommit) {
  {
    const auto transaction = Transaction::begin(db).value();
    insert(1);
  }
  EXPECT_EQ(count(), 0);
}

TEST_F(TransactionTest, EndsOnceWhenMoved) {
  {
    auto first = Transaction::begin(db).value();
    auto second = std::move(first);
    insert(1);
    ASSERT_TRUE(second.commit());
  }
  EXPECT_EQ(count(), 1);
}

TEST_F(TransactionTest, DoesNotNest) {
  const auto outer = Transaction::begin(db).value();
  EXPECT_EQ(Transaction::begin(db).error().code, ErrorCode::kInternal);
}

TEST_F(TransactionTest, LetsTheNextOneBeginAfterACommitFailed) {
  {
    auto transaction = Transaction::begin(db).value();
    ASSERT_TRUE(db.run("pragma defer_foreign_keys = on"));
    ASSERT_TRUE(db.run("insert into steps values (99)"));
    EXPECT_EQ(transaction.commit().error().code, ErrorCode::kConflict);
  }
  EXPECT_TRUE(Transaction::begin(db));
}

}  // namespace
}  // namespace fettle::store
