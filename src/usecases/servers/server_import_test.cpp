#include "usecases/servers/server_import.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/servers/server_export.hpp"
#include "usecases/servers/servers.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ServerImport : public testing::Test {
 protected:
  ImportDifference look(const std::string& format, const std::string& text) {
    auto seen = import_servers(north, {.format = format, .text = text, .origin = "cmdb"});
    EXPECT_TRUE(seen) << seen.error().message << seen.error().detail;
    return seen ? *std::move(seen) : ImportDifference{};
  }
  void apply(const std::string& format, const std::string& text) {
    const auto done = import_servers(north, {.format = format,
                                             .text = text,
                                             .origin = "cmdb",
                                             .apply = true,
                                             .digest = look(format, text).digest});
    ASSERT_TRUE(done) << done.error().message << done.error().detail;
    EXPECT_TRUE(done->applied);
  }
  store::ServerRow server(std::string_view name) {
    return store::find_server_by_name(teams.database(), {TestTeams::kNorth, name})
        .value()
        .value_or(store::ServerRow{});
  }
  std::vector<std::string> names(const std::vector<ImportChange>& changes) {
    std::vector<std::string> names;
    for (const auto& change : changes) names.push_back(change.name);
    return names;
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(ServerImport, ShowsTheDifferenceFirstAndChangesNothing) {
  const auto seen = look("csv", "name,address,role\nweb1,192.0.2.1,web\n");
  EXPECT_THAT(names(seen.added), ElementsAre("web1"));
  EXPECT_FALSE(seen.applied);
  EXPECT_EQ(server("web1").id, "");
}

TEST_F(ServerImport, TakesAMarkAndAnyEndOfALine) {
  const std::string mark = "\xEF\xBB\xBF";
  for (const auto* end : {"\n", "\r\n", "\r"}) {
    const auto text = [&](std::string of) {
      for (std::size_t at = 0; (at = of.find('\n', at)) != of.npos; at += std::string(end).size()) {
        of.replace(at, 1, end);
      }
      return mark + of;
    };
    EXPECT_THAT(names(look("csv", text("name,role\na1,web\na2,db\n")).added),
                ElementsAre("a1", "a2"));
    EXPECT_THAT(names(look("ansible", text("a1\na2\n")).added), ElementsAre("a1", "a2"));
    EXPECT_THAT(names(look("ansible", text("all:\n  hosts:\n    a1:\n    a2:\n")).added),
                ElementsAre("a1", "a2"));
    EXPECT_THAT(names(look("json", text("[{\"name\": \"a1\"},\n {\"name\": \"a2\"}]")).added),
                ElementsAre("a1", "a2"));
    const auto seen = look("ssh_config", text("Host a1\n  Port 22\nHost a2\n  Port 23\n"));
    ASSERT_THAT(names(seen.added), ElementsAre("a1", "a2"));
    EXPECT_THAT(to_json(seen.added[0].fields), HasSubstr(R"("after":"22")"));
    EXPECT_THAT(to_json(seen.added[1].fields), HasSubstr(R"("after":"23")"));
  }
}

TEST_F(ServerImport, RefusesAnObjectThatSaysOneThingTwice) {
  const auto refused =
      import_servers(north, {.format = "json", .text = R"([{"name":"a1","port":22,"port":2222}])"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("has `port` twice"));
}

TEST_F(ServerImport, LooksWhileAnotherWrites) {
  const auto other = teams.another_connection();
  const auto writing = store::Transaction::begin(*other).value();
  EXPECT_THAT(names(look("csv", "name\nweb1\n").added), ElementsAre("web1"));
}

TEST_F(ServerImport, TellsAddedChangedVanishedAndUnchanged) {
  apply("csv", "name,address,role\nweb1,192.0.2.1,web\nweb2,192.0.2.2,web\nold1,192.0.2.3,web\n");
  const auto seen =
      look("csv", "name,address,role\nWEB1,192.0.2.1,web\nweb2,192.0.2.2,proxy\nnew1,192.0.2.4,\n");
  EXPECT_THAT(names(seen.added), ElementsAre("new1"));
  ASSERT_THAT(names(seen.changed), ElementsAre("web2"));
  ASSERT_THAT(seen.changed[0].fields, SizeIs(1));
  EXPECT_EQ(seen.changed[0].fields[0].field, "role");
  EXPECT_EQ(seen.changed[0].fields[0].before, "web");
  EXPECT_EQ(seen.changed[0].fields[0].after, "proxy");
  EXPECT_THAT(seen.vanished, ElementsAre("old1"));
  EXPECT_EQ(seen.unchanged, 1);
}

TEST_F(ServerImport, MarksWhatVanishedAndTakesTheMarkAwayAgain) {
  apply("csv", "name\nweb1\nold1\n");
  apply("csv", "name\nweb1\n");
  EXPECT_EQ(server("old1").vanished_at, teams.now);
  EXPECT_THAT(look("csv", "name\nweb1\n").vanished, IsEmpty()) << "it is marked already";
  apply("csv", "name\nweb1\nold1\n");
  EXPECT_EQ(server("old1").vanished_at, std::nullopt);
}

TEST_F(ServerImport, LeavesServersOfOtherOriginsAlone) {
  ASSERT_TRUE(create_server(north, {{.name = "mine"}, {}}));
  apply("csv", "name\nweb1\n");
  EXPECT_EQ(server("mine").vanished_at, std::nullopt);
}

TEST_F(ServerImport, KeepsWhatTheSourceDoesNotSayAndTheMode) {
  ASSERT_TRUE(create_server(north, {{.name = "web1", .user = "deploy", .notes = "mine"}, "audit"}));
  apply("csv", "name,address,user,mode\nweb1,192.0.2.1,,live\n");
  const auto row = server("web1");
  EXPECT_EQ(row.address, "192.0.2.1");
  EXPECT_EQ(row.user_name, "deploy");
  EXPECT_EQ(row.notes, "mine");
  EXPECT_EQ(row.mode, "audit");
  EXPECT_EQ(row.origin, "cmdb");
}

TEST_F(ServerImport, AppliesOnlyTheDifferenceThatWasSeen) {
  const auto seen = look("csv", "name,role\nweb1,web\n");
  ASSERT_TRUE(create_server(north, {{.name = "web1"}, {}}));
  const ImportServers apply{.format = "csv",
                            .text = "name,role\nweb1,web\n",
                            .origin = "cmdb",
                            .apply = true,
                            .digest = seen.digest};
  EXPECT_EQ(import_servers(north, apply).error().code, ErrorCode::kConflict);
  auto without = apply;
  without.digest.reset();
  EXPECT_EQ(import_servers(north, without).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(server("web1").role, "");
}

TEST_F(ServerImport, ReadsAnsibleInventoriesOfThreeKinds) {
  EXPECT_THAT(names(look("ansible", "[web]\nweb[1:2] ansible_host=192.0.2.1\n").added),
              ElementsAre("web1", "web2"));
  EXPECT_THAT(names(look("ansible", "all:\n  hosts:\n    db1:\n      ansible_user: root\n").added),
              ElementsAre("db1"));
  EXPECT_THAT(names(look("ansible", R"({"_meta":{"hostvars":{"x1":{"ansible_port":2222}}},"all":)"
                                    R"({"children":["app"]},"app":{"hosts":["x1"]}})")
                        .added),
              ElementsAre("x1"));
}

TEST_F(ServerImport, RefusesByNameWhatItCanNotReachAsTheSourceSays) {
  const auto seen =
      look("ansible", "web1\nweb2 ansible_ssh_common_args='-o ProxyCommand=\"nc %h 22\"'\n");
  EXPECT_THAT(names(seen.added), ElementsAre("web1"));
  ASSERT_THAT(seen.refused, SizeIs(1));
  EXPECT_EQ(seen.refused[0].name, "web2");
}

TEST_F(ServerImport, ReadsAnOpensshConfiguration) {
  apply("ssh_config", "Host web1\n  HostName 192.0.2.1\n  Port 2222\nHost *\n  User deploy\n");
  EXPECT_EQ(server("web1").address, "192.0.2.1");
  EXPECT_EQ(server("web1").port, 2222);
  EXPECT_EQ(server("web1").user_name, "deploy");
}

TEST_F(ServerImport, TellsWhatIsWrongWithItsText) {
  const auto csv = import_servers(north, {.format = "csv", .text = "address\n192.0.2.1\n"});
  ASSERT_FALSE(csv);
  EXPECT_EQ(csv.error().code, ErrorCode::kInvalid);
  const auto json = import_servers(
      north, {.format = "json", .text = R"([{"name":"a","port":-1},{"role":"x"},{"nam":"b"}])"});
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(import_servers(north, {.format = "xml", .text = ""}).error().code,
            ErrorCode::kMalformed);
}

TEST_F(ServerImport, ReadsItsOwnExportsWithoutADifference) {
  ASSERT_TRUE(create_server(north, {{.name = "web1",
                                     .address = "192.0.2.1",
                                     .port = 22,
                                     .become = true,
                                     .role = "web, \"edge\"",
                                     .tags = {{"a", "b"}},
                                     .variables = {{{"http_port", "80,81"}}}},
                                    {}}));
  for (const auto& [format, word] :
       {std::pair{ExportFormat::kCsv, "csv"}, std::pair{ExportFormat::kJson, "json"}}) {
    const auto text = export_servers(north, {{}, format}).value();
    const auto seen = look(word, text);
    EXPECT_THAT(seen.added, IsEmpty()) << text;
    ASSERT_THAT(seen.changed, SizeIs(1)) << text;
    ASSERT_THAT(seen.changed[0].fields, SizeIs(1)) << text;
    EXPECT_EQ(seen.changed[0].fields[0].field, "origin") << text;
  }
}

TEST_F(ServerImport, ExportsNoFormulaAndReadsWhatStoodThere) {
  int number = 0;
  for (const auto* text : {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1,2)", "'=1", "'tis"}) {
    ASSERT_TRUE(create_server(north, {{.name = fmt::format("web{}", number++),
                                       .address = "192.0.2.1",
                                       .role = text,
                                       .variables = {{{"note", text + std::string(" ")}}}},
                                      {}}));
  }
  const auto text = export_servers(north, {{}, ExportFormat::kCsv}).value();
  for (const auto* begin : {",=", ",+", ",-", ",@", "\"=", "\"+", "\"-", "\"@"}) {
    EXPECT_EQ(text.find(begin), std::string::npos) << begin << " in " << text;
  }
  const auto seen = look("csv", text);
  EXPECT_THAT(seen.changed, SizeIs(number));
  for (const auto& change : seen.changed) EXPECT_THAT(change.fields, SizeIs(1)) << change.name;
}

TEST_F(ServerImport, OfOneTeamTouchesNothingOfAnother) {
  ASSERT_TRUE(create_server(south, {{.name = "web1", .role = "theirs"}, {}}));
  apply("csv", "name,role\nweb1,web\n");
  EXPECT_EQ(store::find_server_by_name(teams.database(), {TestTeams::kSouth, "web1"}).value()->role,
            "theirs");
  EXPECT_EQ(export_servers(south, {{}, ExportFormat::kCsv}).value().find(",web,"),
            std::string::npos);
}

TEST_F(ServerImport, TakesTenThousandServers) {
  std::string text = "name,address,role\n";
  for (int i = 0; i < 10'000; ++i) text += fmt::format("host{},192.0.2.1,web\n", i);
  apply("csv", text);
  EXPECT_EQ(store::count_servers(teams.database(), TestTeams::kNorth), 10'000);
}

}  // namespace
}  // namespace fettle::usecases
