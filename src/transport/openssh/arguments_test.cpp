#include "transport/openssh/arguments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;

Arguments of_master(const fleet::Server& server, const Settings& settings = {}) {
  return master_arguments(server, settings, "/run/s", "/run/log");
}

std::vector<std::string> last_two(const Arguments& arguments) {
  return {arguments.end() - 2, arguments.end()};
}

TEST(OpensshArguments, ServerWithoutFieldsIsLeftToTheConfiguration) {
  const auto arguments = of_master({.name = "web1"});
  EXPECT_THAT(last_two(arguments), ElementsAre("--", "web1"));
  for (const char* option : {"-F", "-i", "-p", "-l"}) EXPECT_THAT(arguments, Not(Contains(option)));
}

TEST(OpensshArguments, FieldsOfTheServerComeBeforeTheConfiguration) {
  const auto arguments = of_master({.name = "web1",
                                    .address = "10.0.0.1",
                                    .port = 2222,
                                    .user = "ops",
                                    .identity_file = "/k",
                                    .proxy_jump = "gate"});
  EXPECT_THAT(arguments,
              IsSupersetOf({"User=ops", "Port=2222", "-i", "/k", "ProxyJump=gate", "10.0.0.1"}));
}

TEST(OpensshArguments, NameThatLooksLikeAnOptionIsNone) {
  EXPECT_THAT(last_two(of_master({.name = "-oProxyCommand=x"})),
              ElementsAre("--", "-oProxyCommand=x"));
}

TEST(OpensshArguments, HostKeysAreCheckedStrictlyAndNothingIsForwarded) {
  EXPECT_THAT(of_master({.name = "web1"}),
              IsSupersetOf({"StrictHostKeyChecking=yes", "UpdateHostKeys=no",
                            "ClearAllForwardings=yes", "PermitLocalCommand=no"}));
}

TEST(OpensshArguments, FilesOfTheCommandLineWinOverTheConfiguration) {
  Settings settings;
  settings.ssh_config_file = "/my config";
  settings.known_hosts_file = "/my hosts";
  settings.global_known_hosts_file = "/dev/null";
  EXPECT_THAT(of_master({.name = "web1"}, settings),
              IsSupersetOf({"-F", "/my config", "UserKnownHostsFile=\"/my hosts\"",
                            "GlobalKnownHostsFile=\"/dev/null\""}));
}

TEST(OpensshArguments, TimeoutsAreWholeSecondsAndNeverNone) {
  Settings settings;
  settings.connect_timeout = std::chrono::milliseconds(1);
  settings.keepalive_interval = std::chrono::milliseconds(15'000);
  settings.silence_max = std::chrono::milliseconds(60'000);
  EXPECT_THAT(
      of_master({.name = "web1"}, settings),
      IsSupersetOf({"ConnectTimeout=1", "ServerAliveInterval=15", "ServerAliveCountMax=4"}));
}

TEST(OpensshArguments, CommandGoesOverTheMasterOrNotAtAll) {
  const auto arguments = command_arguments("/run/s", "/run/log", {"exec sh"});
  EXPECT_THAT(arguments, IsSupersetOf({"-S", "/run/s", "ControlMaster=no", "ProxyCommand=exit 1"}));
  EXPECT_EQ(arguments.back(), "exec sh");
  const auto own = own_master_arguments({.name = "web1"}, {}, "/run/log", {"exec sh"});
  EXPECT_THAT(own, IsSupersetOf({"ControlMaster=no", "ProxyCommand=exit 1", "web1"}));
  EXPECT_THAT(own, Not(Contains("-S")));
}

}  // namespace
}  // namespace fettle::transport
