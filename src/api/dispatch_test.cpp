#include "api/dispatch.hpp"

#include <boost/describe/class.hpp>
#include <gmock/gmock.h>

#include <array>

#include "api/answer.hpp"
#include "api/api_test_support.hpp"
#include "api/list.hpp"
#include "usecases/version.hpp"

namespace fettle::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Thing {
  std::string name;
  int size = 0;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (name, size, version))

struct NewThing {
  std::string name;
  std::optional<int> size;
};
BOOST_DESCRIBE_STRUCT(NewThing, (), (name, size))

Result<http::Response> get_thing(Call& call) {
  if (call.value("id") != "7") return fail(ErrorCode::kNotFound, "there is no thing of that id");
  return json_answer(Thing{"lamp", 3, 12});
}

Result<http::Response> create_thing(Call& call) {
  FETTLE_TRY(thing, read_body<NewThing>(call));
  return created("/things/8", Thing{thing.name, thing.size.value_or(1), 1});
}

Result<http::Response> change_thing(Call& call) {
  FETTLE_TRY(known, if_match(call));
  FETTLE_TRY_VOID(usecases::check_version(known, Thing{"lamp", 3, 12}));
  return no_content();
}

Result<http::Response> list_things(Call& call) {
  static constexpr std::array<std::string_view, 2> kSorts{"name", "size"};
  FETTLE_TRY(query, page_query(call, kSorts));
  store::PageRows<Thing> rows;
  rows.total = 3;
  for (const auto* name : {"a", "b", "c"}) {
    const auto is_behind = !query.after || name > query.after->value;
    if (is_behind) rows.rows.push_back({name, 1, 1});
  }
  return page_answer(query, std::move(rows),
                     [](const Thing& thing) { return store::PageMark{thing.name, thing.name}; });
}

Result<http::Response> fail_inside(Call& /*call*/) {
  return std::unexpected(Error{.code = ErrorCode::kIo,
                               .message = "/srv/secret.db is full",
                               .diagnostics = {},
                               .detail = "disk I/O error"});
}

Result<http::Response> find_no_room(Call& call) {
  return fail(ErrorCode::kIo, "no room is left for the database " + call.context.database.name());
}

Result<http::Response> sign_in(Call& call) {
  return json_text(call.context.actor.team.empty() ? "\"nobody\"" : "\"somebody\"");
}

const std::vector<Route>& routes() {
  using security::Action;
  static const std::vector<Route> all{
      {"listThings", "GET", "/things", Action::kRead, list_things},
      {"createThing", "POST", "/things", Action::kEditFlows, create_thing},
      {"getThing", "GET", "/things/{id}", Action::kRead, get_thing},
      {"changeThing", "PUT", "/things/{id}", Action::kEditFlows, change_thing},
      {"failInside", "GET", "/fault", Action::kRead, fail_inside},
      {"findNoRoom", "GET", "/full", Action::kRead, find_no_room},
      {"signIn", "POST", "/sessions", {}, sign_in}};
  return all;
}

class Dispatch : public ::testing::Test {
 protected:
  TestApi api_{routes()};
};

TEST_F(Dispatch, AnswersWithJsonAndAnETag) {
  const auto response = api_.call("GET", "/api/v1/things/7");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"name":"lamp","size":3,"version":12})");
  EXPECT_EQ(response.header("etag"), "\"12\"");
  EXPECT_EQ(response.header("X-Request-Id"), "request-1");
  EXPECT_THAT(std::string(response.header("Content-Security-Policy")),
              HasSubstr("frame-ancestors 'none'"));
}

TEST_F(Dispatch, WhatTheCallerHasIsNotSentAgain) {
  const auto response = api_.call("GET", "/api/v1/things/7", "", {{"If-None-Match", "\"12\""}});
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.body, "");
}

TEST_F(Dispatch, AnETagThatAProxyMadeWeakIsKnown) {
  const http::Headers known{{"If-None-Match", "W/\"12\""}};
  EXPECT_EQ(api_.call("GET", "/api/v1/things/7", "", known).status, 304);
  const http::Headers matched{{"If-Match", "W/\"12\""}};
  EXPECT_EQ(api_.call("PUT", "/api/v1/things/7", "", matched).status, 204);
}

TEST_F(Dispatch, CreationNamesTheNewThing) {
  const auto response = api_.call("POST", "/api/v1/things", R"({"name":"box"})");
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.header("Location"), "/api/v1/things/8");
}

