#include "transport/os/account.hpp"

#include <gmock/gmock.h>

namespace fettle::transport {
namespace {

TEST(Account, HasTheNameAndHomeOfItsUser) {
  const auto root = account_of(0);
  ASSERT_TRUE(root);
  EXPECT_EQ(root->user, "root");
  EXPECT_THAT(root->home, testing::StartsWith("/"));
}

TEST(Account, IsEmptyForAUserThatHasNone) { EXPECT_FALSE(account_of(4'000'000'001)); }

}  // namespace
}  // namespace fettle::transport
