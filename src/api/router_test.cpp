#include "api/router.hpp"

#include <gmock/gmock.h>

namespace fettle::api {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

const Router& router() {
  static const Router all(
      {{"listTrees", "GET", "/trees", {}, nullptr},
       {"createTree", "POST", "/trees", {}, nullptr},
       {"getTree", "GET", "/trees/{tree_id}", {}, nullptr},
       {"deleteTree", "DELETE", "/trees/{tree_id}", {}, nullptr},
       {"countTrees", "GET", "/trees/counts", {}, nullptr},
       {"getVersion", "GET", "/trees/{tree_id}/versions/{version}", {}, nullptr}});
  return all;
}

std::string_view operation(std::string_view method, std::string_view path) {
  const auto found = router().find(method, path);
  return found.route == nullptr ? "" : found.route->operation;
}

TEST(Router, FindsTheRouteOfMethodAndPath) {
  EXPECT_EQ(operation("GET", "/api/v1/trees"), "listTrees");
  EXPECT_EQ(operation("POST", "/api/v1/trees"), "createTree");
  EXPECT_EQ(operation("DELETE", "/api/v1/trees/7"), "deleteTree");
}

TEST(Router, GivesTheValuesOfThePattern) {
  EXPECT_THAT(router().find("GET", "/api/v1/trees/a b/versions/3").path,
              ElementsAre(Pair("tree_id", "a b"), Pair("version", "3")));
}

TEST(Router, TheLiteralPatternWins) {
  EXPECT_EQ(operation("GET", "/api/v1/trees/counts"), "countTrees");
  EXPECT_EQ(operation("DELETE", "/api/v1/trees/counts"), "deleteTree");
}

TEST(Router, HeadIsAnsweredByGet) { EXPECT_EQ(operation("HEAD", "/api/v1/trees"), "listTrees"); }

TEST(Router, AnotherMethodIsToldWhichThereAre) {
  const auto found = router().find("PATCH", "/api/v1/trees/7");
  EXPECT_EQ(found.route, nullptr);
  EXPECT_EQ(found.allow, "DELETE, GET, HEAD");
}

TEST(Router, NothingElseIsFound) {
  for (const auto* path : {"/trees", "/api/v1", "/api/v1/", "/api/v1/trees/", "/api/v1/tree",
                           "/api/v1trees", "/api/v1//trees", "/api/v1/trees/7/versions",
                           "/api/v1/trees/7/versions/3/4", "/api/v1/trees/7/", "", "/"}) {
    EXPECT_EQ(operation("GET", path), "") << path;
    EXPECT_EQ(router().find("GET", path).allow, "") << path;
  }
}

}  // namespace
}  // namespace fettle::api
