#include "usecases/targets/select_servers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/servers/server_import.hpp"
#include "usecases/servers/servers.hpp"
#include "usecases/targets/target_lists.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SelectServers : public testing::Test {
 protected:
  SelectServers() {
    add({.name = "Web1", .role = "web", .tags = {{"nginx"}}});
    add({.name = "web2", .role = "web", .tags = {{"legacy"}}});
    add({.name = "db1", .role = "db"});
    EXPECT_TRUE(create_target_list(north, {.name = "Oslo", .text = "WEB1\nprinter\ndb1\n"}));
  }
  void add(ServerFields fields) {
    const auto made = create_server(north, {std::move(fields), {}});
    EXPECT_TRUE(made) << made.error().message;
  }
  ShownSelection select(std::string_view selector) {
    auto shown = preview_selector(north, selector);
    EXPECT_TRUE(shown) << shown.error().message;
    return shown ? *std::move(shown) : ShownSelection{};
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(SelectServers, ByWhatPlansSay) {
  const auto shown =
      select(R"({"all_of":[{"by":"role","value":"web"},{"not":{"by":"tag","value":"Legacy"}}]})");
  EXPECT_THAT(shown.names, ElementsAre("Web1"));
  EXPECT_EQ(shown.words, "role web and not tag Legacy");
  EXPECT_EQ(select(R"({"by":"all"})").total, 3);
}

TEST_F(SelectServers, ByAListWhoseOtherLabelsAreTargetsWithoutServer) {
  const auto shown = select(R"({"by":"list","value":"oslo"})");
  EXPECT_THAT(shown.names, ElementsAre("db1", "Web1"));
  EXPECT_THAT(shown.labels_without_server, ElementsAre("printer"));
  const auto any =
      select(R"({"any_of":[{"by":"list","value":"Oslo"},{"by":"name","value":"web2"}]})");
  EXPECT_THAT(any.names, ElementsAre("db1", "Web1", "web2"));
  EXPECT_THAT(any.labels_without_server, ElementsAre("printer"));
  const auto both =
      select(R"({"all_of":[{"by":"list","value":"Oslo"},{"by":"role","value":"web"}]})");
  EXPECT_THAT(both.names, ElementsAre("Web1"));
  EXPECT_THAT(both.labels_without_server, IsEmpty());
}

TEST_F(SelectServers, RefuseAListThatIsNotTheTeams) {
  EXPECT_EQ(preview_selector(north, R"({"by":"list","value":"Bergen"})").error().code,
            ErrorCode::kInvalid);
  EXPECT_EQ(preview_selector(south, R"({"by":"list","value":"Oslo"})").error().code,
            ErrorCode::kInvalid);
}

TEST_F(SelectServers, TellWhatIsWrongWithASelector) {
  const auto refused = preview_selector(north, R"({"by":"colour","value":"red"})");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(refused.error().diagnostics.front().pointer, "/selector");
  EXPECT_FALSE(preview_selector(north, "null"));
  EXPECT_FALSE(preview_selector(north, "{{"));
}

TEST_F(SelectServers, SeeNothingOfAnotherTeam) {
  EXPECT_THAT(preview_selector(south, R"({"by":"all"})")->names, IsEmpty());
}

TEST_F(SelectServers, LeaveOutWhatAnImportNoLongerNames) {
  const auto import = [&](std::string text) {
    const auto seen = import_servers(north, {.format = "csv", .text = text}).value();
    EXPECT_TRUE(import_servers(
        north, {.format = "csv", .text = text, .apply = true, .digest = seen.digest}));
  };
  import("name,role\nnew1,app\nnew2,app\n");
  import("name,role\nnew1,app\n");
  const auto shown = select(R"({"by":"role","value":"app"})");
  EXPECT_THAT(shown.names, ElementsAre("new1"));
  EXPECT_THAT(shown.vanished, ElementsAre("new2"));
}

}  // namespace
}  // namespace fettle::usecases
