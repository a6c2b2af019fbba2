// Servers, target lists, recipes and cron previews over HTTP.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/api_test_support.hpp"
#include "base/json.hpp"

namespace fettle::api {
namespace {

using testing::HasSubstr;

constexpr std::string_view kRecipe =
    R"({"text":"---\nslug: x\nversion: \"1\"\nrisk: low\n---\n\n# X\n\n## Script\n\n)"
    R"(```sh\ntrue\n```\n"})";

class Fleet : public testing::Test {
 protected:
  std::string create(std::string_view path, std::string_view body) {
    const auto made = api.call("POST", fmt::format("/api/v1{}", path), body);
    EXPECT_EQ(made.status, 201) << made.body;
    return fmt::format("{}", made.header("Location"));
  }

  TestApi api;
};

TEST_F(Fleet, RegistersChangesAndDeletesAServer) {
  const auto path = create("/servers", R"({"name":"web1","role":"web","tags":["nginx"]})");
  const auto got = api.call("GET", path);
  EXPECT_EQ(got.header("ETag"), "\"1\"");
  EXPECT_EQ(json_of(got).at("transport").as_string(), "ssh");
  const auto changed = api.call("PATCH", path, R"({"site":"Oslo"})", {{"If-Match", "\"1\""}});
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(api.call("PATCH", path, R"({"site":"x"})", {{"If-Match", "\"1\""}}).status, 412);
  EXPECT_EQ(api.call("PATCH", path, R"({"mode":"audit"})").status, 422);
  EXPECT_EQ(api.call("DELETE", path).status, 204);
  EXPECT_EQ(api.call("GET", path).status, 404);
}

TEST_F(Fleet, TellsEachFieldOfAServerThatIsWrong) {
  const auto refused = json_of(api.call("POST", "/api/v1/servers", R"({"name":"","port":-1})"));
  EXPECT_EQ(refused.at("errors").at(0).at("pointer").as_string(), "/name");
  EXPECT_EQ(refused.at("errors").at(1).at("pointer").as_string(), "/port");
}

TEST_F(Fleet, ListsAndCountsServersByFilters) {
  create("/servers", R"({"name":"web1","role":"web"})");
  create("/servers", R"({"name":"web2","role":"web"})");
  create("/servers", R"({"name":"db1","role":"db"})");
  const auto page = json_of(api.call("GET", "/api/v1/servers?role=web&limit=1&sort=-name"));
  EXPECT_EQ(page.at("total").as_int64(), 2);
  EXPECT_EQ(page.at("items").at(0).at("name").as_string(), "web2");
  const auto next =
      json_of(api.call("GET", fmt::format("/api/v1/servers?role=web&limit=1&sort=-name&cursor={}",
                                          std::string(page.at("next_cursor").as_string()))));
  EXPECT_EQ(next.at("items").at(0).at("name").as_string(), "web1");
  const auto counts = json_of(api.call("GET", "/api/v1/servers/counts?q=web"));
  EXPECT_EQ(counts.at("total").as_int64(), 2);
  EXPECT_EQ(counts.at("role").at(0).at("count").as_int64(), 2);
}

TEST_F(Fleet, ChangesAModeWithAReasonAndRemembersIt) {
  const auto path = create("/servers", R"({"name":"web1"})");
  api.now = api.now + Milliseconds(5);
  EXPECT_EQ(api.call("PUT", path + "/mode", R"({"mode":"audit","reason":""})").status, 422);
  const auto changed =
      api.call("PUT", path + "/mode", R"({"mode":"audit","reason":"vendor on it"})");
  EXPECT_EQ(json_of(changed).at("mode").as_string(), "audit");
  const auto history = json_of(api.call("GET", path + "/modes"));
  EXPECT_EQ(history.at("items").at(0).at("reason").as_string(), "vendor on it");
}

