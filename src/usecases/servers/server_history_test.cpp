#include "usecases/servers/server_history.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/review/codec.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"
#include "usecases/servers/servers.hpp"

namespace fettle::usecases {
namespace {

using ::testing::SizeIs;
using Packages = std::map<std::string, std::vector<std::string>>;

class ServerHistory : public LaunchedBatch {
 protected:
  ServerHistory() {
    server = add("Web1");
    other = add("web2");
  }
  std::string add(const char* name) {
    auto ann = teams.north();
    NewServer made;
    made.name = name;
    return create_server(ann, made)->id;
  }
  void see(std::size_t position, std::string_view moment, Packages packages) {
    review::Snapshot snapshot;
    snapshot.sections[flow::Dimension::kPackages] = {.facts = std::move(packages)};
    ASSERT_TRUE(
        teams.database().run("insert into snapshots (session_id, moment, body) values (?, ?, ?)",
                             session(position), moment, review::encode(snapshot)));
  }
  store::PageRows<store::ServerSessionRow> listed(const std::string& id,
                                                  const store::PageQuery& page = {}) {
    auto ann = teams.north();
    auto rows = list_server_sessions(ann, id, page);
    EXPECT_TRUE(rows) << rows.error().message;
    return rows ? *std::move(rows) : store::PageRows<store::ServerSessionRow>{};
  }

  std::string server;
  std::string other;
};

TEST_F(ServerHistory, ListsTheSessionsOfThatServerAloneNewestFirstPageByPage) {
  launch({"web1", "web2"});
  const auto first = session(0);
  teams.now.ms += 1'000;
  launch({"web1", "by-hand"});
  const auto all = listed(server);
  EXPECT_EQ(all.total, 2);
  ASSERT_THAT(all.rows, SizeIs(2));
  EXPECT_EQ(all.rows[0].session_id, session(0));
  EXPECT_EQ(all.rows[1].session_id, first);
  EXPECT_EQ(all.rows[0].name, "proof");
  const auto& last = all.rows[0];
  const store::PageQuery next{
      .after = store::PageMark{std::to_string(last.launched_at), last.session_id}};
  ASSERT_THAT(listed(server, next).rows, SizeIs(1));
  EXPECT_THAT(listed(other).rows, SizeIs(1));
}

TEST_F(ServerHistory, KnowsTheServerOfWhatWasLaunchedBeforeItWasKept) {
  launch({"web1"});
  auto& database = teams.database();
  ASSERT_TRUE(database.run("update sessions set server_id = ''"));
  const auto migrations = embedded::migrations();
  const auto found = std::ranges::find_if(
      migrations, [](const auto& one) { return one.name.ends_with("_pages.sql"); });
  ASSERT_NE(found, migrations.end());
  const std::string_view migration = found->bytes;
  const auto from = migration.find("update ");
  ASSERT_TRUE(database.run(migration.substr(from, migration.find(';', from) - from)));
  EXPECT_EQ(listed(server).total, 1);
}

TEST_F(ServerHistory, TellsWhichSnapshotsThereAreAndWhatDiffersBetweenAnyTwo) {
  launch({"web1", "web2"});
  see(0, "before", {{"openssl", {"1"}}});
  see(0, "after", {{"openssl", {"2"}}, {"nginx", {"1"}}});
  see(1, "after", {{"openssl", {"9"}}});
  const auto row = listed(server).rows.at(0);
  EXPECT_TRUE(row.has_before);
  EXPECT_TRUE(row.has_after);
  EXPECT_FALSE(listed(other).rows.at(0).has_before);
  auto ann = teams.north();
  const auto compared =
      compare_snapshots(ann, server, {{session(0), "before"}, {session(0), "after"}});
  ASSERT_TRUE(compared) << compared.error().message;
  ASSERT_THAT(compared->changes, SizeIs(2));
  EXPECT_EQ(compared->total, 2);
  EXPECT_EQ(compared->changes[0].dimension, "packages");
  EXPECT_EQ(compare_snapshots(ann, server, {{session(0), "after"}, {session(0), "after"}})->total,
            0);
  const auto of_another =
      compare_snapshots(ann, server, {{session(0), "after"}, {session(1), "after"}});
  EXPECT_EQ(of_another.error().code, ErrorCode::kNotFound);
  const auto unknown =
      compare_snapshots(ann, server, {{session(0), "after"}, {session(0), "later"}});
  EXPECT_EQ(unknown.error().code, ErrorCode::kMalformed);
}

TEST_F(ServerHistory, OfAnotherTeamIsNotFound) {
  launch({"web1"});
  see(0, "after", {{"openssl", {"2"}}});
  auto bob = teams.south();
  EXPECT_EQ(list_server_sessions(bob, server, {}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(
      compare_snapshots(bob, server, {{session(0), "after"}, {session(0), "after"}}).error().code,
      ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
