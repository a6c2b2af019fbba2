#include "importers/limit.hpp"

#include <gmock/gmock.h>

#include "importers/inventory_test_support.hpp"

namespace fettle::importers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Inventory fleet_of_five() {
  return read_good("hosts", "[web]\nweb1\nweb2\n[db]\ndb1\ndb2\n[blue]\nweb1\ndb1\n[v6]\n::1\n");
}

std::vector<std::string> chosen(std::string_view pattern) {
  const auto servers = limit(fleet_of_five(), pattern);
  if (!servers) return {servers.error().message};
  std::vector<std::string> names;
  for (const auto& server : *servers) names.push_back(server.name);
  return names;
}

TEST(Limit, NamesGlobsAndGroupsIgnoreCase) {
  EXPECT_THAT(chosen("WEB1"), ElementsAre("web1"));
  EXPECT_THAT(chosen("d?1"), ElementsAre("db1"));
  EXPECT_THAT(chosen("*2"), ElementsAre("web2", "db2"));
  EXPECT_THAT(chosen("Web"), ElementsAre("web1", "web2"));
  EXPECT_THAT(chosen("all"), ElementsAre("web1", "web2", "db1", "db2", "::1"));
}

TEST(Limit, StarsStandForAnyTextAndNoneOfItTwice) {
  EXPECT_THAT(chosen("w*b*1"), ElementsAre("web1"));
  EXPECT_THAT(chosen("*?e*2*"), ElementsAre("web2"));
  EXPECT_THAT(chosen("*b**2"), ElementsAre("web2", "db2"));
  EXPECT_THAT(chosen("web1*"), ElementsAre("web1"));
  EXPECT_THAT(chosen("web1*1"), ElementsAre(HasSubstr("no host or group")));
  EXPECT_THAT(chosen("*b*b*"), ElementsAre(HasSubstr("no host or group")));
}

TEST(Limit, CommasAndColonsAddUp) {
  EXPECT_THAT(chosen("db2, web1"), ElementsAre("web1", "db2"));
  EXPECT_THAT(chosen("web:db1"), ElementsAre("web1", "web2", "db1"));
}

TEST(Limit, ExclusionsAndIntersectionsApplyLastWhateverTheirOrder) {
  EXPECT_THAT(chosen("!web1:web"), ElementsAre("web2"));
  EXPECT_THAT(chosen("&blue,web,db"), ElementsAre("web1", "db1"));
  EXPECT_THAT(chosen("web:db:&blue:!db"), ElementsAre("web1"));
}

TEST(Limit, ExclusionsAloneStartFromAll) {
  EXPECT_THAT(chosen("!blue"), ElementsAre("web2", "db2", "::1"));
}

TEST(Limit, ANameWithColonsIsOneName) {
  EXPECT_THAT(chosen("::1,web1"), ElementsAre("web1", "::1"));
}

TEST(Limit, UnknownNamesAreErrorsWithTheNearestNames) {
  EXPECT_THAT(chosen("wbe1,dbx,x*"),
              ElementsAre("--limit: `wbe1` is no host or group; `dbx` is no host or group (did you "
                          "mean `db` or `db1`?); `x*` is no host or group"));
  EXPECT_THAT(chosen("web3"), ElementsAre("--limit: `web3` is no host or group (did you mean "
                                          "`web` or `web1`?)"));
}

TEST(Limit, APatternThatLeavesNobodyIsAnError) {
  EXPECT_THAT(chosen("web:!web"), ElementsAre("--limit: `web:!web` leaves no server"));
  EXPECT_THAT(chosen(" , "), ElementsAre("--limit: the pattern is empty"));
}

TEST(Limit, WhatAnsibleHasAndFettleHasNotIsNamed) {
  EXPECT_THAT(chosen("~web.*"), ElementsAre(HasSubstr("regular expressions are not supported")));
  EXPECT_THAT(chosen("web[0]"), ElementsAre(HasSubstr("ranges are not supported")));
  EXPECT_THAT(chosen("@retry"), ElementsAre(HasSubstr("lists in files are not supported")));
}

TEST(Limit, AHostilePatternTakesNoTime) {
  const auto inventory = read_good("hosts", std::string(200, 'a') + " ansible_host=b\n");
  std::string stars;
  for (int i = 0; i < 10'000; ++i) stars += "*a";
  EXPECT_THAT(limit(inventory, stars + "b").error().message, HasSubstr("no host or group"));
}

TEST(Limit, GlobsAreBoundedByTheSizeOfTheInventory) {
  const auto inventory = read_good("hosts", std::string(240, 'a') + "[0:9999]\n");
  EXPECT_TRUE(limit(inventory, "*a*aa*9999").has_value());
  std::string globs;
  for (int i = 0; i < 100; ++i) globs += "*a*b*,";
  EXPECT_THAT(limit(inventory, globs).error().message, HasSubstr("too many globs"));
}

}  // namespace
}  // namespace fettle::importers