TEST_F(Fleet, ChangesManyServersAtOnce) {
  create("/servers", R"({"name":"web1","role":"web"})");
  create("/servers", R"({"name":"db1"})");
  const auto edited = json_of(api.call("POST", "/api/v1/servers/bulk",
                                       R"({"filter":{"role":"web"},"set":{"add_tags":["x"]}})"));
  EXPECT_EQ(edited.at("matched").as_int64(), 1);
  EXPECT_EQ(edited.at("changed").as_int64(), 1);
}

TEST_F(Fleet, SaysWhichServersASelectorMeans) {
  create("/servers", R"({"name":"web1","role":"web"})");
  const auto selected = json_of(
      api.call("POST", "/api/v1/servers/select", R"({"selector":{"by":"role","value":"web"}})"));
  EXPECT_EQ(selected.at("names").at(0).as_string(), "web1");
  EXPECT_EQ(api.call("POST", "/api/v1/servers/select", R"({"selector":7})").status, 422);
  EXPECT_EQ(api.call("POST", "/api/v1/servers/select", "[]").status, 422);
}

TEST_F(Fleet, ImportsServersOnceTheDifferenceWasSeen) {
  const auto look = api.call("POST", "/api/v1/servers/import",
                             R"({"format":"csv","text":"name,role\nweb1,web\n"})");
  ASSERT_EQ(look.status, 200) << look.body;
  const auto digest = std::string(json_of(look).at("digest").as_string());
  const auto body = [](std::string_view seen) {
    return fmt::format(
        R"({{"format":"csv","text":"name,role\nweb1,web\n","apply":true,"digest":"{}"}})", seen);
  };
  EXPECT_EQ(api.call("POST", "/api/v1/servers/import", body("other")).status, 409);
  EXPECT_TRUE(
      json_of(api.call("POST", "/api/v1/servers/import", body(digest))).at("applied").as_bool());
  const auto csv = api.call("GET", "/api/v1/servers/export.csv");
  EXPECT_THAT(std::string(csv.header("Content-Type")), HasSubstr("text/csv"));
  EXPECT_THAT(csv.body, HasSubstr("\r\nweb1,"));
  EXPECT_EQ(json_of(api.call("GET", "/api/v1/servers/export.json")).as_array().size(), 1U);
}

TEST_F(Fleet, KeepsTargetLists) {
  const auto path = create("/target-lists", R"({"name":"RDS","text":"RDS-01\nrds-01\nRDS-02\n"})");
  const auto got = json_of(api.call("GET", path));
  EXPECT_EQ(got.at("target_count").as_int64(), 2);
  EXPECT_EQ(json_of(api.call("GET", "/api/v1/target-lists?q=rds-02")).at("total").as_int64(), 1);
  const auto pasted =
      json_of(api.call("POST", "/api/v1/target-lists/read-text", R"({"text":"a\nA\n"})"));
  EXPECT_EQ(pasted.at("duplicates").at(0).at("line").as_int64(), 2);
  EXPECT_EQ(
      api.call("PUT", path, R"({"name":"RDS","targets":[{"label":"a"},{"label":"A"}]})").status,
      422);
  EXPECT_EQ(api.call("PUT", path, R"({"name":"RDS 2","targets":[{"label":"a"}]})").status, 200);
  const auto import =
      json_of(api.call("POST", path + "/import", R"({"format":"text","text":"a\nb\n"})"));
  EXPECT_EQ(import.at("added").at(0).at("name").as_string(), "b");
}

TEST_F(Fleet, DeletesAListThatSchedulesUseOnlyWhenConfirmed) {
  const auto path = create("/target-lists", R"({"name":"RDS"})");
  const auto tree = create("/trees", R"({"tree_type":"maintenance","name":"Monthly"})");
  ASSERT_TRUE(api.database().run(
      "insert into maintenance_schedules (id, team_id, tree_id, status, is_active, "
      "target_list_id, version, created_at, updated_at) values ('s1', ?, ?, 'approved', 1, ?, 1, "
      "0, 0)",
      TestApi::kTeam, tree.substr(tree.rfind('/') + 1), path.substr(path.rfind('/') + 1)));
  const auto refused = api.call("DELETE", path);
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("Monthly"));
  const auto deleted = json_of(api.call("DELETE", path + "?confirm=true"));
  EXPECT_EQ(deleted.at("schedules_without_list").at(0).at("schedule_id").as_string(), "s1");
}

