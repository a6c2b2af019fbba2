#include "cli/view/grouped_outputs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using ::testing::ElementsAre;

TEST(AlikeTexts, LargestGroupComesFirst) {
  AlikeTexts texts;
  texts.add(0, {"old"});
  texts.add(1, {"new"});
  texts.add(2, {"new"});
  const auto groups = texts.groups();
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].text, "new");
  EXPECT_THAT(groups[0].members, ElementsAre(1, 2));
  EXPECT_THAT(groups[1].members, ElementsAre(0));
}

TEST(AlikeTexts, GroupsOfOneSizeKeepTheOrderOfTheirFirstMembers) {
  AlikeTexts texts;
  texts.add(0, {"z"});
  texts.add(1, {"a"});
  EXPECT_EQ(texts.groups()[0].text, "z");
}

TEST(AlikeTexts, OneByteMakesADifference) {
  AlikeTexts texts;
  EXPECT_EQ(texts.add(0, {"done\n"}), AlikeTexts::Added::kNew);
  EXPECT_EQ(texts.add(1, {"done"}), AlikeTexts::Added::kNew);
  EXPECT_EQ(texts.add(2, {std::string("done\n\0", 6)}), AlikeTexts::Added::kNew);
  EXPECT_EQ(texts.add(3, {"done\n"}), AlikeTexts::Added::kAlike);
}

TEST(AlikeTexts, WhatWasCutOffBeforeMakesADifferenceToo) {
  AlikeTexts texts;
  texts.add(0, {"done", 17});
  texts.add(1, {"done", 18});
  EXPECT_EQ(texts.groups().size(), 2U);
}

TEST(NameSome, NamesOneAloneAndCountsMany) {
  const std::vector<std::string> labels{"web01", "web02", "web03", "web04", "web05"};
  EXPECT_EQ(name_some({2}, labels, 3), "web03");
  EXPECT_EQ(name_some({0, 1, 4}, labels, 3), "3 targets: web01, web02, web05");
  EXPECT_EQ(name_some({0, 1, 2, 3, 4}, labels, 3), "5 targets: web01, web02, web03 (+2)");
}

}  // namespace
}  // namespace fettle::cli