TEST_F(Dispatch, EveryWrongFieldIsTold) {
  const auto response =
      api_.call("POST", "/api/v1/things", R"({"name":7,"size":"x","colour":"red"})");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
  const auto problem = json_of(response);
  EXPECT_EQ(problem.at("type"), "urn:fettle:error:invalid");
  EXPECT_EQ(problem.at("code"), "invalid");
  ASSERT_EQ(problem.at("errors").as_array().size(), 3);
  EXPECT_EQ(problem.at("errors").at(0).at("pointer"), "/name");
  EXPECT_EQ(problem.at("errors").at(2).at("code"), "json.unknown-field");
}

TEST_F(Dispatch, ABodyThatIsNoJsonIsMalformed) {
  EXPECT_EQ(api_.call("POST", "/api/v1/things", "{").status, 400);
  EXPECT_EQ(api_.call("POST", "/api/v1/things", "{}", {{"Content-Type", "text/plain"}}).status,
            400);
  EXPECT_EQ(api_.call("POST", "/api/v1/things", R"({"name":"a\u0000"})").status, 400);
  EXPECT_EQ(api_.call("POST", "/api/v1/things", R"({"name":"a\\u0000"})").status, 201);
  EXPECT_EQ(api_.call("POST", "/api/v1/things", std::string(kBodyBytesMax + 1, ' ')).status, 400);
}

TEST_F(Dispatch, AStaleChangeIsToldTheNewerState) {
  const auto response = api_.call("PUT", "/api/v1/things/7", "", {{"If-Match", "\"11\""}});
  EXPECT_EQ(response.status, 412);
  EXPECT_EQ(json_of(response).at("current").at("version"), 12);
  EXPECT_EQ(api_.call("PUT", "/api/v1/things/7", "", {{"If-Match", "\"12\""}}).status, 204);
  EXPECT_EQ(api_.call("PUT", "/api/v1/things/7").status, 204);
  EXPECT_EQ(api_.call("PUT", "/api/v1/things/7", "", {{"If-Match", "12"}}).status, 400);
}

TEST_F(Dispatch, ListsGoOnWhereTheCursorSays) {
  const auto first = json_of(api_.call("GET", "/api/v1/things?limit=2"));
  EXPECT_EQ(first.at("items").as_array().size(), 2);
  EXPECT_EQ(first.at("total"), 3);
  const std::string cursor(first.at("next_cursor").as_string());
  const auto second = json_of(api_.call("GET", "/api/v1/things?limit=2&cursor=" + cursor));
  ASSERT_EQ(second.at("items").as_array().size(), 1);
  EXPECT_EQ(second.at("items").at(0).at("name"), "c");
  EXPECT_TRUE(second.at("next_cursor").is_null());
  EXPECT_EQ(api_.call("GET", "/api/v1/things?sort=-name&cursor=" + cursor).status, 400);
}

TEST_F(Dispatch, WrongListParametersAreRefused) {
  for (const auto* query :
       {"limit=0", "limit=201", "limit=x", "sort=colour", "cursor=7b", "sort=--"}) {
    EXPECT_EQ(api_.call("GET", std::string("/api/v1/things?") + query).status, 400) << query;
  }
}

TEST_F(Dispatch, AFaultOfOursTellsNothingOfTheInside) {
  const auto response = api_.call("GET", "/api/v1/fault");
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, Not(HasSubstr("secret")));
  EXPECT_THAT(response.body, Not(HasSubstr("disk")));
  EXPECT_EQ(response.note, "/srv/secret.db is full: disk I/O error");
}

TEST_F(Dispatch, NobodyIsAskedToSignIn) {
  api_.actor.reset();
  const auto response = api_.call("GET", "/api/v1/things");
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.header("WWW-Authenticate"), "Bearer realm=\"fettle\"");
  EXPECT_EQ(api_.call("POST", "/api/v1/sessions").body, "\"nobody\"");
}

TEST_F(Dispatch, TheRoleDecides) {
  api_.sign_in(security::Role::kViewer);
  EXPECT_EQ(api_.call("GET", "/api/v1/things").status, 200);
  EXPECT_EQ(api_.call("POST", "/api/v1/things", R"({"name":"box"})").status, 403);
}

TEST_F(Dispatch, ADatabaseThatCanNotBeUsedIsWaitedForAndNotNamed) {
  const auto response = api_.call("GET", "/api/v1/full");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.header("Retry-After"), "1");
  EXPECT_THAT(response.body, Not(HasSubstr("no room")));
  EXPECT_THAT(response.note, HasSubstr("no room is left for the database"));
}

TEST_F(Dispatch, UnknownPathsAndMethodsAreTold) {
  EXPECT_EQ(api_.call("GET", "/api/v1/nothing").status, 404);
  const auto response = api_.call("DELETE", "/api/v1/things");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.header("Allow"), "GET, HEAD, POST");
}

}  // namespace
}  // namespace fettle::api
