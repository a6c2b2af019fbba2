// Servers on each database.
#include "store/server_store.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/fleet/natural_key.hpp"
#include "embedded/migrations.hpp"
#include "store/database/database_test_support.hpp"
#include "store/database/migrate.hpp"

namespace fettle::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Instant kNow{1'774'747'800'000};

class ServerStore : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  ServerStore() {
    EXPECT_TRUE(migrate(*db, embedded::migrations(), kNow));
    for (const auto* team : {"north", "south"}) {
      EXPECT_TRUE(
          db->run("insert into teams (id, name, created_at) values (?, ?, ?)", team, team, kNow));
    }
  }

  static ServerRow row(const std::string& name) {
    ServerRow server;
    server.id = "id-" + name;
    server.name = name;
    server.created_at = server.updated_at = kNow;
    return server;
  }
  void insert(const ServerRow& server, std::string_view team = "north") {
    auto transaction = Transaction::begin(*db).value();
    const auto done = insert_server(*db, team, server);
    ASSERT_TRUE(done) << done.error().message << done.error().detail;
    const auto committed = transaction.commit();
    ASSERT_TRUE(committed) << committed.error().message << committed.error().detail;
  }
  std::vector<std::string> names(const ServerFilter& filter,
                                 const PageQuery& page = {.sort = "name"}) {
    auto found = list_servers(*db, filter, page);
    EXPECT_TRUE(found) << found.error().message << found.error().detail;
    std::vector<std::string> names;
    if (found) {
      for (const auto& server : found->rows) names.push_back(server.name);
    }
    return names;
  }

  TestDatabase database{GetParam()};
  std::unique_ptr<Connection> db = database.open();
};

INSTANTIATE_TEST_SUITE_P(Databases, ServerStore, all_databases(), database_name);

TEST_P(ServerStore, ReadsBackWhatItWrote) {
  auto server = row("Web1");
  server.address = "192.0.2.1";
  server.port = 22;
  server.become = true;
  server.tags = R"(["nginx"])";
  server.variables = R"({"a":"b"})";
  insert(server);
  const auto found = find_server_by_name(*db, {"north", "WEB1"}).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, "id-Web1");
  EXPECT_EQ(found->name_key, "web1");
  EXPECT_TRUE(found->become);
  EXPECT_EQ(found->variables, R"({"a":"b"})");
  EXPECT_EQ(found->vanished_at, std::nullopt);
  ASSERT_TRUE(store_server_findings(*db, {"north", "id-Web1"},
                                    {.facts = R"({"os":"debian"})", .connection_test = "{}"}));
  EXPECT_EQ(find_server_findings(*db, {"north", "id-Web1"}).value()->facts, R"({"os":"debian"})");
}

TEST_P(ServerStore, FiltersByEachTrait) {
  auto web = row("web1");
  web.role = "Web";
  web.site = "Oslo";
  web.os_family = "debian";
  web.tags = R"(["Nginx","edge"])";
  auto db1 = row("db1");
  db1.mode = "shadow";
  db1.transport = "manual";
  db1.address = "db.example.org";
  insert(web);
  insert(db1);
  EXPECT_THAT(names({.team = "north", .role = "web"}), ElementsAre("web1"));
  EXPECT_THAT(names({.team = "north", .site = "OSLO"}), ElementsAre("web1"));
  EXPECT_THAT(names({.team = "north", .os_family = "Debian"}), ElementsAre("web1"));
  EXPECT_THAT(names({.team = "north", .tag = "nginx"}), ElementsAre("web1"));
  EXPECT_THAT(names({.team = "north", .tag = "ngin"}), IsEmpty());
  EXPECT_THAT(names({.team = "north", .mode = "shadow"}), ElementsAre("db1"));
  EXPECT_THAT(names({.team = "north", .transport = "manual"}), ElementsAre("db1"));
  EXPECT_THAT(names({.team = "north", .text = "EXAMPLE"}), ElementsAre("db1"));
  EXPECT_THAT(names({.team = "north", .role = "web", .mode = "shadow"}), IsEmpty());
  EXPECT_THAT(find_servers(*db, {.team = "north", .role = "web"}).value(), SizeIs(1));
  EXPECT_THAT(read_server_traits(*db, {.team = "north"}).value(), SizeIs(2));
}

TEST_P(ServerStore, ListsBySeveralColumnsAPageAtATime) {
  for (const auto* name : {"b", "a", "c"}) {
    auto server = row(name);
    server.role = name == std::string_view("c") ? "" : "web";
    insert(server);
  }
  EXPECT_THAT(names({.team = "north"}), ElementsAre("a", "b", "c"));
  EXPECT_THAT(names({.team = "north"}, {.sort = "role"}), ElementsAre("c", "a", "b"));
  EXPECT_THAT(names({.team = "north"}, {.sort = "role", .after = PageMark{"web", "id-a"}}),
              ElementsAre("b"));
  EXPECT_THAT(names({.team = "north"}, {.sort = "role", .after = PageMark{"", "id-c"}}),
              ElementsAre("a", "b"));
  EXPECT_EQ(list_servers(*db, {.team = "north"}, {.limit = 1, .sort = "name"})->total, 3);
}

