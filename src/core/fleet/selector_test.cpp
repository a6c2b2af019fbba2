#include "core/fleet/selector.hpp"

#include <gtest/gtest.h>

namespace fettle::fleet {
namespace {

using Kind = Selector::Kind;

Server web() {
  return {.name = "Web1", .role = "web", .site = "ams", .os_family = "debian", .tags = {"Blue"}};
}

TEST(Selector, AllMatchesEveryServer) { EXPECT_TRUE(matches({.kind = Kind::kAll}, Server{})); }

TEST(Selector, PlainConditionsCompareTheWholeValueIgnoringCase) {
  EXPECT_TRUE(matches({.kind = Kind::kRole, .value = "WEB"}, web()));
  EXPECT_TRUE(matches({.kind = Kind::kSite, .value = "ams"}, web()));
  EXPECT_TRUE(matches({.kind = Kind::kOsFamily, .value = "Debian"}, web()));
  EXPECT_TRUE(matches({.kind = Kind::kName, .value = "web1"}, web()));
  EXPECT_TRUE(matches({.kind = Kind::kTag, .value = "blue"}, web()));
  EXPECT_FALSE(matches({.kind = Kind::kName, .value = "web"}, web()));
  EXPECT_FALSE(matches({.kind = Kind::kTag, .value = "green"}, web()));
}

TEST(Selector, AListNeverMatchesByItself) {
  EXPECT_FALSE(matches({.kind = Kind::kList, .value = "Web1"}, web()));
}

TEST(Selector, CompoundConditionsCombineTheirParts) {
  const Selector role{.kind = Kind::kRole, .value = "web"};
  const Selector tag{.kind = Kind::kTag, .value = "green"};
  EXPECT_FALSE(matches({.kind = Kind::kAllOf, .parts = {role, tag}}, web()));
  EXPECT_TRUE(matches({.kind = Kind::kAnyOf, .parts = {role, tag}}, web()));
  EXPECT_TRUE(matches({.kind = Kind::kNot, .parts = {tag}}, web()));
}

TEST(Selector, IsDescribedInOneLineWithBracketsWhereTheyMatter) {
  const Selector any{.kind = Kind::kAnyOf,
                     .parts = {{.kind = Kind::kSite, .value = "ams"}, {.kind = Kind::kAll}}};
  const Selector not_legacy{.kind = Kind::kNot, .parts = {{.kind = Kind::kTag, .value = "legacy"}}};
  const Selector all{.kind = Kind::kAllOf,
                     .parts = {{.kind = Kind::kRole, .value = "web"}, not_legacy, any}};
  EXPECT_EQ(describe(all), "role web and not tag legacy and (site ams or all)");
}

}  // namespace
}  // namespace fettle::fleet