TEST_F(Fleet, KeepsRecipes) {
  const auto path = create("/recipes", kRecipe);
  EXPECT_EQ(json_of(api.call("GET", path)).at("slug").as_string(), "x");
  EXPECT_EQ(json_of(api.call("GET", "/api/v1/recipes")).at("total").as_int64(), 1);
  EXPECT_EQ(json_of(api.call("POST", path + "/duplicate")).at("slug").as_string(), "x-copy");
  EXPECT_EQ(api.call("PUT", path, R"({"text":"nothing"})").status, 422);
  EXPECT_EQ(api.call("DELETE", path).status, 204);
  EXPECT_EQ(api.call("GET", path).status, 404);
}

TEST_F(Fleet, TellsWhenACronExpressionFires) {
  const auto preview =
      json_of(api.call("POST", "/api/v1/cron/preview",
                       R"({"cron_expression":"30 2 * * *","timezone":"Europe/Oslo","count":1})"));
  EXPECT_TRUE(preview.at("is_valid").as_bool());
  EXPECT_THAT(std::string(preview.at("firings").at(0).at("local").as_string()),
              HasSubstr("T02:30:00+01:00"));
  EXPECT_FALSE(json_of(api.call("POST", "/api/v1/cron/preview", R"({"cron_expression":"x"})"))
                   .at("is_valid")
                   .as_bool());
}

TEST_F(Fleet, OfAnotherTeamIsNotFound) {
  const auto server = create("/servers", R"({"name":"web1"})");
  const auto list = create("/target-lists", R"({"name":"RDS"})");
  const auto recipe = create("/recipes", kRecipe);
  api.sign_in_elsewhere();
  for (const auto& path : {server, list, recipe}) {
    EXPECT_EQ(api.call("GET", path).status, 404) << path;
    EXPECT_EQ(api.call("DELETE", path).status, 404) << path;
  }
  EXPECT_EQ(api.call("PATCH", server, "{}").status, 404);
  EXPECT_EQ(api.call("PUT", server + "/mode", R"({"mode":"audit","reason":"x"})").status, 404);
  EXPECT_EQ(api.call("GET", server + "/modes").status, 404);
  EXPECT_EQ(api.call("PUT", list, R"({"name":"x"})").status, 404);
  EXPECT_EQ(api.call("POST", list + "/import", R"({"format":"text","text":"a"})").status, 404);
  EXPECT_EQ(api.call("PUT", recipe, R"({"text":"x"})").status, 404);
  EXPECT_EQ(api.call("POST", recipe + "/duplicate").status, 404);
  for (const auto* path : {"servers", "target-lists", "recipes"}) {
    EXPECT_EQ(json_of(api.call("GET", fmt::format("/api/v1/{}", path))).at("total").as_int64(), 0);
  }
}

TEST_F(Fleet, IsReadByAViewerAndChangedByAnEngineer) {
  const auto server = create("/servers", R"({"name":"web1"})");
  api.sign_in(security::Role::kViewer);
  EXPECT_EQ(api.call("GET", server).status, 200);
  EXPECT_EQ(api.call("PATCH", server, R"({"role":"x"})").status, 403);
  EXPECT_EQ(api.call("POST", "/api/v1/target-lists", R"({"name":"x"})").status, 403);
  EXPECT_EQ(api.call("POST", "/api/v1/recipes", R"({"text":"x"})").status, 403);
  api.sign_in(security::Role::kEngineer);
  EXPECT_EQ(api.call("PATCH", server, R"({"role":"x"})").status, 200);
  EXPECT_EQ(api.call("PATCH", server, R"({"credential_id":"x"})").status, 403);
}

}  // namespace
}  // namespace fettle::api