TEST_P(ServerStore, ListsNamesAsPeopleCount) {
  for (const auto* name : {"web-10", "WEB-2", "web-1", "rack2-a", "rack10-a", "web-a"}) {
    insert(row(name));
  }
  const auto all = ElementsAre("rack2-a", "rack10-a", "web-1", "WEB-2", "web-10", "web-a");
  EXPECT_THAT(names({.team = "north"}), all);
  std::vector<std::string> found;
  for (const auto& server : find_servers(*db, {.team = "north"}).value()) {
    found.push_back(server.name);
  }
  EXPECT_THAT(found, all);
  const PageQuery rest{.sort = "name", .after = PageMark{"WEB-2", "id-WEB-2"}};
  EXPECT_THAT(names({.team = "north"}, rest), ElementsAre("web-10", "web-a"));
  const PageQuery back{.sort = "name", .direction = Direction::kDescending, .after = rest.after};
  EXPECT_THAT(names({.team = "north"}, back), ElementsAre("web-1", "rack10-a", "rack2-a"));
}

TEST_P(ServerStore, GivesEachNameTheKeyThatTheCoreGivesIt) {
  for (const std::string name : {"Web-007b", "1", "", "a123456789012345678901234567890b2"}) {
    const auto sql = "select " + db->natural_key("?");
    EXPECT_EQ(db->one<std::string>(sql, name).value(), fleet::natural_key(name));
  }
}

TEST_P(ServerStore, TakesANameOnceInATeam) {
  insert(row("web1"));
  auto again = row("WEB1");
  again.id = "other";
  auto transaction = Transaction::begin(*db).value();
  const auto sent = insert_server(*db, "north", again);
  const auto done = sent ? transaction.commit() : Result<void>(std::unexpected(sent.error()));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kConflict);
}

TEST_P(ServerStore, UpdatesOnlyTheVersionThatWasRead) {
  auto server = row("web1");
  insert(server);
  server.version = 2;
  server.role = "web";
  EXPECT_TRUE(update_server(*db, "north", server).value());
  EXPECT_FALSE(update_server(*db, "north", server).value());
  EXPECT_EQ(find_server(*db, {"north", server.id}).value()->role, "web");
}

TEST_P(ServerStore, KeepsTheHistoryOfModesNewestFirst) {
  insert(row("web1"));
  const auto add = [&](Instant at, const std::string& mode) {
    auto transaction = Transaction::begin(*db).value();
    ASSERT_TRUE(add_mode_change(*db, "id-web1", {at, mode, "ann", "why"}));
    ASSERT_TRUE(transaction.commit());
  };
  add(kNow, "live");
  add(kNow, "audit");  // in the same millisecond: the last word counts
  add(kNow + Milliseconds(1), "shadow");
  const auto history = list_mode_changes(*db, {"north", "id-web1"}, {}).value();
  ASSERT_THAT(history.rows, SizeIs(2));
  EXPECT_EQ(history.rows[0].mode, "shadow");
  EXPECT_EQ(history.rows[1].mode, "audit");
  const PageQuery rest{.after = PageMark{std::to_string(kNow.ms + 1), ""}};
  EXPECT_THAT(list_mode_changes(*db, {"north", "id-web1"}, rest).value().rows, SizeIs(1));
}

TEST_P(ServerStore, KeepsTeamsApart) {
  auto server = row("web1");
  insert(server);
  server.version = 2;
  const TeamKey elsewhere{"south", "id-web1"};
  EXPECT_EQ(find_server(*db, elsewhere).value(), std::nullopt);
  EXPECT_EQ(find_server_by_name(*db, {"south", "web1"}).value(), std::nullopt);
  EXPECT_FALSE(find_server_findings(*db, elsewhere).value());
  EXPECT_FALSE(update_server(*db, "south", server).value());
  EXPECT_EQ(list_mode_changes(*db, elsewhere, {}).value().total, 0);
  EXPECT_THAT(find_servers(*db, {.team = "south"}).value(), IsEmpty());
  EXPECT_THAT(names({.team = "south"}), IsEmpty());
  EXPECT_EQ(count_servers(*db, "south").value(), 0);
  ASSERT_TRUE(delete_server(*db, elsewhere));
  EXPECT_EQ(count_servers(*db, "north").value(), 1);
  insert(row("web2"), "south");
}

}  // namespace
}  // namespace fettle::store
