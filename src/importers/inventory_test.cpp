#include "importers/inventory.hpp"

#include <gmock/gmock.h>

#include "importers/inventory_test_support.hpp"

namespace fettle::importers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ParseInventory, WithoutATellingNameTheContentTellsTheFormat) {
  EXPECT_EQ(read_good("hosts", "# c\n[web]\nweb1\n").groups.count("web"), 1U);
  EXPECT_EQ(read_good("hosts", "web:\n  hosts: {web1: }\n").groups.count("web"), 1U);
  EXPECT_EQ(read_good("hosts", "{\"web\": {\"hosts\": {\"web1\": null}}}").groups.count("web"), 1U);
  EXPECT_EQ(read_good("hosts", "name,tags\nweb1,web\n").groups.count("web"), 1U);
}

TEST(ParseInventory, RefusesWhatIsNoText) {
  EXPECT_THAT(complaints("hosts", "web1\nw\xff\n"), ElementsAre(HasSubstr("2:2 this byte")));
  EXPECT_THAT(complaints("hosts", std::string_view("web1\n\0", 6)),
              ElementsAre(HasSubstr("2:1 this byte")));
}

TEST(ParseInventory, NeverRunsAnInventoryScript) {
  EXPECT_THAT(parse_inventory("hosts.py", "#!/usr/bin/python3\n").error().message,
              HasSubstr("does not run inventories"));
}

TEST(ParseInventory, RefusesMoreThanEightMebibytes) {
  const std::string text((8U << 20U) + 1, '#');
  EXPECT_THAT(parse_inventory("hosts", text).error().message, HasSubstr("larger than 8 MiB"));
}

TEST(ParseInventory, RefusesAnEmptyOne) {
  EXPECT_EQ(parse_inventory("hosts", "").error().message, "hosts names no server");
}

TEST(ParseInventory, CountsHostsAfterRangesExpand) {
  EXPECT_EQ(read_good("hosts", "h[1:10000]\n[g]\nh[1:10000]\n").servers.size(), 10'000U);
  EXPECT_THAT(complaints("hosts", "h[1:10000]\nmore\n"),
              ElementsAre("2:1 the inventory has more than 10000 hosts"));
}

TEST(ParseInventory, VariablesAreBoundedOnceTheyStandAtEachHost) {
  const auto text = "h[1:10000] x=" + std::string(100'000, 'x') + "\n";
  EXPECT_THAT(complaints("hosts", text), ElementsAre(HasSubstr("too many variables")));
  const auto inherited = "h[1:10000]\n[all:vars]\nx=" + std::string(100'000, 'x') + "\n";
  EXPECT_THAT(complaints("hosts", inherited), ElementsAre(HasSubstr("too many variables")));
}

TEST(ParseInventory, MembershipsAreBounded) {
  std::string text = "[g0]\nh[1:10000]\n";
  for (int i = 1; i < 200; ++i) text += fmt::format("[g{}:children]\ng{}\n", i, i - 1);
  EXPECT_THAT(complaints("hosts", text), ElementsAre(HasSubstr("too many variables or groups")));
}

TEST(ParseInventory, ManyProblemsAreCut) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "a;b\n";
  EXPECT_EQ(parse_inventory("hosts", text).error().message, "hosts has at least 200 errors");
}

}  // namespace
}  // namespace fettle::importers
