#include "core/fleet/budget.hpp"

#include <gtest/gtest.h>

namespace fettle::fleet {
namespace {

const Selector kWeb{Selector::Kind::kTag, "web", {}};

TEST(Budget, APercentageIsRoundedDownAndNeverToNothing) {
  const Budget budget{.name = "web", .selector = kWeb, .hosts = {}, .percent = 10};
  EXPECT_EQ(allowed_out(budget, 100), 10);
  EXPECT_EQ(allowed_out(budget, 39), 3);
  EXPECT_EQ(allowed_out(budget, 5), 1);
  EXPECT_EQ(allowed_out(budget, 0), 1);
}

TEST(Budget, ACountHoldsHoweverManyThereAre) {
  const Budget budget{.name = "web", .selector = kWeb, .hosts = 2, .percent = {}};
  EXPECT_EQ(allowed_out(budget, 1000), 2);
  EXPECT_EQ(allowed_out(budget, 0), 2);
}

TEST(Budget, IsToldInWords) {
  EXPECT_EQ(describe(Budget{"b", kWeb, 1, {}}), "at most 1 host of tag web");
  EXPECT_EQ(describe(Budget{"b", kWeb, {}, 10}), "at most 10 % of tag web");
}

TEST(Budget, AListIsFoundHoweverDeep) {
  const Selector list{Selector::Kind::kList, "RDS", {}};
  EXPECT_FALSE(names_list(kWeb));
  EXPECT_TRUE(names_list({Selector::Kind::kAllOf, {}, {kWeb, {Selector::Kind::kNot, {}, {list}}}}));
}

}  // namespace
}  // namespace fettle::fleet
