// Ways to a server: names, jump hosts, and what the SSH configuration says of them. Keys are in
// ssh_key_test.cpp, agents in ssh_agent_test.cpp.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/transport_rig.hpp"
#include "tests/fleet/tcp_cutter.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::TcpCutter;
using fleet_test::TestFleet;
using flow::Ending;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

ports::Order read(const fleet::Target& target, std::string script) {
  ports::Order order;
  order.id = "order";
  order.session = "session";
  order.target = target;
  order.command = {.script = std::move(script)};
  order.deadline = system_now() + std::chrono::minutes(1);
  return order;
}

std::string jump_to(const TestFleet& fleet, int number) {
  const auto server = fleet.server(number);
  return fmt::format("{}@127.0.0.1:{}", server.user, server.port);
}

/// Every host takes the fleet's key for `127.0.0.1`, also where a server doesn't name it.
void configure(const TestFleet& fleet, const std::string& text = {}) {
  fleet_test::write_file(
      fleet.sandbox().file("ssh_config"),
      text + "Host *\n  IdentitiesOnly yes\n  IdentityFile " + fleet.user_key() + "\n");
}

TEST(SshAccess, OneJumpHost) {
  TestFleet fleet(2);
  configure(fleet);
  auto target = fleet.target(1);
  target.server.proxy_jump = jump_to(fleet, 0);
  Station station(fleet.settings());
  const auto heard =
      station.start(read(target, "echo \"$SSH_CONNECTION\"; head -c 3000000 /dev/zero"));
  const auto result = station.end_of(heard);
  EXPECT_TRUE(result.succeeded()) << result.message;
  EXPECT_THAT(heard->text, HasSubstr(" " + std::to_string(fleet.server(1).port) + "\n"));
  EXPECT_GT(result.output_bytes, 3'000'000);
}

TEST(SshAccess, TwoJumpHosts) {
  TestFleet fleet(3);
  configure(fleet);
  auto target = fleet.target(2);
  target.server.proxy_jump = jump_to(fleet, 0) + "," + jump_to(fleet, 1);
  Station station(fleet.settings());
  const auto result = station.carry_out(read(target, "true"));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST(SshAccess, JumpHostThatIsDownIsNamed) {
  TestFleet fleet(2);
  configure(fleet);
  auto target = fleet.target(1);
  target.server.proxy_jump = jump_to(fleet, 0);
  fleet.host(0).stop();
  Station station(fleet.settings());
  const auto result = station.carry_out(read(target, "true"));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr(std::to_string(fleet.host(0).port())));
}

TEST(SshAccess, JumpHostKeyIsCheckedToo) {
  TestFleet fleet(2);
  configure(fleet);
  fleet_test::write_file(fleet.known_hosts(), "");
  fleet.know(1, fleet.host(1).port());
  auto target = fleet.target(1);
  target.server.proxy_jump = jump_to(fleet, 0);
  Station station(fleet.settings());
  const auto result = station.carry_out(read(target, "true"));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("is not a known host"));
}

TEST(SshAccess, HostThatOnlyACertificateAuthoritySpeaksForIsToldWhy) {
  TestFleet fleet(1);
  auto settings = fleet.settings();
  settings.ssh = transport::SshProgram::kBuiltin;
  Station station(settings);
  const auto message_for = [&](const std::string& patterns) {
    fleet_test::write_file(fleet.known_hosts(), fmt::format("@cert-authority {} {}\n", patterns,
                                                            fleet.host(0).public_host_key()));
    return station.carry_out(read(fleet.target(0), "true")).message;
  };
  for (const char* patterns : {"*", "10.*,127.0.0.*", "[127.0.0.1]:*"})
    EXPECT_THAT(message_for(patterns), AllOf(HasSubstr("host certificates are not supported"),
                                             HasSubstr("ssh-keyscan -p")));
  for (const char* patterns : {"*,!*127.0.0.1*", "*.example.com"})
    EXPECT_THAT(message_for(patterns),
                AllOf(HasSubstr("is not a known host"), Not(HasSubstr("host certificates"))));
}

TEST(SshAccess, CommandBehindALostJumpHostIsUnreachable) {
  TestFleet fleet(2);
  TcpCutter cutter(fleet.host(0).port());
  fleet.know(0, cutter.port());
  configure(fleet);
  auto target = fleet.target(1);
  target.server.proxy_jump = fmt::format("{}@127.0.0.1:{}", fleet.server(0).user, cutter.port());
  Station station(fleet.settings());
  const auto heard = station.start(read(target, "echo up; sleep 30"));
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  cutter.cut();
  EXPECT_EQ(station.end_of(heard).ending, Ending::kUnreachable);
}

TEST(SshAccess, ConfigurationNamesHostPortUserKeyAndJump) {
  TestFleet fleet(2);
  configure(fleet, fmt::format("Host inner\n  HostName 127.0.0.1\n  Port {}\n  User {}\n"
                               "  ProxyJump outer\nHost outer\n  HostName 127.0.0.1\n  Port {}\n",
                               fleet.host(1).port(), fleet.server(1).user, fleet.host(0).port()));
  fleet::Target target{.label = "inner", .server = {}};
  target.server.name = "inner";
  Station station(fleet.settings());
  const auto heard = station.start(read(target, "echo \"$SSH_CONNECTION\""));
  const auto result = station.end_of(heard);
  EXPECT_TRUE(result.succeeded()) << result.message;
  EXPECT_THAT(heard->text, HasSubstr(" " + std::to_string(fleet.host(1).port()) + "\n"));
}

TEST(SshAccess, NameIsResolvedAndLookedUpAmongTheKnownHosts) {
  TestFleet fleet(1);
  fleet_test::write_file(
      fleet.known_hosts(),
      fmt::format("[localhost]:{} {}\n", fleet.host(0).port(), fleet.host(0).public_host_key()));
  auto target = fleet.target(0);
  target.server.address = "localhost";
  Station station(fleet.settings());
  const auto result = station.carry_out(read(target, "true"));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

}  // namespace
}  // namespace fettle::e2e
