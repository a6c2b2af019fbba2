#include "importers/inventory.hpp"

#include <gmock/gmock.h>

#include "importers/ansible_yaml.hpp"
#include "importers/inventory_test_support.hpp"

namespace fettle::importers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ParseInventory, WithoutATellingNameTheContentTellsTheFormat) {
  EXPECT_EQ(read_good("hosts", "# c\n[web]\nweb1\n").groups.count("web"), 1U);
  EXPECT_EQ(read_good("hosts", "web:\n  hosts: {web1: }\n").groups.count("web"), 1U);
  EXPECT_EQ(read_good("hosts", "{\"web\": {\"hosts\": {\"web1\": null}}}").groups.count("web"), 1U);
  EXPECT_EQ(read_good("hosts", "name,tags\nweb1,web\n").groups.count("web"), 1U);
}

TEST(ParseInventory, RefusesWhatIsNoText) {
  EXPECT_THAT(complaints("hosts", "web1\nw\xff\n"), ElementsAre(HasSubstr("2:2 this byte")));
  EXPECT_THAT(complaints("hosts", std::string_view("web1\n\0", 6)),
              ElementsAre(HasSubstr("2:1 this byte")));
}

TEST(ParseInventory, NeverRunsAnInventoryScript) {
  EXPECT_THAT(parse_inventory("hosts.py", "#!/usr/bin/python3\n").error().message,
              HasSubstr("does not run inventories"));
}

TEST(ParseInventory, RefusesMoreThanEightMebibytes) {
  const std::string text((8U << 20U) + 1, '#');
  EXPECT_THAT(parse_inventory("hosts", text).error().message, HasSubstr("larger than 8 MiB"));
}

TEST(ParseInventory, RefusesAnEmptyOne) {
  EXPECT_EQ(parse_inventory("hosts", "").error().message, "hosts names no server");
}

