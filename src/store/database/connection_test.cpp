#include "store/database/connection.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <thread>

#include "store/database/database_test_support.hpp"

namespace fettle::store {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
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

class ConnectionTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  ConnectionTest() {
    EXPECT_TRUE(
        db.run_script("create table sessions (id integer primary key, label text unique, "
                      "note text check (note <> 'bad'), body blob);"
                      "create table steps (session_id integer references sessions (id) "
                      "deferrable initially deferred)"));
  }
  bool is_sqlite() const { return GetParam() == DatabaseKind::kFile; }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> opened = database.open();
  Connection& db = *opened;
};

INSTANTIATE_TEST_SUITE_P(Databases, ConnectionTest, all_databases(), database_name);

template <class T>
T through(Connection& db, const T& value) {
  return db.one<T>("select ?", value).value();
}

TEST_P(ConnectionTest, GivesBackWhatWasBound) {
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

TEST_P(ConnectionTest, KeepsEveryByteOfABlob) {
  const std::string bytes("a\0\xff'\\x", 6);
  ASSERT_TRUE(db.run("insert into sessions (id, body) values (1, ?)", Blob{bytes}));
  EXPECT_EQ(db.one<Blob>("select body from sessions"), Blob{bytes});
}

TEST_P(ConnectionTest, KeepsNulBytesInATextOrPutsAMarkInTheirPlace) {
  const std::string text(
      "a\0b\xff"
      "c",
      5);
  EXPECT_EQ(through(db, text), is_sqlite() ? text : "a\uFFFDb\uFFFDc");
  EXPECT_EQ(through(db, std::string("\xc3\xa4")), "\xc3\xa4");
}

TEST_P(ConnectionTest, TellsAnEmptyTextFromNull) {
  EXPECT_EQ(db.one<bool>("select ? is null", std::string_view()), false);
  EXPECT_EQ(db.one<bool>("select ? is null", Blob{}), false);
  EXPECT_EQ(db.one<bool>("select ? is null", std::optional<int>()), true);
  EXPECT_EQ(through(db, Blob{}), Blob{});
}

TEST_P(ConnectionTest, BindsIntegersAsIntegers) {
  const auto* type = is_sqlite() ? "select typeof(?)" : "select pg_typeof(?)::text";
  const auto* integer = is_sqlite() ? "integer" : "bigint";
  EXPECT_EQ(db.one<std::string>(type, 7U), integer);
  EXPECT_EQ(db.one<std::string>(type, false), integer);
}

TEST_P(ConnectionTest, BindsAnEnumerationAsItsName) {
  EXPECT_EQ(db.one<std::string>("select ?", Status::kTimedOut), "timed_out");
}

TEST_P(ConnectionTest, ReadsStructsByColumnNameInAnyOrder) {
  ASSERT_TRUE(db.run("insert into sessions (id, label, note) values (1, 'web1', null)"));
  ASSERT_TRUE(db.run("insert into sessions (id, label, note) values (?, ?, ?)", 2, "web2", "slow"));
  EXPECT_THAT(db.all<Session>("select note, label, id from sessions order by id").value(),
              ElementsAre(Session{1, "web1", {}}, Session{2, "web2", "slow"}));
}

TEST_P(ConnectionTest, ReadsTuplesByPosition) {
  using Pair = std::tuple<int, std::string>;
  EXPECT_EQ(db.one<Pair>("select 3, 'three'"), Pair(3, "three"));
}

TEST_P(ConnectionTest, RefusesAQueryWhoseColumnsAreNotTheMembers) {
  const auto missing = db.all<Session>("select id, label from sessions");
  EXPECT_THAT(missing.error().message, HasSubstr("no column \"note\""));
  EXPECT_EQ(missing.error().code, ErrorCode::kInternal);
  EXPECT_FALSE(db.all<Session>("select id, label, note, 1 as more from sessions"));
  EXPECT_FALSE((db.all<std::tuple<int, int>>("select 1")));
  EXPECT_FALSE(db.all<int>("select 1, 2"));
}

TEST_P(ConnectionTest, NamesTheColumnWhoseValueDoesNotFit) {
  const auto misfit = db.one<int>("select 'seven' as number");
  ASSERT_FALSE(misfit);
  EXPECT_EQ(misfit.error().code, ErrorCode::kIo);
  EXPECT_THAT(misfit.error().message, HasSubstr("the text \"seven\" in column \"number\""));
}

TEST_P(ConnectionTest, RefusesValuesThatDoNotFitTheirType) {
  EXPECT_FALSE(db.one<std::string>("select null"));
  EXPECT_FALSE(db.one<std::string>("select 1"));
  EXPECT_FALSE(db.one<std::uint8_t>("select 256"));
  EXPECT_FALSE(db.one<unsigned>("select -1"));
  EXPECT_FALSE(db.one<bool>("select 2"));
  EXPECT_FALSE(db.one<Status>("select 'timed out'"));
  EXPECT_FALSE(db.one<Blob>("select 'text'"));
  EXPECT_FALSE(db.one<std::optional<int>>("select 'text'"));
}

TEST_P(ConnectionTest, FindsNoneOrOneButNotSeveral) {
  EXPECT_EQ(db.find<int>("select 1 where false").value(), std::nullopt);
  EXPECT_EQ(db.find<int>("select 1").value(), 1);
  EXPECT_FALSE(db.find<int>("select 1 union all select 2"));
}

TEST_P(ConnectionTest, WantsExactlyOneWhereOneIsAskedFor) {
  EXPECT_EQ(db.one<int>("select 1 where false").error().code, ErrorCode::kInternal);
}

TEST_P(ConnectionTest, SaysHowManyRowsChanged) {
  EXPECT_EQ(db.run("insert into sessions (id, label) values (1, 'a'), (2, 'b'), (3, 'c')"), 3);
  EXPECT_EQ(db.run("update sessions set note = 'x' where label <> ?", "a"), 2);
  EXPECT_EQ(db.run("delete from sessions where label = ?", "nobody"), 0);
}

TEST_P(ConnectionTest, SaysOfEachOfManyHowManyRowsItChanged) {
  ASSERT_TRUE(db.run("insert into sessions (id, label) values (1, 'a'), (2, 'b1'), (3, 'b2')"));
  ASSERT_TRUE(db.begin());
  ASSERT_TRUE(db.send("insert into sessions (id, label) values (?, ?)", 4, "c"));
  using Rows = std::vector<std::tuple<std::optional<std::string>, std::string>>;
  const Rows rows{{"x", "b%"}, {std::nullopt, "nobody"}, {std::nullopt, "a"}, {"y", "c"}};
  EXPECT_THAT(db.run_each("update sessions set note = ? where label like ?", rows).value(),
              ElementsAre(2, 0, 1, 1));
  EXPECT_THAT(db.run_each("update sessions set note = ? where label like ?", Rows()).value(),
              IsEmpty());
  ASSERT_TRUE(db.commit());
  EXPECT_THAT(db.all<std::optional<std::string>>("select note from sessions order by id").value(),
              ElementsAre(std::nullopt, "x", "x", "y"));
}

TEST_P(ConnectionTest, InsertsManyAtOnceAsEachByItself) {
  using Rows = std::vector<std::tuple<int, std::string, std::optional<std::string>, Blob>>;
  Rows rows;
  for (int i = 0; i < 1'000; ++i) rows.emplace_back(i, fmt::format("label {}", i), "", Blob{});
  const std::string hostile = "a\\b\tc\nd\re\\N \\.\n\xE2\x82\xAC";
  rows[7] = {7, hostile, "\\N", Blob{std::string("\0\xff\\x\n", 6)}};
  rows[8] = {8, "\\.", std::nullopt, Blob{"\t"}};
  const auto* sql = "insert into sessions (id, label, note, body) values (?, ?, ?, ?)";
  ASSERT_TRUE(db.begin());
  ASSERT_TRUE(db.send("insert into sessions (id, label) values (?, ?)", 5000, "before"));
  const auto inserted = db.insert_each(sql, rows);
  ASSERT_TRUE(inserted) << inserted.error().message << inserted.error().detail;
  ASSERT_TRUE(db.commit());
  EXPECT_EQ(db.one<int>("select count(*) from sessions"), 1'001);
  using Row = std::tuple<std::string, std::optional<std::string>, Blob>;
  const auto* found = "select label, note, body from sessions where id = ?";
  EXPECT_EQ(db.one<Row>(found, 7), Row(hostile, "\\N", Blob{std::string("\0\xff\\x\n", 6)}));
  EXPECT_EQ(db.one<Row>(found, 8), Row("\\.", std::nullopt, Blob{"\t"}));
  EXPECT_EQ(db.one<Row>(found, 999), Row("label 999", "", Blob{}));
}

TEST_P(ConnectionTest, OfManyInsertedOneThatDoesNotFitIsAnError) {
  std::vector<std::tuple<int, std::string>> rows;
  for (int i = 0; i < 100; ++i) rows.emplace_back(i, fmt::format("label {}", i));
  rows.emplace_back(7, "again");
  ASSERT_TRUE(db.begin());
  const auto inserted = db.insert_each("insert into sessions (id, label) values (?, ?)", rows);
  ASSERT_FALSE(inserted);
  EXPECT_EQ(inserted.error().code, ErrorCode::kConflict);
  db.rollback();
  EXPECT_EQ(db.one<int>("select count(*) from sessions"), 0) << "the connection goes on";
}

TEST_P(ConnectionTest, TextThatPostgresDoesNotKeepIsMendedAmongManyToo) {
  std::vector<std::tuple<int, std::string>> rows;
  for (int i = 0; i < 100; ++i) rows.emplace_back(i, fmt::format("label {}", i));
  std::get<1>(rows[3]) = std::string("a\0b\xff", 4);
  ASSERT_TRUE(db.begin());
  ASSERT_TRUE(db.insert_each("insert into sessions (id, label) values (?, ?)", rows));
  ASSERT_TRUE(db.commit());
  EXPECT_EQ(db.one<std::string>("select label from sessions where id = 3"),
            is_sqlite() ? std::string("a\0b\xff", 4) : "a\uFFFDb\uFFFD");
}

TEST_P(ConnectionTest, OfManyTheFirstErrorIsToldAndNothingStands) {
  ASSERT_TRUE(db.begin());
  const std::vector<std::tuple<int>> rows{{1}, {1}, {2}};
  const auto result = db.run_each("insert into sessions (id) values (?)", rows);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kConflict);
  db.rollback();
  EXPECT_EQ(db.one<int>("select count(*) from sessions"), 0);
}

TEST_P(ConnectionTest, RunsAStatementAgainWhileItsRowsAreRead) {
  ASSERT_TRUE(db.run("insert into sessions (id, label) values (1, 'a'), (2, 'b')"));
  constexpr auto kSql = "select label from sessions order by label";
  const auto outer = db.query(kSql, {}).value();
  ASSERT_TRUE(outer->next().value());
  EXPECT_THAT(db.all<std::string>(kSql).value(), ElementsAre("a", "b"));
  EXPECT_TRUE(outer->next().value());
  EXPECT_EQ(std::get<std::string_view>(outer->value(0)), "b");
}

TEST_P(ConnectionTest, ForgetsTheValuesOfTheLastTime) {
  EXPECT_EQ(through(db, std::string("first")), "first");
  EXPECT_FALSE(db.one<std::string>("select ?"));
  ASSERT_TRUE(db.run("insert into sessions (id, note) values (?, ?)", 1, "first"));
  ASSERT_TRUE(db.run("insert into sessions (id, note) values (?, ?)", 2, std::optional<int>()));
  ASSERT_TRUE(db.run("insert into sessions (id, note) values (?, ?)", 3, "third"));
  EXPECT_THAT(db.all<std::optional<std::string>>("select note from sessions order by id").value(),
              ElementsAre("first", std::nullopt, "third"));
}

TEST_P(ConnectionTest, RefusesTheWrongNumberOfValues) {
  const auto result = db.run("delete from sessions where id = ?", 1, 2);
  EXPECT_EQ(result.error().code, ErrorCode::kInternal);
  EXPECT_THAT(result.error().message, HasSubstr("1 values was given 2"));
}

TEST_P(ConnectionTest, RunsExactlyOneStatement) {
  EXPECT_FALSE(db.run("select 1; select 2"));
  EXPECT_FALSE(db.run(""));
  EXPECT_TRUE(db.run("select 1;\n"));
}

TEST_P(ConnectionTest, TellsAWrongStatementWithItsText) {
  const auto result = db.run("selekt 1");
  EXPECT_EQ(result.error().code, ErrorCode::kInternal);
  EXPECT_THAT(result.error().detail, AllOf(HasSubstr("syntax error"), HasSubstr("in: selekt 1")));
}

TEST_P(ConnectionTest, CallsARepeatAConflict) {
  ASSERT_TRUE(db.run("insert into sessions (id, label) values (1, 'secret')"));
  const auto repeat = db.run("insert into sessions (id, label) values (2, 'secret')");
  EXPECT_EQ(repeat.error().code, ErrorCode::kConflict);
  EXPECT_THAT(repeat.error().detail, HasSubstr(is_sqlite() ? "sessions.label" : "sessions_label"));
  EXPECT_THAT(repeat.error().detail, Not(HasSubstr("secret")));
}

TEST_P(ConnectionTest, ChecksForeignKeys) {
  EXPECT_EQ(db.run("insert into steps values (99)").error().code, ErrorCode::kConflict);
}

TEST_P(ConnectionTest, CallsABrokenCheckOurOwnFault) {
  EXPECT_EQ(db.run("insert into sessions (id, note) values (1, 'bad')").error().code,
            ErrorCode::kInternal);
}

TEST_P(ConnectionTest, GoesOnAfterAnError) {
  ASSERT_TRUE(db.run("insert into sessions (id) values (?)", 1));
  EXPECT_FALSE(db.run("insert into sessions (id) values (?)", 1));
  EXPECT_TRUE(db.run("insert into sessions (id) values (?)", 2));
}

TEST_P(ConnectionTest, KnowsItsTables) {
  EXPECT_EQ(db.has_table("sessions"), true);
  EXPECT_EQ(db.has_table("nothing"), false);
}

TEST_P(ConnectionTest, TellsTheTimeByTheDatabasesClock) {
  const auto before = std::chrono::system_clock::now().time_since_epoch() / 1ms;
  const auto now = database_now(db).value().ms;
  const auto after = std::chrono::system_clock::now().time_since_epoch() / 1ms;
  EXPECT_LE(before, now);
  EXPECT_LE(now, after);
}

TEST_P(ConnectionTest, RefusesToWriteWhereItWasOpenedForReading) {
  const auto reading = database.open(OpenMode::kReadOnly);
  EXPECT_THAT(reading->run("insert into sessions (id) values (1)").error().message,
              HasSubstr("can't be written"));
}

class TransactionTest : public ConnectionTest {
 protected:
  void insert(int id) { ASSERT_TRUE(db.run("insert into sessions (id) values (?)", id)); }
  int count() { return db.one<int>("select count(*) from sessions").value(); }
};

INSTANTIATE_TEST_SUITE_P(Databases, TransactionTest, all_databases(), database_name);

TEST_P(TransactionTest, StandsOnceCommitted) {
  {
    auto transaction = Transaction::begin(db).value();
    insert(1);
    ASSERT_TRUE(transaction.commit());
  }
  EXPECT_EQ(count(), 1);
}

TEST_P(TransactionTest, LeavesNothingWhenItsScopeEndsWithoutACommit) {
  {
    const auto transaction = Transaction::begin(db).value();
    insert(1);
  }
  EXPECT_EQ(count(), 0);
}

TEST_P(TransactionTest, EndsOnceWhenMoved) {
  {
    auto first = Transaction::begin(db).value();
    auto second = std::move(first);
    insert(1);
    ASSERT_TRUE(second.commit());
  }
  EXPECT_EQ(count(), 1);
}

TEST_P(TransactionTest, DoesNotNest) {
  const auto outer = Transaction::begin(db).value();
  EXPECT_EQ(Transaction::begin(db).error().code, ErrorCode::kInternal);
}

TEST_P(TransactionTest, LetsTheNextOneBeginAfterACommitFailed) {
  {
    auto transaction = Transaction::begin(db).value();
    ASSERT_TRUE(db.run("insert into steps values (99)"));
    EXPECT_EQ(transaction.commit().error().code, ErrorCode::kConflict);
  }
  EXPECT_TRUE(Transaction::begin(db));
}

TEST_P(TransactionTest, TakesWhatWasSentBeforeAnythingElse) {
  auto transaction = Transaction::begin(db).value();
  for (int i = 0; i < 1'200; ++i) {
    ASSERT_TRUE(db.send("insert into sessions (id, note) values (?, ?)", i, "sent"));
  }
  EXPECT_EQ(count(), 1'200);
  ASSERT_TRUE(db.send("delete from sessions where id >= ?", 2));
  ASSERT_TRUE(db.send("delete from sessions where id >= ?", 1));
  ASSERT_TRUE(transaction.commit());
  EXPECT_EQ(count(), 1);
}

TEST_P(TransactionTest, TellsOfAStatementThatWasSentAtTheCommitAtTheLatest) {
  insert(7);
  const auto done = [&]() -> Result<void> {
    FETTLE_TRY(transaction, Transaction::begin(db));
    for (const int id : {1, 2, 7, 3}) {
      FETTLE_TRY_VOID(db.send("insert into sessions (id) values (?)", id));
    }
    return transaction.commit();
  }();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kConflict);
  EXPECT_EQ(count(), 1);
  EXPECT_TRUE(Transaction::begin(db));
}

TEST_P(TransactionTest, SendsOutsideOfATransactionAsItRuns) {
  ASSERT_TRUE(db.send("insert into sessions (id) values (?)", 1));
  ASSERT_TRUE(db.send("insert into sessions (id) values (?)", 2));
  EXPECT_FALSE(db.send("insert into sessions (id) values (?)", 2));
  EXPECT_EQ(count(), 2);
}

TEST_P(TransactionTest, StandsOnlyWhereAllStatementsDidOrTheFailedOneIsLeftOut) {
  {
    auto transaction = Transaction::begin(db).value();
    insert(1);
    EXPECT_FALSE(db.run("insert into sessions (id) values (1)"));
    EXPECT_EQ(transaction.commit().has_value(), is_sqlite());
  }
  EXPECT_EQ(count(), is_sqlite() ? 1 : 0);
}

TEST_P(TransactionTest, OfAnotherConnectionIsNotSeenBeforeItsCommit) {
  const auto other = database.open();
  auto transaction = Transaction::begin(db).value();
  insert(1);
  EXPECT_EQ(other->one<int>("select count(*) from sessions"), 0);
  ASSERT_TRUE(transaction.commit());
  EXPECT_EQ(other->one<int>("select count(*) from sessions"), 1);
}

TEST_P(TransactionTest, ThatIsExclusiveRunsBesideNoOther) {
  constexpr int kEach = 25;
  ASSERT_TRUE(db.run("insert into sessions (id, label) values (0, '0')"));
  const auto count_up = [this] {
    const auto own = database.open();
    for (int i = 0; i < kEach; ++i) {
      auto transaction = Transaction::begin_exclusive(*own).value();
      const auto next = own->one<int>("select max(id) from sessions").value() + 1;
      ASSERT_TRUE(own->run("insert into sessions (id) values (?)", next));
      ASSERT_TRUE(transaction.commit());
    }
  };
  {
    const std::jthread one(count_up);
    const std::jthread two(count_up);
  }
  EXPECT_EQ(count(), 1 + 2 * kEach);
}

}  // namespace
}  // namespace fettle::store
