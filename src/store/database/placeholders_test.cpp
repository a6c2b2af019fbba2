#include "store/database/placeholders.hpp"

#include <gtest/gtest.h>

namespace fettle::store {
namespace {

TEST(Placeholders, AreNumberedInTheirOrder) {
  const auto statement = number_placeholders("update t set a = ?, b=? where c in (?,?)");
  EXPECT_EQ(statement.sql, "update t set a = $1, b=$2 where c in ($3,$4)");
  EXPECT_EQ(statement.values, 4);
}

TEST(Placeholders, AreNotSeenInLiteralsAndQuotedNames) {
  const auto statement = number_placeholders("select 'it''s ?', \"odd ?\" from t where a = ?");
  EXPECT_EQ(statement.sql, "select 'it''s ?', \"odd ?\" from t where a = $1");
  EXPECT_EQ(statement.values, 1);
}

TEST(Placeholders, AreNotSeenInComments) {
  const auto statement = number_placeholders("select ? -- why? 'no\n/* what? -- */ + ?");
  EXPECT_EQ(statement.sql, "select $1 -- why? 'no\n/* what? -- */ + $2");
}

TEST(Placeholders, AreNotSoughtPastALiteralThatNeverEnds) {
  EXPECT_EQ(number_placeholders("select 'open ?").sql, "select 'open ?");
  EXPECT_EQ(number_placeholders("select 1 /* ?").values, 0);
}

TEST(Placeholders, LeaveArithmeticAlone) {
  EXPECT_EQ(number_placeholders("select 4 - 3 / 2 - ?").sql, "select 4 - 3 / 2 - $1");
}

}  // namespace
}  // namespace fettle::store
