#include "importers/host_range.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::importers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> names(std::string_view pattern) {
  const auto hosts = expand_hosts(pattern, 10'000);
  EXPECT_TRUE(hosts.has_value()) << hosts.error();
  return hosts ? hosts->names : std::vector<std::string>{};
}

std::string problem(std::string_view pattern) {
  const auto hosts = expand_hosts(pattern, 10'000);
  return hosts ? "" : hosts.error();
}

TEST(ExpandHosts, NumbersKeepTheirZeros) {
  EXPECT_THAT(names("web[08:10].x"), ElementsAre("web08.x", "web09.x", "web10.x"));
  EXPECT_THAT(names("n[8:10]"), ElementsAre("n8", "n9", "n10"));
  EXPECT_THAT(names("n[:2]"), ElementsAre("n0", "n1", "n2"));
}

TEST(ExpandHosts, AStepSkips) { EXPECT_THAT(names("n[1:6:2]"), ElementsAre("n1", "n3", "n5")); }

TEST(ExpandHosts, LettersRunFromLowerToUpperCase) {
  EXPECT_THAT(names("db-[a:c]"), ElementsAre("db-a", "db-b", "db-c"));
  EXPECT_THAT(names("[y:B]"), ElementsAre("y", "z", "A", "B"));
}

TEST(ExpandHosts, TheFirstOfSeveralRangesVariesSlowest) {
  EXPECT_THAT(names("r[1:2]n[a:b]"), ElementsAre("r1na", "r1nb", "r2na", "r2nb"));
}

TEST(ExpandHosts, APortStandsForAllHosts) {
  const auto hosts = expand_hosts("web[1:2]:2222", 10);
  ASSERT_TRUE(hosts.has_value());
  EXPECT_THAT(hosts->names, ElementsAre("web1", "web2"));
  EXPECT_EQ(hosts->port, 2222);
}

TEST(ExpandHosts, SaysWhatIsWrongWithARange) {
  EXPECT_THAT(problem("n[3:1]"), HasSubstr("ends before it begins"));
  EXPECT_THAT(problem("n[01:100]"), HasSubstr("unequal lengths"));
  EXPECT_THAT(problem("n[1:]"), HasSubstr("without a last value"));
  EXPECT_THAT(problem("n[1:3:0]"), HasSubstr("step"));
  EXPECT_THAT(problem("n[1:z]"), HasSubstr("neither two numbers nor two letters"));
  EXPECT_THAT(problem("n[1]"), HasSubstr("not [first:last]"));
  EXPECT_THAT(problem("n[1:2"), HasSubstr("no closing bracket"));
  EXPECT_THAT(problem("web:"), HasSubstr("port"));
  EXPECT_THAT(problem("web;1"), HasSubstr("character"));
}

TEST(ExpandHosts, CountsBeforeItExpands) {
  EXPECT_EQ(names("n[1:10000]").size(), 10'000U);
  EXPECT_THAT(problem("n[1:10001]"), HasSubstr("more than 10000 hosts"));
  EXPECT_THAT(problem("n[1:999999999][1:999999999][1:999999999][1:999999999]"),
              HasSubstr("more than 10000 hosts"));
}

}  // namespace
}  // namespace fettle::importers
