#include "transport/ssh/ssh_route.hpp"

#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

ClientEnvironment here(std::string config = {}) {
  return {.user = "me",
          .home = "/home/me",
          .agent_socket = "/run/agent",
          .config_text = std::move(config),
          .known_hosts_file = "/home/me/.ssh/known_hosts",
          .global_known_hosts_file = "/etc/ssh/ssh_known_hosts"};
}

fleet::Server server(std::string name) {
  fleet::Server result;
  result.name = std::move(name);
  return result;
}

TEST(SshRoute, UsualValuesWhereNobodySaysAnything) {
  const auto route = find_route(server("web1"), here()).value();
  ASSERT_EQ(route.size(), 1U);
  EXPECT_EQ(route[0].host, "web1");
  EXPECT_EQ(route[0].port, 22);
  EXPECT_EQ(route[0].user, "me");
  EXPECT_EQ(route[0].identity_files.front(), "/home/me/.ssh/id_ed25519");
  EXPECT_FALSE(route[0].identity_given);
}

TEST(SshRoute, AgentIsThatOfTheEnvironmentUnlessTheConfigurationNamesAnotherOrNone) {
  const auto agent = [](const char* config) {
    return find_route(server("web1"), here(config)).value()[0].agent_socket;
  };
  EXPECT_EQ(agent(""), "/run/agent");
  EXPECT_EQ(agent("IdentityAgent SSH_AUTH_SOCK"), "/run/agent");
  EXPECT_EQ(agent("IdentityAgent ~/mine"), "/home/me/mine");
  EXPECT_EQ(agent("IdentityAgent none"), "");
}

TEST(SshRoute, ServerGoesBeforeConfiguration) {
  auto asked = server("web1");
  asked.port = 2222;
  asked.user = "deploy";
  asked.identity_file = "~/.ssh/deploy";
  const auto route = find_route(asked, here("Port 1\nUser x\nIdentityFile y\n")).value();
  EXPECT_EQ(route[0].port, 2222);
  EXPECT_EQ(route[0].user, "deploy");
  EXPECT_EQ(route[0].identity_files, std::vector<std::string>{"/home/me/.ssh/deploy"});
  EXPECT_TRUE(route[0].identity_given);
}

TEST(SshRoute, ConfigurationFillsInWhatTheServerLeavesOpen) {
  const auto route = find_route(server("web1"), here("Host web1\n HostName %h.example.net\n"
                                                     " Port 2200\n User ops\n"
                                                     " IdentityFile ~/.ssh/%r@%h\n"
                                                     " IdentitiesOnly yes\n"))
                         .value();
  EXPECT_EQ(route[0].host, "web1.example.net");
  EXPECT_EQ(route[0].port, 2200);
  EXPECT_EQ(route[0].identity_files,
            std::vector<std::string>{"/home/me/.ssh/ops@web1.example.net"});
  EXPECT_TRUE(route[0].identities_only);
}

TEST(SshRoute, ListOfJumpHostsIsGoneThroughInOrder) {
  auto asked = server("web1");
  asked.proxy_jump = "a@one:2201,[fd00::1]:2202,three";
  const auto route = find_route(asked, here()).value();
  ASSERT_EQ(route.size(), 4U);
  EXPECT_EQ(route[0].user, "a");
  EXPECT_EQ(route[0].port, 2201);
  EXPECT_EQ(route[1].host, "fd00::1");
  EXPECT_EQ(route[1].port, 2202);
  EXPECT_EQ(route[2].host, "three");
  EXPECT_EQ(route[3].host, "web1");
}

TEST(SshRoute, JumpHostMayHaveAJumpHostOfItsOwn) {
  const auto route =
      find_route(server("web1"), here("Host web1\nProxyJump inner\nHost inner\nProxyJump outer\n"))
          .value();
  ASSERT_EQ(route.size(), 3U);
  EXPECT_EQ(route[0].host, "outer");
  EXPECT_EQ(route[1].host, "inner");
}

TEST(SshRoute, NoneTurnsAConfiguredJumpOff) {
  auto asked = server("web1");
  asked.proxy_jump = "none";
  EXPECT_EQ(find_route(asked, here("ProxyJump bastion\n"))->size(), 1U);
}

TEST(SshRoute, JumpsInACircleAreAnError) {
  const auto route =
      find_route(server("web1"), here("Host a\nProxyJump b\nHost b\nProxyJump a\nHost web1\n"
                                      "ProxyJump a\n"));
  ASSERT_FALSE(route);
  EXPECT_NE(route.error().message.find("circle"), std::string::npos);
}

TEST(SshRoute, JumpHostThatCannotBeReadIsAnError) {
  for (const char* bad : {"host:port", "host:", "@", "[::1", "a,,b", "host:70000"}) {
    auto asked = server("web1");
    asked.proxy_jump = bad;
    EXPECT_FALSE(find_route(asked, here())) << bad;
  }
}

TEST(SshRoute, ServerWithoutAnAddressIsAnError) { EXPECT_FALSE(find_route(server(""), here())); }

}  // namespace
}  // namespace fettle::transport
