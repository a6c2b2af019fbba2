// The library of flows over HTTP.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/api_test_support.hpp"
#include "base/json.hpp"

namespace fettle::api {
namespace {

using testing::HasSubstr;

constexpr std::string_view kPlan =
    "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: "
    "Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n";

std::string quoted(std::string_view text) { return to_json(std::string(text)); }

class Trees : public testing::Test {
 protected:
  std::string create(std::string_view body = R"({"tree_type":"maintenance","name":"Mine"})") {
    const auto made = api.call("POST", "/api/v1/trees", body);
    EXPECT_EQ(made.status, 201) << made.body;
    return std::string(json_of(made).at("id").as_string());
  }
  std::string path(std::string_view id, std::string_view rest = "") {
    return fmt::format("/api/v1/trees/{}{}", id, rest);
  }

  TestApi api;
};

TEST_F(Trees, AreMadeAndServeMarkdownAndParsedSteps) {
  const auto made =
      api.call("POST", "/api/v1/trees", fmt::format(R"({{"markdown":{}}})", quoted(kPlan)));
  ASSERT_EQ(made.status, 201) << made.body;
  const auto id = std::string(json_of(made).at("id").as_string());
  EXPECT_EQ(made.header("Location"), path(id));
  EXPECT_EQ(made.header("ETag"), "\"1\"");
  const auto got = json_of(api.call("GET", path(id)));
  EXPECT_EQ(got.at("markdown").as_string(), kPlan);
  EXPECT_EQ(got.at("parsed_steps").at(0).at("title").as_string(), "Restart");
  EXPECT_EQ(got.at("tree_structure").at("steps"), got.at("parsed_steps"));
  EXPECT_TRUE(got.at("intake_form").as_array().empty());
}

TEST_F(Trees, TellEveryErrorOfATextAtItsPlace) {
  const auto id = create();
  const auto refused = api.call("PUT", path(id, "/markdown"),
                                R"({"markdown":"---\nrisk_level: none\n---\n# A\n## Steps\n"})");
  EXPECT_EQ(refused.status, 422);
  const auto problem = json_of(refused);
  ASSERT_GE(problem.at("errors").as_array().size(), 2U);
  EXPECT_EQ(problem.at("errors").at(0).at("line").as_int64(), 2);
}

TEST_F(Trees, RefuseAStaleSave) {
  const auto id = create();
  const auto body = fmt::format(R"({{"markdown":{}}})", quoted(kPlan));
  EXPECT_EQ(api.call("PUT", path(id, "/markdown"), body, {{"If-Match", "\"1\""}}).status, 200);
  const auto stale = api.call("PUT", path(id, "/markdown"), body, {{"If-Match", "\"1\""}});
  EXPECT_EQ(stale.status, 412);
  EXPECT_EQ(json_of(stale).at("current").at("version").as_int64(), 2);
}

TEST_F(Trees, AreListedByTypeWithCounts) {
  create();
  create(R"({"tree_type":"procedural"})");
  create(R"({"tree_type":"troubleshooting"})");
  const auto list = json_of(api.call("GET", "/api/v1/trees?type=maintenance"));
  EXPECT_EQ(list.at("total").as_int64(), 1);
  EXPECT_EQ(list.at("items").at(0).at("name").as_string(), "Mine");
  const auto counts = json_of(api.call("GET", "/api/v1/trees/counts"));
  EXPECT_EQ(counts.at("all").as_int64(), 3);
  EXPECT_EQ(counts.at("maintenance").as_int64(), 1);
  EXPECT_EQ(api.call("GET", "/api/v1/trees?type=project").status, 400);
}

TEST_F(Trees, AreListedAPageAtATime) {
  for (const auto* name : {"a", "b", "c"}) {
    create(fmt::format(R"({{"tree_type":"procedural","name":"{}"}})", name));
  }
  const auto first = json_of(api.call("GET", "/api/v1/trees?sort=name&limit=2"));
  EXPECT_EQ(first.at("items").as_array().size(), 2U);
  const auto second =
      json_of(api.call("GET", fmt::format("/api/v1/trees?sort=name&limit=2&cursor={}",
                                          std::string(first.at("next_cursor").as_string()))));
  ASSERT_EQ(second.at("items").as_array().size(), 1U);
  EXPECT_EQ(second.at("items").at(0).at("name").as_string(), "c");
  EXPECT_TRUE(second.at("next_cursor").is_null());
}

TEST_F(Trees, ComeFromAFileAndGoIntoOne) {
  const auto made = api.call("POST", "/api/v1/trees/import", kPlan,
                             {{"Content-Type", "text/markdown; charset=utf-8"}});
  ASSERT_EQ(made.status, 201) << made.body;
  const auto file =
      api.call("GET", path(std::string(json_of(made).at("id").as_string()), "/export"));
  EXPECT_EQ(file.body, kPlan);
  EXPECT_THAT(std::string(file.header("Content-Type")), HasSubstr("text/markdown"));
  EXPECT_EQ(api.call("POST", "/api/v1/trees/import", kPlan).status, 400);
}

TEST_F(Trees, KeepVersionsAndShowWhatOneChanged) {
  const auto id = create();
  api.call("PUT", path(id, "/markdown"), fmt::format(R"({{"markdown":{}}})", quoted(kPlan)));
  const auto versions = json_of(api.call("GET", path(id, "/versions")));
  EXPECT_EQ(versions.at("items").at(0).at("version").as_int64(), 2);
  EXPECT_EQ(json_of(api.call("GET", path(id, "/versions/2"))).at("markdown").as_string(), kPlan);
  const auto difference = json_of(api.call("GET", path(id, "/versions/2/difference")));
  EXPECT_EQ(difference.at("before").as_int64(), 1);
  EXPECT_THAT(std::string(difference.at("difference").as_string()),
              HasSubstr("+# Restart nginx\n"));
  EXPECT_EQ(api.call("GET", path(id, "/versions/9")).status, 404);
  EXPECT_EQ(api.call("GET", path(id, "/versions/x")).status, 400);
}

TEST_F(Trees, AreCopiedArchivedAndDeleted) {
  const auto id = create();
  const auto copy = api.call("POST", path(id, "/duplicate"));
  EXPECT_EQ(copy.status, 201) << copy.body;
  EXPECT_EQ(json_of(copy).at("name").as_string(), "Copy of Mine");
  EXPECT_FALSE(json_of(api.call("POST", path(id, "/archive"))).at("archived_at").is_null());
  EXPECT_TRUE(json_of(api.call("POST", path(id, "/unarchive"))).at("archived_at").is_null());
  EXPECT_EQ(json_of(api.call("DELETE", path(id))).at("schedules_deleted").as_int64(), 0);
  EXPECT_EQ(api.call("GET", path(id)).status, 404);
}

TEST_F(Trees, AreTriedOutWithoutBeingStored) {
  const auto linted = json_of(api.call("POST", "/api/v1/trees/lint", R"({"markdown":"x"})"));
  EXPECT_FALSE(linted.at("is_valid").as_bool());
  EXPECT_TRUE(linted.at("parsed_steps").is_null());
  const auto shown =
      json_of(api.call("POST", "/api/v1/trees/preview",
                       fmt::format(R"({{"markdown":{},"targets":2}})", quoted(kPlan))));
  EXPECT_EQ(shown.at("waves").at(0).at("count").as_int64(), 2);
  EXPECT_EQ(shown.at("gates").at(0).at("reason").as_string(), "type default");
  EXPECT_EQ(json_of(api.call("GET", "/api/v1/trees")).at("total").as_int64(), 0);
}

TEST_F(Trees, OfAnotherTeamAreNotFound) {
  const auto id = create();
  api.sign_in_elsewhere();
  EXPECT_EQ(api.call("GET", path(id)).status, 404);
  EXPECT_EQ(api.call("PUT", path(id, "/markdown"), R"({"markdown":"x"})").status, 404);
  EXPECT_EQ(api.call("DELETE", path(id)).status, 404);
  for (const auto* rest : {"/duplicate", "/archive", "/unarchive"}) {
    EXPECT_EQ(api.call("POST", path(id, rest)).status, 404) << rest;
  }
  for (const auto* rest : {"/export", "/versions", "/versions/1", "/versions/1/difference"}) {
    EXPECT_EQ(api.call("GET", path(id, rest)).status, 404) << rest;
  }
  EXPECT_EQ(json_of(api.call("GET", "/api/v1/trees")).at("total").as_int64(), 0);
}

TEST_F(Trees, AreReadByAViewerAndChangedByAnEngineer) {
  const auto id = create();
  api.sign_in(security::Role::kViewer);
  EXPECT_EQ(api.call("GET", path(id)).status, 200);
  EXPECT_EQ(api.call("POST", "/api/v1/trees", R"({"tree_type":"procedural"})").status, 403);
  EXPECT_EQ(api.call("DELETE", path(id)).status, 403);
  api.sign_in(security::Role::kEngineer);
  EXPECT_EQ(api.call("POST", "/api/v1/trees", R"({"tree_type":"procedural"})").status, 201);
}

}  // namespace
}  // namespace fettle::api
