#include "importers/openssh_config.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "importers/inventory_test_support.hpp"

namespace fettle::importers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Inventory read(std::string_view text) {
  auto result = read_openssh_config("config", text);
  EXPECT_TRUE(result) << result.error().message;
  return result ? *std::move(result) : Inventory{};
}

TEST(OpensshConfig, TakesTheNamesThatHostLinesWriteOut) {
  const auto inventory = read("Host web1 web2 *.example.org !x\nHost=db1\nhost WEB1\n");
  std::vector<std::string> names;
  for (const auto& one : inventory.servers) names.push_back(one.name);
  EXPECT_THAT(names, ElementsAre("web1", "web2", "db1"));
}

TEST(OpensshConfig, LetsTheFirstValueOfAKeywordHold) {
  const auto inventory = read(
      "User first\nHost web1\n  HostName 192.0.2.1\n  Port 2222\n  User second\n"
      "Host web*\n  HostName 192.0.2.9\n  ProxyJump gate:22,inner\nHost web* !web1\n  Port 1\n");
  const auto web = server(inventory, "web1");
  EXPECT_EQ(web.address, "192.0.2.1");
  EXPECT_EQ(web.port, 2222);
  EXPECT_EQ(web.user, "first");
  EXPECT_EQ(web.proxy_jump, "gate:22,inner");
}

TEST(OpensshConfig, ReadsTheNameInAHostName) {
  EXPECT_EQ(server(read("Host web1\n  HostName %h.example.org\n"), "web1").address,
            "web1.example.org");
}

TEST(OpensshConfig, RefusesHostsWhoseWayIsNotReadHere) {
  const auto inventory = read(
      "Host a\n  ProxyCommand nc %h 22\nHost b\n  HostKeyAlias x\nHost c\n  HostName %k\n"
      "Host d\n  ProxyCommand ssh -W %h:%p gate\nHost e\n  ProxyCommand none\n");
  std::vector<std::string> refused;
  for (const auto& [name, why] : inventory.refused) refused.push_back(name);
  EXPECT_THAT(refused, ElementsAre("a", "b", "c"));
  EXPECT_EQ(server(inventory, "d").proxy_jump, "gate");
}

TEST(OpensshConfig, WarnsOfWhatItDoesNotTakeOver) {
  const auto inventory = read(
      "Include other\nHost a\n  IdentityFile ~/.ssh/id\nMatch host a\n  Port 9\nHost b\n  Port "
      "2\n");
  EXPECT_THAT(inventory.warnings, SizeIs(3));
  EXPECT_EQ(server(inventory, "a").port, 0);
  EXPECT_EQ(server(inventory, "b").port, 2);
}

TEST(OpensshConfig, RefusesTextThatIsNone) {
  EXPECT_FALSE(read_openssh_config("config", "Host\n"));
  EXPECT_FALSE(read_openssh_config("config", "Host \"a\n"));
  EXPECT_FALSE(read_openssh_config("config", "# nothing\n"));
  EXPECT_FALSE(read_openssh_config("config", "Host \xff\n"));
}

TEST(OpensshConfig, FindsTheBlocksOfEachOfManyHosts) {
  std::string text = "Host * !h0\n  User everybody\n";
  for (int i = 0; i < 10'000; ++i) text += fmt::format("Host h{}\n  Port {}\n", i, i + 1);
  const auto inventory = read(text + "Host h9999 h?\n  ProxyJump gate\n");
  EXPECT_THAT(inventory.servers, SizeIs(10'000));
  EXPECT_EQ(server(inventory, "h0").user, "");
  EXPECT_EQ(server(inventory, "h9999").user, "everybody");
  EXPECT_EQ(server(inventory, "h9999").port, 10'000);
  EXPECT_EQ(server(inventory, "h9999").proxy_jump, "gate");
  EXPECT_EQ(server(inventory, "h9").proxy_jump, "gate");
  EXPECT_EQ(server(inventory, "h10").proxy_jump, "");
}

TEST(OpensshConfig, RefusesWhatMultipliesWithoutEnd) {
  std::string names = "Host";
  for (int i = 0; i < 10'000; ++i) names += fmt::format(" h{}", i);
  std::string patterns = "\nHost";
  for (int i = 0; i < 10'000; ++i) patterns += fmt::format(" *a*{}", i);
  std::string blocks = "\n";
  for (int i = 0; i < 10'000; ++i) blocks += "Host *\n";
  for (const auto& more : {patterns, blocks}) {
    const auto refused = read_openssh_config("config", names + more);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().diagnostics.at(0).code, "inventory.too-large");
  }
  EXPECT_THAT(read(names + "\n  Port 22\n").servers, SizeIs(10'000));
}

TEST(OpensshConfig, IsQuickWhateverThePatterns) {
  std::string text = "Host ";
  for (int i = 0; i < 200; ++i) text += "*a";
  text += "\n  User x\nHost " + std::string(250, 'a') + "\n";
  EXPECT_THAT(read(text).refused, IsEmpty());
}

}  // namespace
}  // namespace fettle::importers
