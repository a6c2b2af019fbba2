#include "usecases/servers/servers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/servers/server_bulk.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Servers : public testing::Test {
 protected:
  ShownServer create(ServerFields fields, std::optional<std::string> mode = {}) {
    auto made = create_server(north, {std::move(fields), std::move(mode)});
    EXPECT_TRUE(made) << made.error().message << made.error().detail;
    return made ? *std::move(made) : ShownServer{};
  }
  std::vector<std::string> names(const store::ServerFilter& filter) {
    auto found = list_servers(north, {filter, {.sort = "name"}});
    EXPECT_TRUE(found) << found.error().message;
    std::vector<std::string> names;
    if (found) {
      for (const auto& server : found->rows) names.push_back(server.name);
    }
    return names;
  }
  void add_secret(std::string_view id, std::string_view team) {
    ASSERT_TRUE(teams.database().run(
        "insert into secrets (id, team_id, name, kind, sealed, key_id, created_at, updated_at) "
        "values (?, ?, ?, 'ssh_key', 'x', 'k', 0, 0)",
        id, team, id));
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(Servers, KeepEveryField) {
  const auto made = create({.name = "web1",
                            .address = "192.0.2.1",
                            .port = 2222,
                            .user = "deploy",
                            .transport = "ssh",
                            .proxy_jump = "gate:22",
                            .become = true,
                            .become_user = "app",
                            .become_method = "doas",
                            .role = "web",
                            .site = "Oslo",
                            .os_family = "debian",
                            .tags = {{"b", "A", "a"}},
                            .variables = {{{"http_port", "8080"}}},
                            .notes = "x",
                            .host_keys = {{"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA"}}},
                           "shadow");
  const auto server = get_server(north, made.id).value();
  EXPECT_EQ(server.address, "192.0.2.1");
  EXPECT_EQ(server.port, 2222);
  EXPECT_EQ(server.user, "deploy");
  EXPECT_EQ(server.proxy_jump, "gate:22");
  EXPECT_TRUE(server.become);
  EXPECT_EQ(server.become_user, "app");
  EXPECT_EQ(server.become_method, "doas");
  EXPECT_EQ(server.tags.text, R"(["A","b"])");
  EXPECT_EQ(server.variables.text, R"({"http_port":"8080"})");
  EXPECT_EQ(server.mode, "shadow");
  EXPECT_EQ(server.host_keys.text, R"(["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA"])");
}

TEST_F(Servers, TellEveryFieldThatIsWrongAtOnce) {
  const auto refused = create_server(north, {{.name = "web 1",
                                              .port = 70'000,
                                              .user = "a b",
                                              .transport = "telnet",
                                              .become_method = "runas",
                                              .tags = {{"a,b"}},
                                              .variables = {{{"1x", ""}}},
                                              .host_keys = {{"nonsense"}}},
                                             "off"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  std::vector<std::string> pointers;
  for (const auto& problem : refused.error().diagnostics) pointers.push_back(problem.pointer);
  EXPECT_THAT(pointers, ElementsAre("/port", "/user", "/transport", "/become_method", "/tags/0",
                                    "/variables", "/host_keys/0", "/mode"));
}

TEST_F(Servers, NeedAnAddressWhereTheirNameIsNone) {
  EXPECT_FALSE(create_server(north, {{.name = "VDA image 1"}, {}}));
  EXPECT_TRUE(create_server(north, {{.name = "VDA image 1", .transport = "manual"}, {}}));
  EXPECT_TRUE(create_server(north, {{.name = "VDA image 2", .address = "192.0.2.9"}, {}}));
}

TEST_F(Servers, HaveNamesThatAreUniqueIgnoringCase) {
  create({.name = "web1"});
  const auto refused = create_server(north, {{.name = "WEB1"}, {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_TRUE(create_server(south, {{.name = "web1"}, {}}));
  const auto other = create({.name = "web2"});
  EXPECT_EQ(update_server(north, {.id = other.id, .fields = {.name = "Web1"}}).error().code,
            ErrorCode::kConflict);
  EXPECT_TRUE(update_server(north, {.id = other.id, .fields = {.name = "Web2"}}));
}

TEST_F(Servers, ChangeOnlyWhatIsSaid) {
  const auto made = create({.name = "web1", .user = "deploy", .role = "web"});
  const auto changed =
      update_server(north, {.id = made.id, .version = 1, .fields = {.user = "", .site = "Oslo"}});
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_EQ(changed->user, "");
  EXPECT_EQ(changed->role, "web");
  EXPECT_EQ(changed->site, "Oslo");
  EXPECT_EQ(changed->version, 2);
  const auto stale = update_server(north, {.id = made.id, .version = 1, .fields = {.role = "x"}});
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, ErrorCode::kStale);
}

TEST_F(Servers, GetTheirCredentialFromAnOwnerAlone) {
  add_secret("mine", TestTeams::kNorth);
  add_secret("theirs", TestTeams::kSouth);
  const auto made = create({.name = "web1", .credential_id = "mine"});
  EXPECT_EQ(made.credential_id, "mine");
  EXPECT_EQ(
      update_server(north, {.id = made.id, .fields = {.credential_id = "theirs"}}).error().code,
      ErrorCode::kInvalid);
  north.actor.rights.role = security::Role::kEngineer;
  EXPECT_EQ(update_server(north, {.id = made.id, .fields = {.credential_id = ""}}).error().code,
            ErrorCode::kForbidden);
  EXPECT_TRUE(update_server(north, {.id = made.id, .fields = {.credential_id = "mine"}}));
  EXPECT_TRUE(update_server(north, {.id = made.id, .fields = {.role = "web"}}));
  north.actor.rights.role = security::Role::kOwner;
  EXPECT_EQ(update_server(north, {.id = made.id, .fields = {.credential_id = ""}})->credential_id,
            std::nullopt);
}

TEST_F(Servers, RememberEachModeWithItsReason) {
  const auto made = create({.name = "web1"});
  north.now = north.now + Milliseconds(5);
  const auto changed =
      set_server_mode(north, {.id = made.id, .mode = "audit", .reason = "vendor on it"});
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_EQ(changed->mode, "audit");
  const auto history = list_server_modes(north, {made.id, {}}).value();
  ASSERT_THAT(history.rows, SizeIs(2));
  EXPECT_EQ(history.rows[0].mode, "audit");
  EXPECT_EQ(history.rows[0].by_whom, "ann");
  EXPECT_EQ(history.rows[0].reason, "vendor on it");
  EXPECT_EQ(history.rows[1].mode, "live");
  EXPECT_FALSE(set_server_mode(north, {.id = made.id, .mode = "live", .reason = " "}));
  EXPECT_FALSE(set_server_mode(north, {.id = made.id, .mode = "off", .reason = "x"}));
}

TEST_F(Servers, AreCountedByWhatTheyAre) {
  create({.name = "web1", .role = "web", .site = "Oslo", .tags = {{"nginx", "edge"}}});
  create({.name = "web2", .role = "web", .tags = {{"nginx"}}});
  create({.name = "db1", .role = "db"}, "shadow");
  const auto all = count_server_facets(north, {}).value();
  EXPECT_EQ(all.total, 3);
  ASSERT_THAT(all.role, SizeIs(2));
  EXPECT_EQ(all.role[1].value, "web");
  EXPECT_EQ(all.role[1].count, 2);
  EXPECT_THAT(all.site, SizeIs(1));
  EXPECT_EQ(all.tag[1].count, 2);
  EXPECT_EQ(count_server_facets(north, {.role = "db"})->mode[0].value, "shadow");
}

TEST_F(Servers, AreDeleted) {
  const auto made = create({.name = "web1"});
  EXPECT_EQ(delete_server(north, {made.id, 9}).error().code, ErrorCode::kStale);
  EXPECT_TRUE(delete_server(north, {made.id, 1}));
  EXPECT_EQ(get_server(north, made.id).error().code, ErrorCode::kNotFound);
}

TEST_F(Servers, OfAnotherTeamAreNotFound) {
  const auto made = create({.name = "web1"});
  const auto not_found = [](const auto& answer) {
    return !answer && answer.error().code == ErrorCode::kNotFound;
  };
  EXPECT_TRUE(not_found(get_server(south, made.id)));
  EXPECT_TRUE(not_found(update_server(south, {.id = made.id})));
  EXPECT_TRUE(not_found(delete_server(south, {made.id, {}})));
  EXPECT_TRUE(not_found(set_server_mode(south, {.id = made.id, .mode = "audit", .reason = "x"})));
  EXPECT_TRUE(not_found(list_server_modes(south, {made.id, {}})));
  EXPECT_TRUE(not_found(edit_servers(south, {.ids = {{made.id}}, .set = {.role = "x"}})));
  EXPECT_THAT(list_servers(south, {{}, {.sort = "name"}})->rows, IsEmpty());
  EXPECT_EQ(count_server_facets(south, {})->total, 0);
  EXPECT_EQ(edit_servers(south, {.filter = ServerFilterInput{}, .set = {.role = "x"}})->matched, 0);
}

TEST_F(Servers, AreChangedManyAtOnceByAFilter) {
  create({.name = "web1", .role = "web", .tags = {{"old"}}});
  create({.name = "web2", .role = "web", .tags = {{"new"}}});
  create({.name = "db1", .role = "db"});
  north.now = north.now + Milliseconds(5);
  const auto edited = edit_servers(
      north,
      {.filter = {{.role = "web"}},
       .set = {
           .add_tags = {{"new"}}, .remove_tags = {{"OLD"}}, .mode = "shadow", .reason = "freeze"}});
  ASSERT_TRUE(edited) << edited.error().message;
  EXPECT_EQ(edited->matched, 2);
  EXPECT_EQ(edited->changed, 2);
  EXPECT_THAT(names({.tag = "new"}), ElementsAre("web1", "web2"));
  EXPECT_THAT(names({.tag = "old"}), IsEmpty());
  EXPECT_THAT(names({.mode = "shadow"}), ElementsAre("web1", "web2"));
  EXPECT_EQ(
      edit_servers(north, {.filter = {{.role = "web"}}, .set = {.add_tags = {{"new"}}}})->changed,
      0);
}

TEST_F(Servers, ChangedManyAtOnceAreCountedAndAFewOfThemNamedInTheAuditLog) {
  for (int i = 1; i <= 7; ++i) create({.name = "web" + std::to_string(i), .role = "web"});
  ASSERT_TRUE(edit_servers(north, {.filter = {{.role = "web"}}, .set = {.site = "oslo"}}));
  const auto entry = teams.database().one<std::string>(
      "select difference from audit_log where action = 'servers.updated'");
  ASSERT_TRUE(entry);
  EXPECT_THAT(*entry, HasSubstr(R"("changed":7)"));
  EXPECT_THAT(*entry, HasSubstr(R"("names":["web1","web2","web3","web4","web5"])"));
}

TEST_F(Servers, AreAllChangedOrNone) {
  const auto made = create({.name = "web1"});
  EXPECT_EQ(edit_servers(north, {.ids = {{made.id, "nobody"}}, .set = {.role = "x"}}).error().code,
            ErrorCode::kNotFound);
  EXPECT_EQ(get_server(north, made.id)->role, "");
  EXPECT_FALSE(edit_servers(north, {.ids = {{made.id}}, .set = {.mode = "audit"}}))
      << "a mode needs a reason";
  EXPECT_EQ(edit_servers(north, {.set = {.role = "x"}}).error().code, ErrorCode::kMalformed);
}

TEST_F(Servers, AreAuditedWithWhatChanged) {
  const auto made = create({.name = "web1"});
  ASSERT_TRUE(update_server(north, {.id = made.id, .fields = {.role = "web"}}));
  const auto entries = teams.database()
                           .all<std::string>("select difference from audit_log order by sequence")
                           .value();
  ASSERT_THAT(entries, SizeIs(2));
  EXPECT_THAT(entries[1], HasSubstr(R"("role":"")"));
  EXPECT_THAT(entries[1], HasSubstr(R"("role":"web")"));
}

}  // namespace
}  // namespace fettle::usecases
