#include "importers/ssh_arguments.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "importers/inventory_test_support.hpp"

namespace fettle::importers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Options = std::vector<std::string>;

std::vector<std::string> read(std::string_view text) {
  const auto arguments = read_ssh_arguments(text);
  auto lines = arguments.problems;
  for (const auto& [keyword, value] : arguments.options) lines.push_back(keyword + " " + value);
  return lines;
}

fleet::Server server_with(std::string_view variables) {
  return read_good("hosts", fmt::format("h {}\n", variables)).servers.at(0);
}

TEST(SshArguments, FlagsStandForOptionsBundledOrNot) {
  EXPECT_THAT(read("-qCp2222 -l ops -vJgate -4 -i ~/k"),
              ElementsAre("port 2222", "user ops", "proxyjump gate", "addressfamily inet",
                          "identityfile ~/k"));
  EXPECT_THAT(read("-o Port=7 -oUser=x -o 'HostName = y' -o \"ProxyJump a,b\""),
              ElementsAre("port 7", "user x", "hostname y", "proxyjump a,b"));
  EXPECT_EQ(read_ssh_arguments("-F /etc/fleet").config_file, "/etc/fleet");
}

TEST(SshArguments, WhatDecidesNothingIsLeftOut) {
  EXPECT_THAT(read("-C -T -x -N -q -v -o ControlMaster=auto -o ControlPersist=60s -L 1:a:2"),
              IsEmpty());
}

TEST(SshArguments, WhatCannotBeHonouredIsAProblem) {
  EXPECT_THAT(read("-Z"), ElementsAre(HasSubstr("hold `-Z`")));
  EXPECT_THAT(read("-W a:1"), ElementsAre(HasSubstr("hold `-W`"), HasSubstr("a:1")));
  EXPECT_THAT(read("gate"), ElementsAre(HasSubstr("no option of ssh")));
  EXPECT_THAT(read("-p"), ElementsAre(HasSubstr("without its value")));
  EXPECT_THAT(read("-o Port"), ElementsAre(HasSubstr("without a value")));
}

TEST(SshArguments, ProxyCommandsThatOnlyForwardAreJumps) {
  EXPECT_EQ(jump_of_proxy_command("ssh -W %h:%p -q -p 2222 ops@gate"), "ops@gate:2222");
  EXPECT_EQ(jump_of_proxy_command("exec ssh -qW [%h]:%p -l ops gate"), "ops@gate");
  EXPECT_EQ(jump_of_proxy_command("ssh gate -W %h:%p"), "gate");
  for (const char* other :
       {"nc %h %p", "ssh -W %h:22 gate", "ssh -i k -W %h:%p gate", "ssh gate nc %h %p",
        "ssh -W %h:%p", "ssh -W %h:%p gate; reboot", "ssh -o User=x -W %h:%p gate"})
    EXPECT_EQ(jump_of_proxy_command(other), std::nullopt) << other;
}

TEST(SshArguments, FirstValueWinsInAnsiblesOrder) {
  EXPECT_EQ(server_with("ansible_ssh_common_args='-o ProxyJump=first' "
                        "ansible_ssh_extra_args='-J second'")
                .proxy_jump,
            "first");
  EXPECT_EQ(server_with("ansible_port=1 ansible_ssh_common_args='-p 2'").port, 1);
  EXPECT_EQ(server_with("ansible_port=1 ansible_ssh_args='-p 2'").port, 2);
  EXPECT_EQ(server_with("ansible_ssh_common_args='-p 2 -l ops'").user, "ops");
  EXPECT_EQ(server_with("ansible_user=u ansible_ssh_extra_args='-o User=x'").user, "u");
}

TEST(SshArguments, OtherOptionsAreKeptForTheSshClient) {
  EXPECT_EQ(server_with("ansible_ssh_common_args='-o StrictHostKeyChecking=no -o "
                        "UserKnownHostsFile=/dev/null'")
                .ssh_options,
            (Options{"stricthostkeychecking no", "userknownhostsfile /dev/null"}));
  EXPECT_EQ(server_with("ansible_host_key_checking=false ansible_ssh_timeout=60").ssh_options,
            (Options{"stricthostkeychecking no", "connecttimeout 60"}));
  EXPECT_EQ(server_with("ansible_ssh_common_args='-o ProxyCommand=\"nc -X 5 %h %p\"'").ssh_options,
            Options{"proxycommand nc -X 5 %h %p"});
  EXPECT_FALSE(server_with("ansible_ssh_args='-C -o ControlMaster=auto'").ssh_options);
}

TEST(SshArguments, OneKeyIsTheServersOwnAndSeveralAreTriedInOrder) {
  EXPECT_EQ(server_with("ansible_ssh_extra_args='-i /k -o IdentitiesOnly=yes'").identity_file,
            "/k");
  const auto both =
      server_with("ansible_ssh_private_key_file=/a ansible_ssh_extra_args='-i \"/b c\"'");
  EXPECT_EQ(both.identity_file, "");
  EXPECT_EQ(both.ssh_options, (Options{"identityfile \"/a\"", "identityfile \"/b c\""}));
}

TEST(SshArguments, AProxyCommandThatForwardsBecomesAJumpHost) {
  EXPECT_EQ(server_with("ansible_ssh_common_args='-o ProxyCommand=\"ssh -W %h:%p ops@192.0.2.9\"'")
                .proxy_jump,
            "ops@192.0.2.9");
}

}  // namespace
}  // namespace fettle::importers
