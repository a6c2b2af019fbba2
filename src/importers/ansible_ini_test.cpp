#include "importers/ansible_ini.hpp"

#include <gmock/gmock.h>

#include "base/source_text.hpp"
#include "importers/inventory_test_support.hpp"

namespace fettle::importers {
namespace {

using fleet::Server;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

// The expected values are those of `ansible-inventory --list` for the same file.
constexpr std::string_view kFleet = R"(# comment
; another
alone ansible_host=10.0.0.9
bastion.example.com:2222   # trailing

[web]
web[01:05:2].example.com ansible_user=deploy http_port=80 note="two words" # c
web-[a:b]

[db]
db1 ansible_host=10.0.1.1 ansible_port=2201

[prod:children]
web
db   # both

[prod:vars]
site_note = "quoted # hash" # comment
level=prod
shared=prod

[web:vars]
shared=web
ansible_port=2022 # ssh
url=http://x/#frag

[all:vars]
level=all
shared=all
)";

TEST(AnsibleIni, HostsKeepTheOrderOfTheFile) {
  std::vector<std::string> names;
  for (const auto& server : read_good("hosts", kFleet).servers) names.push_back(server.name);
  EXPECT_THAT(names,
              ElementsAre("alone", "bastion.example.com", "web01.example.com", "web03.example.com",
                          "web05.example.com", "web-a", "web-b", "db1"));
}

TEST(AnsibleIni, AHostsOwnVariablesStandAboveThoseOfItsGroups) {
  EXPECT_EQ(server(read_good("hosts", kFleet), "web03.example.com"),
            (Server{.name = "web03.example.com",
                    .port = 2022,
                    .user = "deploy",
                    .tags = {"prod", "web"},
                    .variables = {{"http_port", "80"},
                                  {"level", "prod"},
                                  {"note", "two words"},
                                  {"shared", "web"},
                                  {"site_note", "quoted # hash"},
                                  {"url", "http://x/#frag"}}}));
}

TEST(AnsibleIni, ACommentEndsAValueThatPythonReadsAndNoOther) {
  const auto inventory =
      read_good("hosts",
                "web1\n[all:vars]\n"
                "float = 1.50 # x\nminus=-5 # x\nhex=0x1F # x\nlist = [1, 2] # x\nnone=None # x\n"
                "power=1e3 # x\nescaped=\"a\\\"b\" # x\nsingle='it\\'s' # x\n"
                "zeros=010 # x\nname=a # x\nversion=1.2.3 # x\nrange=1-5 # x\n");
  const auto& variables = server(inventory, "web1").variables;
  EXPECT_EQ(variables.at("float"), "1.50");
  EXPECT_EQ(variables.at("minus"), "-5");
  EXPECT_EQ(variables.at("hex"), "0x1F");
  EXPECT_EQ(variables.at("list"), "[1, 2]");
  EXPECT_EQ(variables.at("none"), "None");
  EXPECT_EQ(variables.at("power"), "1e3");
  EXPECT_EQ(variables.at("escaped"), "a\"b");
  EXPECT_EQ(variables.at("single"), "it's");
  EXPECT_EQ(variables.at("zeros"), "010 # x");
  EXPECT_EQ(variables.at("name"), "a # x");
  EXPECT_EQ(variables.at("version"), "1.2.3 # x");
  EXPECT_EQ(variables.at("range"), "1-5 # x");
}

TEST(AnsibleIni, HostsBeforeTheFirstSectionAreUngrouped) {
  const auto inventory = read_good("hosts", kFleet);
  EXPECT_EQ(server(inventory, "alone"),
            (Server{.name = "alone",
                    .address = "10.0.0.9",
                    .variables = {{"level", "all"}, {"shared", "all"}}}));
  EXPECT_THAT(inventory.groups.at("ungrouped"), ElementsAre("alone", "bastion.example.com"));
}

TEST(AnsibleIni, AGroupHasTheHostsOfItsChildren) {
  const auto inventory = read_good("hosts", kFleet);
  EXPECT_THAT(inventory.groups.at("prod"),
              ElementsAre("web01.example.com", "web03.example.com", "web05.example.com", "web-a",
                          "web-b", "db1"));
  EXPECT_EQ(inventory.groups.at("all").size(), 8U);
}

TEST(AnsibleIni, TheDeeperGroupWinsWhateverTheOrderOfTheFile) {
  const auto inventory = read_good("hosts", R"(
[inner]
host
[outer:children]
inner
[inner:vars]
who=inner
[outer:vars]
who=outer
)");
  EXPECT_EQ(server(inventory, "host").variables.at("who"), "inner");
}

TEST(AnsibleIni, AmongGroupsOfOneDepthTheLaterNameWinsUnlessAPriorityIsGiven) {
  const std::string text = "[b]\nhost\n[a]\nhost\n[a:vars]\nwho=a\n[b:vars]\nwho=b\n";
  EXPECT_EQ(server(read_good("hosts", text), "host").variables.at("who"), "b");
  const auto raised = text + "[a:vars]\nansible_group_priority=10\n";
  EXPECT_THAT(server(read_good("hosts", raised), "host").variables,
              UnorderedElementsAre(Pair("who", "a")));
}

TEST(AnsibleIni, ConnectionVariablesSetFields) {
  const auto inventory = read_good("hosts", R"(
web1 ansible_host=10.0.0.1 ansible_port=2201 ansible_user=deploy ansible_become=yes ansible_ssh_private_key_file=~/.ssh/web fettle_role=web fettle_site=ams fettle_os_family=debian fettle_mode=shadow fettle_tags=blue,Edge
self ansible_connection=local
)");
  EXPECT_EQ(inventory.servers[0], (Server{.name = "web1",
                                          .address = "10.0.0.1",
                                          .port = 2201,
                                          .user = "deploy",
                                          .identity_file = "~/.ssh/web",
                                          .become = true,
                                          .mode = fleet::Mode::kShadow,
                                          .role = "web",
                                          .site = "ams",
                                          .os_family = "debian",
                                          .tags = {"blue", "Edge"}}));
  EXPECT_EQ(inventory.servers[1].transport, fleet::TransportKind::kLocal);
}

TEST(AnsibleIni, AJumpHostIsTakenFromSshArguments) {
  const auto jump = [](std::string_view arguments) {
    const auto line = fmt::format("h ansible_ssh_common_args='{}'\n", arguments);
    return read_good("hosts", line).servers.at(0).proxy_jump;
  };
  EXPECT_EQ(jump("-J ops@bastion:2222"), "ops@bastion:2222");
  EXPECT_EQ(jump("-o ProxyJump=a,b"), "a,b");
  EXPECT_EQ(jump("-oProxyJump=bastion"), "bastion");
  EXPECT_EQ(jump("-o \"ProxyJump bastion\""), "bastion");
  EXPECT_EQ(read_good("hosts", "h fettle_proxy_jump=bastion\n").servers.at(0).proxy_jump,
            "bastion");
}

std::string refusal(std::string_view line) {
  const auto inventory = read_good("hosts", line);
  const auto refused = inventory.refused.find("h");
  return refused == inventory.refused.end() ? "" : refused->second.message;
}

TEST(AnsibleIni, PasswordsRefuseTheHostThatHasThem) {
  const auto inventory = read_good("hosts", "h ansible_password=secret\nother\n");
  EXPECT_THAT(inventory.servers.at(0).variables, IsEmpty());
  EXPECT_EQ(inventory.refused.size(), 1U);
  EXPECT_THAT(inventory.refused.at("h").hint, HasSubstr("--ask-password"));
  EXPECT_TRUE(check_usable(inventory, {inventory.servers.at(1)}));
  EXPECT_FALSE(check_usable(inventory, inventory.servers));
  EXPECT_THAT(read_good("hosts", "h ansible_become_pass='{{ x }}'\n").refused.at("h").hint,
              HasSubstr("--ask-become-password"));
}

TEST(AnsibleIni, ATemplatedVariableIsLeftOutOnceHoweverManyHostsHaveIt) {
  const auto inventory = read_good("hosts", "[g]\nh[1:50]\n[g:vars]\nx={{ y }}\nz=1\n");
  EXPECT_THAT(lines_of(inventory.warnings), ElementsAre(HasSubstr("4:1 `x` is templated")));
  EXPECT_THAT(inventory.servers.at(0).variables, UnorderedElementsAre(Pair("z", "1")));
}

TEST(AnsibleIni, ATemplatedAddressIsRefused) {
  EXPECT_THAT(complaints("hosts", "h ansible_host=\"{{ ip }}\"\n"),
              ElementsAre(HasSubstr("1:3 `ansible_host` is templated")));
}

TEST(AnsibleIni, ConnectionsThatFettleHasNotAreRefusedWhereTheyAreChosen) {
  EXPECT_THAT(refusal("h ansible_connection=winrm\n"), HasSubstr("not `winrm`"));
  EXPECT_THAT(refusal("h ansible_connection=community.docker.docker\n"), HasSubstr("docker"));
  EXPECT_THAT(refusal("h ansible_connection=ansible.builtin.ssh\n"), "");
}

TEST(AnsibleIni, AnsibleReachesAHostOfAnyConnectionWithAllThatIsSaidOfIt) {
  const auto server = read_good("hosts",
                                "h fettle_transport=ansible ansible_connection=winrm "
                                "ansible_host=192.0.2.1 ansible_shell_type=powershell "
                                "ansible_winrm_transport=ntlm ansible_timeout=5\n")
                          .servers.at(0);
  EXPECT_EQ(server.transport, fleet::TransportKind::kAnsible);
  EXPECT_EQ(server.address, "192.0.2.1");
  EXPECT_THAT(server.variables, UnorderedElementsAre(Pair("ansible_connection", "winrm"),
                                                     Pair("ansible_shell_type", "powershell"),
                                                     Pair("ansible_timeout", "5"),
                                                     Pair("ansible_winrm_transport", "ntlm")));
  EXPECT_THAT(refusal("h fettle_transport=ansible ansible_connection=winrm\n"), "");
  EXPECT_THAT(refusal("h fettle_transport=ansible ansible_password=x\n"),
              HasSubstr("password in a file"));
}

TEST(AnsibleIni, TransportOfFettlesOwnGoesBeforeTheConnection) {
  const auto inventory = read_good("hosts", "h fettle_transport=manual ansible_connection=winrm\n");
  EXPECT_EQ(inventory.servers.at(0).transport, fleet::TransportKind::kManual);
  EXPECT_THAT(inventory.refused, IsEmpty());
  EXPECT_THAT(complaints("hosts", "h fettle_transport=pigeon\n"),
              ElementsAre(HasSubstr("is no transport that Fettle has")));
}

TEST(AnsibleIni, BecomeMayHaveAUserAndAMethod) {
  const auto server = read_good("hosts",
                                "h ansible_become=true ansible_become_user=postgres "
                                "ansible_become_method=ansible.builtin.su\n")
                          .servers.at(0);
  EXPECT_EQ(server.become_user, "postgres");
  EXPECT_EQ(server.become_method, "su");
  const auto usual = read_good("hosts", "h ansible_become_user=root ansible_become_method=sudo\n");
  EXPECT_FALSE(usual.servers.at(0).become_user);
  EXPECT_FALSE(usual.servers.at(0).become_method);
  EXPECT_THAT(complaints("hosts", "h ansible_become=true ansible_become_method=runas\n"),
              ElementsAre(HasSubstr("`runas` is no method")));
}

TEST(AnsibleIni, OneNameWithTwoPortsIsRefused) {
  EXPECT_THAT(complaints("hosts", "h:22\nh:2222\n"), ElementsAre(HasSubstr("has the port `2222`")));
  EXPECT_THAT(complaints("hosts", "[a]\nh:22\n[b]\nh:22\n"), IsEmpty());
  EXPECT_THAT(complaints("hosts", "[a]\nh:22\n[b]\nh\n"), IsEmpty());
}

TEST(AnsibleIni, APortThatComesTooLateForAnsibleIsRefused) {
  EXPECT_THAT(complaints("hosts", "[a]\nh\n[b]\nh:2222\n"),
              ElementsAre(HasSubstr("has the port 2222 here and none on line 2")));
  EXPECT_THAT(complaints("hosts", "[a]\nh\n[b]\nh ansible_port=2222\n"), IsEmpty());
}

TEST(AnsibleIni, EveryProblemIsReportedWithItsPlace) {
  EXPECT_THAT(complaints("hosts.ini", R"(a b
[web:hosts]
[x
ok x="never closed
web[3:1]
web[01:100]
[late:vars]
x=1
[early:children]
nobody
)"),
              ElementsAre("1:3 after a host come variables as name=value, not `b`",
                          HasSubstr("2:1 a section ends in nothing, :children or :vars"),
                          "3:1 this section has no closing bracket",
                          "7:1 variables for `late`, which is no group of this inventory",
                          "10:1 `nobody` is no group of this inventory"));
}

TEST(AnsibleIni, BadValuesAreReportedWithTheirVariable) {
  EXPECT_THAT(complaints("hosts", "h ansible_port=0 fettle_mode=off ansible_become=maybe\n"),
              ElementsAre("1:3 `ansible_port`: `0` is no port: a number from 1 to 65535",
                          "1:18 `fettle_mode`: `off` is no mode: live, shadow or audit",
                          "1:34 `ansible_become`: `maybe` is neither yes nor no"));
}

TEST(AnsibleIni, AMisspeltVariableOfFettleIsRefused) {
  EXPECT_THAT(complaints("hosts", "h fettle_rol=web\n"),
              ElementsAre("1:3 `fettle_rol` is no variable of Fettle"));
}

TEST(AnsibleIni, GroupsThatContainEachOtherAreRefused) {
  EXPECT_THAT(complaints("hosts", "[a]\nh\n[a:children]\nb\n[b:children]\nc\n[c:children]\na\n"),
              ElementsAre(HasSubstr("groups contain each other")));
  EXPECT_THAT(complaints("hosts", "[a]\nh\n[a:children]\nall\n"),
              ElementsAre(HasSubstr("groups contain each other")));
}

TEST(AnsibleIni, NamesThatDifferOnlyInCaseAreRefused) {
  EXPECT_THAT(complaints("hosts", "web1\nWEB1\n"),
              ElementsAre("2:1 `WEB1` and `web1` differ only in case, which names of servers must "
                          "not"));
}

TEST(AnsibleIni, ANameThatIsNoHostNeedsAnAddress) {
  EXPECT_THAT(complaints("hosts", "büro\n"), ElementsAre(HasSubstr("1:1 the host `büro` has a")));
  EXPECT_EQ(read_good("hosts", "büro ansible_host=10.0.0.1\n").servers.size(), 1U);
}

TEST(AnsibleIni, AnIpv6HostMayHaveAPort) {
  const auto inventory = read_good("hosts", "[::1]:2222\nfe80::1\n");
  EXPECT_EQ(inventory.servers[0], (Server{.name = "::1", .port = 2222}));
  EXPECT_EQ(inventory.servers[1], (Server{.name = "fe80::1"}));
}

TEST(AnsibleIni, TextAfterASectionIsRefused) {
  EXPECT_THAT(complaints("hosts", "[web] host1\n"),
              ElementsAre("1:1 this section goes on after its bracket"));
}

TEST(AnsibleIni, ShowsNoPasswordWhateverElseIsWrongWithItsLine) {
  const std::string text = "web1 ansible_port=abc ansible_password=hunter2\n";
  const auto read = parse_inventory("hosts", text);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().diagnostics.size(), 2U);
  const auto shown = SourceText("hosts", text).show(read.error().diagnostics);
  EXPECT_THAT(shown, testing::Not(testing::HasSubstr("hunter2")));
}

}  // namespace
}  // namespace fettle::importers
