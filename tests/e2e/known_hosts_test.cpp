// Whom we believe: what the known hosts say of a server, and what a refusal advises.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/transport_rig.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::must_run;
using fleet_test::Sandbox;
using fleet_test::TestFleet;
using flow::Ending;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

ports::Order read(const fleet::Target& target) {
  ports::Order order;
  order.id = "order";
  order.session = "session";
  order.target = target;
  order.command = {.script = "true"};
  order.deadline = system_now() + std::chrono::minutes(1);
  return order;
}

class KnownHosts : public testing::Test {
 protected:
  flow::CommandResult result_with(const std::string& known_hosts) {
    fleet_test::write_file(fleet_.known_hosts(), known_hosts);
    Station station(fleet_.settings());
    return station.carry_out(read(fleet_.target(0)));
  }
  std::string entry() const { return fmt::format("[127.0.0.1]:{}", fleet_.server(0).port); }
  std::string key() { return fleet_.host(0).public_host_key(); }

  TestFleet fleet_{1};
};

TEST_F(KnownHosts, ALineWithoutThePortVouches) {
  const auto result = result_with(fmt::format("127.0.0.1\t{}\r\n", key()));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(KnownHosts, ABrokenLineSpoilsNoOther) {
  const auto result = result_with(fmt::format("@what\n{0} ssh-ed25519\n{0} {1}\n", entry(), key()));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(KnownHosts, ARevokedKeyIsRefusedLoudly) {
  const auto result = result_with(fmt::format("{0} {1}\n@revoked * {1}\n", entry(), key()));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, AllOf(HasSubstr("REVOKED"), HasSubstr("known_hosts line 2")));
}

TEST_F(KnownHosts, AChangedKeyIsNamedWithItsLine) {
  const auto changed = result_with(
      fmt::format("# ours\n{} ssh-ed25519 "
                  "AAAAC3NzaC1lZDI1NTE5AAAAIDNsdyF8wJWcT+tYG5VhJMeq1D3cjRjRMsZ5E9IcQyu+\n",
                  entry()));
  EXPECT_THAT(changed.message,
              AllOf(HasSubstr("has CHANGED"), HasSubstr("known_hosts line 2 with: ssh-keygen -f"),
                    HasSubstr("-R '" + entry() + "'")));
}

TEST_F(KnownHosts, ManyHashedLinesAreSearched) {
  std::string text;
  for (int i = 0; i < 3000; ++i)
    text +=
        fmt::format("|1|{:04}N4J1GBMq1B0IcYUDrRNJiZ0=|gnJzETs8J8pZfGNtxqfRsaMLEqM= {}\n", i, key());
  fleet_test::write_file(fleet_.known_hosts(), fmt::format("{} {}\n", entry(), key()));
  must_run({"ssh-keygen", "-q", "-H", "-f", fleet_.known_hosts()});
  const auto result = result_with(text + fleet_test::read_file(fleet_.known_hosts()));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(KnownHosts, AFileThatNeverEndsIsRefusedWithItsName) {
  auto settings = fleet_.settings();
  settings.known_hosts_file = "/dev/zero";
  Station station(settings);
  EXPECT_THAT(station.carry_out(read(fleet_.target(0))).message,
              AllOf(HasSubstr("is not a known host"), HasSubstr("/dev/zero is a device")));
}

TEST_F(KnownHosts, AreReadAgainWhenTheFileChanges) {
  fleet_test::write_file(fleet_.known_hosts(), "");
  Station station(fleet_.settings());
  EXPECT_THAT(station.carry_out(read(fleet_.target(0))).message, HasSubstr("not a known host"));
  fleet_.know(0, fleet_.server(0).port);
  const auto result = station.carry_out(read(fleet_.target(0)));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(KnownHosts, NoLineCanBeAddedToDevNull) {
  auto settings = fleet_.settings();
  settings.known_hosts_file = "/dev/null";
  settings.global_known_hosts_file = "/dev/null";
  Station station(settings);
  EXPECT_THAT(station.carry_out(read(fleet_.target(0))).message,
              AllOf(HasSubstr("is not a known host"), HasSubstr("UserKnownHostsFile"),
                    Not(HasSubstr("ssh-keyscan"))));
}

TEST(KnownHostsAdvice, BehindAJumpHostGoesThroughIt) {
  TestFleet fleet(2);
  fleet_test::write_file(fleet.sandbox().file("ssh_config"),
                         "Host *\n  IdentitiesOnly yes\n  IdentityFile " + fleet.user_key() + "\n");
  fleet_test::write_file(fleet.known_hosts(), "");
  fleet.know(0, fleet.server(0).port);
  auto target = fleet.target(1);
  target.server.proxy_jump =
      fmt::format("{}@127.0.0.1:{}", fleet.server(0).user, fleet.server(0).port);
  Station station(fleet.settings());
  EXPECT_THAT(station.carry_out(read(target)).message,
              AllOf(HasSubstr("is not a known host"), HasSubstr("-J " + target.server.proxy_jump),
                    Not(HasSubstr("ssh-keyscan"))));
}

TEST(KnownHostsKinds, AHostKnownByItsRsaKeyIsAskedForThatOne) {
  const Sandbox keys;
  must_run({"ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", keys.file("rsa")});
  TestFleet fleet(1, "HostKey " + keys.file("rsa"));
  fleet_test::write_file(fleet.known_hosts(),
                         fmt::format("[127.0.0.1]:{} {}\n", fleet.server(0).port,
                                     fleet_test::read_file(keys.file("rsa.pub"))));
  Station station(fleet.settings());
  const auto result = station.carry_out(read(fleet.target(0)));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

}  // namespace
}  // namespace fettle::e2e