TEST(ParseInventory, CountsHostsAfterRangesExpand) {
  EXPECT_EQ(read_good("hosts", "h[1:10000]\n[g]\nh[1:10000]\n").servers.size(), 10'000U);
  EXPECT_THAT(complaints("hosts", "h[1:10000]\nmore\n"),
              ElementsAre("2:1 the inventory has more than 10000 hosts"));
}

TEST(ParseInventory, VariablesAreBoundedOnceTheyStandAtEachHost) {
  const auto text = "h[1:10000] x=" + std::string(100'000, 'x') + "\n";
  EXPECT_THAT(complaints("hosts", text), ElementsAre(HasSubstr("too many variables")));
  const auto inherited = "h[1:10000]\n[all:vars]\nx=" + std::string(100'000, 'x') + "\n";
  EXPECT_THAT(complaints("hosts", inherited), ElementsAre(HasSubstr("too many variables")));
}

TEST(ParseInventory, MembershipsAreBounded) {
  std::string text = "[g0]\nh[1:10000]\n";
  for (int i = 1; i < 200; ++i) text += fmt::format("[g{}:children]\ng{}\n", i, i - 1);
  EXPECT_THAT(complaints("hosts", text), ElementsAre(HasSubstr("too many variables or groups")));
}

TEST(ParseInventory, ManyProblemsAreCut) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "a;b\n";
  EXPECT_EQ(parse_inventory("hosts", text).error().message, "hosts has at least 200 errors");
}

TEST(ParseInventory, TenThousandHostsWithVariablesFitIntoEachFormat) {
  std::string ini;
  std::string yaml = "all:\n  hosts:\n";
  std::string csv = "name,address,user,port,site,rack,serial\n";
  for (int i = 0; i < 10'000; ++i) {
    ini += fmt::format("h{} ansible_host=10.0.0.1 ansible_user=u rack=r{} serial=s{}\n", i, i, i);
    yaml += fmt::format(
        "    h{}:\n      ansible_host: 10.0.0.1\n      ansible_user: u\n      ansible_port: 22\n"
        "      fettle_site: here\n      rack: r{}\n      serial: s{}\n",
        i, i, i);
    csv += fmt::format("h{},10.0.0.1,u,22,here,r{},s{}\n", i, i, i);
  }
  for (const auto& [name, text] : {std::pair("a.ini", ini), {"a.yaml", yaml}, {"a.csv", csv}}) {
    const auto inventory = read_good(name, text);
    EXPECT_EQ(inventory.servers.size(), 10'000U) << name;
    EXPECT_EQ(server(inventory, "h9999").variables.at("serial"), "s9999") << name;
  }
}

TEST(ParseInventory, ValuesOfYamlAreBounded) {
  std::string text = "all: {vars: {x: [a";
  for (int i = 0; i < kInventoryValuesMax; ++i) text += ",a";
  EXPECT_THAT(complaints("a.yaml", text + "]}}"),
              ElementsAre(HasSubstr("more than 500000 values")));
}

TEST(ParseInventory, ReadingStopsAtTenThousandGroups) {
  std::string text = "h\n";
  for (int i = 0; i < 20'000; ++i) text += fmt::format("[g{}:children]\nh{}\n", i, i);
  EXPECT_THAT(complaints("hosts", text), ElementsAre(HasSubstr("more than 10000 groups")));
}

TEST(ParseInventory, VariablesOfOneHostOrGroupAreBounded) {
  std::string line;
  std::string lines;
  for (int i = 0; i <= 10'000; ++i) {
    line += fmt::format(" v{}=a", i);
    lines += fmt::format("v{}=a\n", i);
  }
  EXPECT_THAT(complaints("hosts", "h" + line + "\n"),
              ElementsAre("1:1 a host or group has more than 10000 variables"));
  EXPECT_THAT(complaints("hosts", "h\n[all:vars]\n" + lines + lines),
              ElementsAre("10003:1 a host or group has more than 10000 variables"));
}

TEST(ParseInventory, TagsAreMembershipsToo) {
  std::string tags;
  for (int i = 0; i < 200; ++i) tags += fmt::format("t{};", i);
  EXPECT_THAT(complaints("hosts", "h[1:10000]\n[all:vars]\nfettle_tags=" + tags + "\n"),
              ElementsAre(HasSubstr("too many variables or groups")));
  std::string table = "name,tags\n";
  for (int i = 0; i < 3'000; ++i) table += fmt::format("h{},{}\n", i, tags);
  EXPECT_THAT(complaints("a.csv", table), ElementsAre("2502:1 the table's servers have too many "
                                                      "tags to hold"));
}

TEST(ParseInventory, SshArgumentsAreBounded) {
  std::string words;
  for (int i = 0; i < 65; ++i) words += "-v ";
  EXPECT_THAT(complaints("hosts", "h ansible_ssh_args='" + words + "'\n"),
              ElementsAre(HasSubstr("are more than 64")));
  EXPECT_THAT(complaints("hosts", "h ansible_ssh_args=" + std::string(1025, 'a') + "\n"),
              ElementsAre(HasSubstr("are longer than 1024 characters")));
}

using Kind = InventoryFile::Kind;

TEST(ParseInventory, LaterFilesAndFoldersOfVariablesWin) {
  const auto inventory =
      parse_inventory(
          {{.name = "a.ini", .text = "[web]\nw1 rank=a\n[web:vars]\nsite=a\ncolour=red"},
           {.name = "b.yml", .text = "web: {hosts: {w1: {rank: b}, w2: }}\n"},
           {.name = "group_vars/all.yml",
            .text = "colour: blue\nport: 1\n",
            .kind = Kind::kGroupVariables,
            .of = "all"},
           {.name = "group_vars/web",
            .text = "port: 2\n",
            .kind = Kind::kGroupVariables,
            .of = "web"},
           {.name = "host_vars/w2.json",
            .text = R"({"port": 3})",
            .kind = Kind::kHostVariables,
            .of = "w2"},
           {.name = "host_vars/nobody.yml",
            .text = "port: 4\n",
            .kind = Kind::kHostVariables,
            .of = "nobody"}})
          .value();
  using Map = std::map<std::string, std::string>;
  EXPECT_EQ(server(inventory, "w1").variables,
            (Map{{"rank", "b"}, {"site", "a"}, {"colour", "blue"}, {"port", "2"}}));
  EXPECT_EQ(server(inventory, "w2").variables.at("port"), "3");
}

TEST(ParseInventory, ProblemsOfSeveralFilesKeepTheirLines) {
  const std::vector<InventoryFile> files{{.name = "a", .text = "h1\nh2"},
                                         {.name = "b", .text = "h3\n[x\n"}};
  const auto read = parse_inventory(files);
  ASSERT_FALSE(read);
  const auto line = read.error().diagnostics.at(0).span.begin.line;
  EXPECT_EQ(locate(files, line).file, 1U);
  EXPECT_EQ(line - locate(files, line).lines_before, 2);
}

TEST(ParseInventory, EncryptedVariablesAreAnErrorWithTheWayOut) {
  const auto read = parse_inventory({{.name = "hosts", .text = "h\n"},
                                     {.name = "group_vars/all/vault",
                                      .text = "$ANSIBLE_VAULT;1.1;AES256\n6162\n",
                                      .kind = Kind::kGroupVariables,
                                      .of = "all"}});
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().message,
              testing::AllOf(HasSubstr("group_vars/all/vault"), HasSubstr("ansible-inventory")));
}

}  // namespace
}  // namespace fettle::importers
