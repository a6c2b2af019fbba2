#include "core/fleet/target_spec.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::fleet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Endpoint endpoint(std::string_view text) {
  const auto result = parse_endpoint(text);
  EXPECT_TRUE(result.has_value()) << result.error();
  return result.value_or(Endpoint{});
}

std::string problem(std::string_view text) {
  const auto result = parse_endpoint(text);
  return result ? "" : result.error();
}

std::vector<std::string> problems(std::string_view list) {
  const auto result = parse_target_list(list);
  std::vector<std::string> messages;
  if (result) return messages;
  for (const auto& diagnostic : result.error().diagnostics) messages.push_back(diagnostic.message);
  return messages;
}

TEST(ParseEndpoint, EveryPartButTheHostMayBeAbsent) {
  EXPECT_EQ(endpoint("web1"), (Endpoint{"", "web1", 0}));
  EXPECT_EQ(endpoint("root@10.0.0.1:2222"), (Endpoint{"root", "10.0.0.1", 2222}));
  EXPECT_EQ(endpoint("db_1.example.com:22"), (Endpoint{"", "db_1.example.com", 22}));
}

TEST(ParseEndpoint, AnIpv6AddressStandsInBrackets) {
  EXPECT_EQ(endpoint("[::1]:22"), (Endpoint{"", "::1", 22}));
  EXPECT_EQ(endpoint("user@[fe80::1%eth0]"), (Endpoint{"user", "fe80::1%eth0", 0}));
  EXPECT_THAT(problem("fe80::1"), HasSubstr("stands in brackets"));
  EXPECT_THAT(problem("[web1]:22"), HasSubstr("no IPv6 address"));
  EXPECT_THAT(problem("[::1"), HasSubstr("no closing bracket"));
  EXPECT_THAT(problem("[::1]22"), HasSubstr("after the closing bracket"));
}

TEST(ParseEndpoint, TheUserMayBeADomainAccount) {
  EXPECT_EQ(endpoint("alice@example.com@web1"), (Endpoint{"alice@example.com", "web1", 0}));
}

TEST(ParseEndpoint, AWholeSshAddressIsReadToo) {
  EXPECT_EQ(endpoint("ssh://ops@web1:2222/"), (Endpoint{"ops", "web1", 2222}));
  EXPECT_EQ(parse_target_list("ssh://ops@web1:2222")->front().label, "web1:2222");
}

TEST(HostProblem, APortInAnAddressIsNamedAsWhatItIs) {
  EXPECT_THAT(host_problem("w2:2222"), HasSubstr("holds a port"));
  EXPECT_THAT(host_problem("1:2:3"), HasSubstr("no IPv6 address"));
}

TEST(ParseEndpoint, NothingThatACommandCouldTakeForAnOptionPasses) {
  EXPECT_NE(problem("-oProxyCommand=x"), "");
  EXPECT_NE(problem("-l@web1"), "");
  EXPECT_NE(problem("web1;reboot"), "");
  EXPECT_NE(problem("we b1"), "");
}

TEST(ParseEndpoint, PortsRunFrom1To65535) {
  EXPECT_EQ(endpoint("a:65535").port, 65535);
  for (const auto* text : {"a:0", "a:65536", "a:", "a:22x", "a:-1"}) {
    EXPECT_THAT(problem(text), HasSubstr("from 1 to 65535")) << text;
  }
}

TEST(ParseTargetList, TheLabelIsWhatWasTypedWithoutTheUser) {
  const auto targets = parse_target_list("a, user@b:2222 ,,[::1]:22,user@[fe80::1]:22\n");
  ASSERT_TRUE(targets.has_value());
  std::vector<std::string> labels;
  for (const auto& target : *targets) labels.push_back(target.label);
  EXPECT_THAT(labels, ElementsAre("a", "b:2222", "[::1]:22", "[fe80::1]:22"));
  EXPECT_EQ((*targets)[1].server,
            (Server{.name = "b:2222", .address = "b", .port = 2222, .user = "user"}));
}

TEST(ParseTargetList, TwoPortsOfOneHostAreTwoTargets) {
  EXPECT_EQ(parse_target_list("127.0.0.1:2201,127.0.0.1:2202")->size(), 2U);
}

TEST(ParseTargetList, NamesEveryProblemAtOnce) {
  EXPECT_THAT(problems("web1,a:0,root@WEB1:22,x;y"),
              ElementsAre("`a:0` has a port that is no number from 1 to 65535",
                          "`root@WEB1:22` names the same machine as `web1`",
                          "`x;y` has a character that no host name has"));
}

TEST(ParseTargetList, PlacesAProblemInTheText) {
  const auto result = parse_target_list("a, b:0");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().diagnostics.front().span, (Span{{1, 4}, {1, 7}}));
}

TEST(ParseTargetList, RefusesAnEmptyList) {
  EXPECT_THAT(parse_target_list(" ,, ").error().message, HasSubstr("names no target"));
}

TEST(ParseTargetList, TakesTenThousandTargetsAndNotOneMore) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "h" + std::to_string(i) + ",";
  EXPECT_EQ(parse_target_list(text)->size(), 10'000U);
  EXPECT_THAT(parse_target_list(text + "one-more").error().message, HasSubstr("more than 10000"));
}

}  // namespace
}  // namespace fettle::fleet
