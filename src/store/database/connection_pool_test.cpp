#include "store/database/connection_pool.hpp"

#include <gmock/gmock.h>

#include "store/database/database_test_support.hpp"

namespace fettle::store {
namespace {

TEST(ConnectionPool, LendsEachConnectionOnceAtATime) {
  const TestDatabase database(DatabaseKind::kFile);
  ConnectionPool pool(database.address(), Durability::kNoneForTests);
  const auto first = pool.lend();
  const auto second = pool.lend();
  ASSERT_TRUE(first);
  ASSERT_TRUE(second);
  EXPECT_NE(&**first, &**second);
}

TEST(ConnectionPool, LendsAgainWhatCameBack) {
  const TestDatabase database(DatabaseKind::kFile);
  ConnectionPool pool(database.address(), Durability::kNoneForTests);
  const Connection* first = nullptr;
  {
    const auto lent = pool.lend();
    ASSERT_TRUE(lent);
    first = &**lent;
  }
  const auto again = pool.lend();
  ASSERT_TRUE(again);
  EXPECT_EQ(&**again, first);
}

TEST(ConnectionPool, ConnectsAnewWhatWasCut) {
  const TestDatabase database(DatabaseKind::kPostgres);
  ConnectionPool pool(database.address(), Durability::kNoneForTests);
  {
    const auto lent = pool.lend();
    ASSERT_TRUE(lent);
    PostgresServer::shared().cut_connections(database.address());
    EXPECT_FALSE((*lent)->one<std::int64_t>("select 1"));
  }
  const auto again = pool.lend();
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ((*again)->one<std::int64_t>("select 1"), 1);
}

}  // namespace
}  // namespace fettle::store
