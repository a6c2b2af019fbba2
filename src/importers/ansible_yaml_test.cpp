#include "importers/ansible_yaml.hpp"

#include <gmock/gmock.h>

#include "importers/inventory_test_support.hpp"

namespace fettle::importers {
namespace {

using fleet::Server;
using testing::ElementsAre;
using testing::HasSubstr;

// The expected values are those of `ansible-inventory --list` for the same file.
constexpr std::string_view kFleet = R"(---
all:
  vars:
    level: all
    shared: all
  hosts:
    alone:
      ansible_host: 10.0.0.9
  children:
    prod:
      vars: {level: prod, shared: prod}
      children:
        web:
          hosts:
            web[01:03:2].example.com:
              ansible_user: deploy
              fettle_tags: [blue, edge]
              http_port: 80
          vars:
            shared: web
            ansible_port: 2022
        db:
          hosts:
            db1: {ansible_become: true, note: "two words"}
)";

TEST(AnsibleYaml, ReadsNestedGroupsWithTheirVariables) {
  const auto inventory = read_good("fleet.yml", kFleet);
  ASSERT_EQ(inventory.servers.size(), 4U);
  EXPECT_EQ(inventory.servers[2],
            (Server{.name = "web03.example.com",
                    .port = 2022,
                    .user = "deploy",
                    .tags = {"blue", "edge", "prod", "web"},
                    .variables = {{"http_port", "80"}, {"level", "prod"}, {"shared", "web"}}}));
  EXPECT_EQ(inventory.servers[3],
            (Server{.name = "db1",
                    .become = true,
                    .tags = {"db", "prod"},
                    .variables = {{"level", "prod"}, {"note", "two words"}, {"shared", "prod"}}}));
}

TEST(AnsibleYaml, GroupsHoldTheHostsOfTheirChildren) {
  const auto groups = read_good("fleet.yml", kFleet).groups;
  EXPECT_THAT(groups.at("prod"), ElementsAre("web01.example.com", "web03.example.com", "db1"));
  EXPECT_THAT(groups.at("ungrouped"), ElementsAre("alone"));
}

TEST(AnsibleYaml, AGroupThatIsNamedAgainGainsHosts) {
  const auto inventory = read_good("x.yml",
                                   "web:\n  hosts: {a: }\nall:\n  children:\n    web:\n"
                                   "      hosts: {b: }\n");
  EXPECT_THAT(inventory.groups.at("web"), ElementsAre("a", "b"));
}

TEST(AnsibleYaml, HostsMayBeOneName) {
  EXPECT_THAT(read_good("x.yml", "web: {hosts: web1}").groups.at("web"), ElementsAre("web1"));
}

TEST(AnsibleYaml, WhatItCannotTakeIsNamedAndLeftOut) {
  const auto inventory = read_good("x.yml", R"(web:
  host: typo
  hosts:
    a:
      nested: {x: 1}
      empty:
)");
  EXPECT_THAT(lines_of(inventory.warnings),
              ElementsAre("2:3 `host` is ignored: a group has hosts, vars and children",
                          HasSubstr("5:7 the variable `nested` is not taken")));
}

TEST(AnsibleYaml, WrongShapesAreReportedWithTheirPlace) {
  EXPECT_THAT(
      complaints("x.yml", "web:\n  hosts: 3\n  vars: 3\ndb: 4\n\"a b\": {}\n"),
      ElementsAre(HasSubstr("2:10 `hosts` is a mapping"), HasSubstr("3:9 `vars` is a mapping"),
                  HasSubstr("4:5 a group is a mapping"),
                  HasSubstr("5:1 the group name `a b` has a character")));
}

TEST(AnsibleYaml, AliasesStandForWhatTheirAnchorNames) {
  const auto inventory = read_good("x.yml", R"(all:
  vars: &usual {site: ams, dns: &dns [10.0.0.2, 10.0.0.3]}
  hosts:
    a: {dns: *dns, note: !unsafe "x"}
    b: {<<: *usual, site: own}
)");
  EXPECT_EQ(server(inventory, "a").variables.at("dns"), "10.0.0.2,10.0.0.3");
  EXPECT_EQ(server(inventory, "b").variables.at("site"), "own");
  EXPECT_EQ(server(inventory, "b").variables.at("dns"), "10.0.0.2,10.0.0.3");
}

TEST(AnsibleYaml, AliasesThatStandForTooMuchOrForThemselvesAreRefused) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i)
    text += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i,
                        i - 1);
  EXPECT_THAT(complaints("x.yml", text), ElementsAre(HasSubstr("more than can be held")));
  EXPECT_THAT(complaints("x.yml", "all: &a {hosts: *a}\n"), ElementsAre(HasSubstr("no complete")));
  std::string large = "all: {vars: {v: &v \"" + std::string(1U << 20U, 'x') + "\", w: [*v";
  for (int i = 0; i < 100; ++i) large += ", *v";
  EXPECT_THAT(complaints("x.yml", large + "]}}\n"), ElementsAre(HasSubstr("can be held")));
}

TEST(AnsibleYaml, ReadsTheJsonThatAnsibleInventoryLists) {
  const auto inventory = read_good("x.json", R"({
  "_meta": {"hostvars": {"w1": {"ansible_host": "10.0.0.1"}, "alone": {}}},
  "all": {"children": ["ungrouped", "web"]},
  "ungrouped": {"hosts": ["alone"]},
  "web": {"hosts": ["w1", "w2"], "vars": {"site": "ams"}},
  "old": ["w2"]
})");
  EXPECT_EQ(server(inventory, "w1").address, "10.0.0.1");
  EXPECT_EQ(server(inventory, "w2").variables.at("site"), "ams");
  EXPECT_THAT(server(inventory, "w2").tags, ElementsAre("old", "web"));
  EXPECT_THAT(server(inventory, "alone").tags, testing::IsEmpty());
}

TEST(AnsibleYaml, ListsAndPluginsAreNoInventories) {
  EXPECT_THAT(complaints("x.yml", "- a\n"), ElementsAre(HasSubstr("a mapping of groups")));
  EXPECT_THAT(complaints("x.yml", "plugin: amazon.aws.aws_ec2\n"),
              ElementsAre(HasSubstr("only Ansible can run")));
}

TEST(AnsibleYaml, GroupsThatContainEachOtherAreRefused) {
  EXPECT_THAT(complaints("x.yml", R"(a: {hosts: {h: }, children: {b: }}
b: {children: {a: }}
)"),
              ElementsAre(HasSubstr("groups contain each other")));
}

TEST(AnsibleYaml, BrokenYamlIsReportedWithItsPlace) {
  EXPECT_FALSE(complaints("x.yml", "all:\n  hosts: {a: \n").empty());
  EXPECT_FALSE(complaints("x.yml", "all: {hosts: {a: , a: }}\n").empty());
}

}  // namespace
}  // namespace fettle::importers
