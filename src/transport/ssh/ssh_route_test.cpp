#include "transport/ssh/ssh_route.hpp"

#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

ClientEnvironment here(std::string_view config = {}) {
  ClientEnvironment result;
  result.user = "me";
  result.home = "/home/me";
  result.agent_socket = "/run/agent";
  result.variables = {{"KEYS", "/keys"}, {"AGENT", "/run/other"}};
  result.config = {
      std::make_shared<ConfigFile>(parse_config("config", config, ConfigOrigin::kUser))};
  return result;
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
  EXPECT_EQ(agent("IdentityAgent $AGENT"), "/run/other");
  EXPECT_EQ(agent("IdentityAgent $NOBODY"), "");
  EXPECT_EQ(agent("IdentityAgent ${AGENT}.sock"), "/run/other.sock");
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
  EXPECT_EQ(find_route(asked, here("ProxyCommand nc %h %p\n"))->size(), 1U);
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

TEST(SshRoute, JumpHostsMayHaveTokensOfTheirTarget) {
  auto asked = server("web1");
  asked.user = "deploy";
  const auto route = find_route(asked, here("Host web1\nProxyJump %r@gate-%h:2202\n")).value();
  ASSERT_EQ(route.size(), 2U);
  EXPECT_EQ(route[0].user, "deploy");
  EXPECT_EQ(route[0].host, "gate-web1");
  EXPECT_EQ(route[0].port, 2202);
}

TEST(SshRoute, PathsMayHaveVariablesAndTokens) {
  const auto route =
      find_route(server("web1"),
                 here("IdentityFile ${KEYS}/%r@%h\nCertificateFile ~/%n.pub\n"
                      "UserKnownHostsFile ${KEYS}/a ~/b-%p\nGlobalKnownHostsFile none\n"))
          .value();
  using List = std::vector<std::string>;
  EXPECT_EQ(route[0].identity_files, List{"/keys/me@web1"});
  EXPECT_EQ(route[0].certificate_files, List{"/home/me/web1.pub"});
  EXPECT_EQ(route[0].known_hosts_files, (List{"/keys/a", "/home/me/b-22"}));
  EXPECT_EQ(route[0].global_known_hosts_files, List{});
  EXPECT_FALSE(find_route(server("web1"), here("IdentityFile ${NOBODY}/x\n")));
  EXPECT_FALSE(find_route(server("web1"), here("IdentityFile %x\n")));
}

TEST(SshRoute, NoIdentityFileIsNoUsualFileEither) {
  const auto route = find_route(server("web1"), here("IdentityFile none\n")).value();
  EXPECT_EQ(route[0].identity_files, std::vector<std::string>{});
  EXPECT_TRUE(route[0].identities_configured);
}

TEST(SshRoute, KnownHostsOfTheCommandLineGoBeforeTheConfiguration) {
  auto environment = here("UserKnownHostsFile /dev/null\n");
  environment.known_hosts_file = "/given";
  EXPECT_EQ(find_route(server("web1"), environment).value()[0].known_hosts_files,
            std::vector<std::string>{"/given"});
}

TEST(SshRoute, OwnOptionsGoBeforeTheConfigurationAndDoNotReachTheJumpHosts) {
  auto asked = server("web1");
  asked.proxy_jump = "gate";
  asked.ssh_options = {"StrictHostKeyChecking=no", "HostKeyAlias web"};
  const auto route = find_route(asked, here("StrictHostKeyChecking yes\n")).value();
  ASSERT_EQ(route.size(), 2U);
  EXPECT_EQ(route[0].host_key_check, HostKeyCheck::kYes);
  EXPECT_EQ(route[1].host_key_check, HostKeyCheck::kNo);
  EXPECT_EQ(route[1].host_key_alias, "web");
}

TEST(SshRoute, ConfigurationThatAsksForTheSystemsSshIsNotPassedOver) {
  const auto why = [](std::string_view config) {
    return plan_route(server("web1"), here(config)).value().link.reason;
  };
  EXPECT_EQ(why("ProxyCommand nc %h %p\n"), "ProxyCommand");
  EXPECT_EQ(why("Host web1\nProxyJump gate\nHost gate\nProxyCommand nc %h %p\n"),
            "jump host gate: ProxyCommand");
  EXPECT_EQ(why("Host web1\nProxyJump a,gate\nHost gate\nProxyCommand nc %h %p\n"), "");
  const auto refused = find_route(server("web1"), here("ForwardAgent yes\n"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
}

TEST(SshRoute, ServerMayNameAConfigurationOfItsOwn) {
  auto environment = here("User usual\n");
  environment.other_config = [](const std::string& file) {
    return ConfigFiles{
        std::make_shared<ConfigFile>(parse_config(file, "User other\n", ConfigOrigin::kUser))};
  };
  auto asked = server("web1");
  asked.ssh_config_file = "/etc/fleet.conf";
  EXPECT_EQ(find_route(asked, environment).value()[0].user, "other");
}

TEST(SshRoute, ServerWithoutAnAddressIsAnError) { EXPECT_FALSE(find_route(server(""), here())); }

}  // namespace
}  // namespace fettle::transport
