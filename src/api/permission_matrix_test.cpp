// Every route there is, asked by everybody there can be. Routes that are added later are walked
// through without a change here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "api/people_test_support.hpp"
#include "usecases/secrets/secrets.hpp"

namespace fettle::api {
namespace {

using security::Role;
using security::Scope;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kLetThrough = 204;

std::vector<Route> routes_that_let_through() {
  auto routes = all_routes();
  for (auto& route : routes) {
    route.handle = [](Call& /*call*/) -> Result<http::Response> {
      return http::Response{.status = kLetThrough};
    };
  }
  return routes;
}

/// `/people/{user_id}` with a value for each name.
std::string path_of(const Route& route, const std::map<std::string, std::string>& values) {
  std::string path = "/api/v1";
  std::string_view rest = route.pattern;
  while (!rest.empty()) {
    const auto open = rest.find('{');
    path += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = rest.find('}', open);
    const std::string name(rest.substr(open + 1, close - open - 1));
    const auto value = values.find(name);
    path += value == values.end() ? "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4" : value->second;
    rest.remove_prefix(close + 1);
  }
  return path;
}

std::vector<Caller> everybody(PeopleApi& api) {
  std::vector<Caller> callers{
      api.add_person("north-team", "viewer", Role::kViewer),
      api.add_person("north-team", "engineer", Role::kEngineer),
      api.add_person("north-team", "owner", Role::kOwner),
      api.add_person("south-team", "stranger", Role::kOwner),
  };
  for (const auto& scope : kNamedValues<Scope>) {
    callers.push_back(api.add_token("owner", scope.value));
  }
  return callers;
}

TEST(PermissionMatrix, AnonymousReachesOnlyWhatIsForAnybody) {
  PeopleApi api(routes_that_let_through());
  for (const auto& route : all_routes()) {
    EXPECT_EQ(api.call({}, route.method, path_of(route, {})).status,
              route.action ? 401 : kLetThrough)
        << route.operation;
  }
}

TEST(PermissionMatrix, WhoIsRefusedLearnsWhatIsMissing) {
  PeopleApi api(routes_that_let_through());
  const auto viewer = api.add_person("north-team", "viewer", Role::kViewer);
  api.add_person("north-team", "owner", Role::kOwner);
  const auto reader = api.add_token("owner", Scope::kRead);
  EXPECT_THAT(api.call(viewer, "POST", "/api/v1/sessions/batch").body,
              HasSubstr("it needs `engineer`"));
  EXPECT_THAT(api.call(reader, "POST", "/api/v1/sessions/batch").body,
              HasSubstr("it needs the scope `run`"));
}

TEST(PermissionMatrix, EverybodyReachesWhatTheTableAllows) {
  PeopleApi api(routes_that_let_through());
  for (const auto& caller : everybody(api)) {
    for (const auto& route : all_routes()) {
      const bool may = !route.action || security::may(caller.rights, *route.action);
      EXPECT_EQ(api.call(caller, route.method, path_of(route, {})).status, may ? kLetThrough : 403)
          << caller.name << " " << route.operation;
    }
  }
}

/// It has no session and no token: what it knows that opens anything is the key of its model.
TEST(PermissionMatrix, TheAssistantReachesOnlyWhatIsForAnybody) {
  PeopleApi api(routes_that_let_through());
  const Caller assistant{.name = "assistant", .token = "sk-the-key-of-its-model"};
  for (const auto& route : all_routes()) {
    EXPECT_EQ(api.call(assistant, route.method, path_of(route, {})).status,
              route.action ? 401 : kLetThrough)
        << route.operation;
  }
}

TEST(PermissionMatrix, AChangeByCookieWithoutItsCsrfTokenIsRefused) {
  PeopleApi api(routes_that_let_through());
  auto owner = api.add_person("north-team", "owner", Role::kOwner);
  for (const auto* csrf : {"", "0123"}) {
    owner.csrf = csrf;
    for (const auto& route : all_routes()) {
      if (!route.action || !security::may(owner.rights, *route.action)) continue;
      EXPECT_EQ(api.call(owner, route.method, path_of(route, {})).status,
                route.method == "GET" ? kLetThrough : 403)
          << route.operation;
    }
  }
}

TEST(PermissionMatrix, OnlySigningInAndItsKinIsForAnybody) {
  std::vector<std::string_view> open;
  for (const auto& route : all_routes()) {
    if (!route.action && route.method != "GET") open.push_back(route.operation);
  }
  EXPECT_THAT(open, ::testing::IsSubsetOf({"acceptInvitation", "beginProviderSignIn",
                                           "finishProviderSignIn", "fireTrigger",
                                           "lookUpInvitation", "setPassword", "setUp", "signIn"}));
}

// --- other teams ------------------------------------------------------------------------------

class OtherTeams : public ::testing::Test {
 protected:
  OtherTeams() {
    owner = api.add_person("north-team", "nora", Role::kOwner);
    stranger = api.add_person("south-team", "stranger", Role::kOwner);
    api.add_token("nora", Scope::kRead);
    call(owner, "PUT", "/secrets/NORTHERN", R"({"kind":"value","value":"northern value"})");
    call(owner, "POST", "/invitations", R"({"email":"northern@example.com","role":"viewer"})");
    for (const auto& [name, sql] : std::map<std::string, std::string>{
             {"user_id", "select id from users where team_id = 'north-team'"},
             {"session_id", "select id from user_sessions where user_id = 'nora-id'"},
             {"token_id", "select id from api_tokens where team_id = 'north-team'"},
             {"invitation_id", "select id from links where team_id = 'north-team'"}}) {
      values[name] = api.database->one<std::string>(sql).value();
    }
    values["name"] = "NORTHERN";
  }
  http::Response call(const Caller& caller, std::string_view method, const std::string& path,
                      std::string_view body = {}) {
    return api.call(caller, method, "/api/v1" + path, body);
  }

  PeopleApi api;
  Caller owner;
  Caller stranger;
  std::map<std::string, std::string> values;
};

TEST_F(OtherTeams, FindNothingOfThisOne) {
  for (const auto& route : all_routes()) {
    if (route.pattern.find('{') == std::string_view::npos || !route.action) continue;
    for (const auto* body : {"", "{}", R"({"kind":"value","value":"x"})"}) {
      if (route.operation == "putSecret") continue;  // makes one of their own by that name
      const auto answer = api.call(stranger, route.method, path_of(route, values), body);
      EXPECT_GE(answer.status, 400) << route.operation << " " << answer.body;
      EXPECT_NE(answer.status, 403) << route.operation << ": nobody learns that it exists";
    }
  }
  EXPECT_EQ(call(owner, "GET", "/me").status, 200) << "nora's session is untouched";
  EXPECT_EQ(call(owner, "GET", "/secrets/NORTHERN").status, 200);
}

TEST_F(OtherTeams, SeeNothingOfThisOneInAnyList) {
  for (const auto& route : all_routes()) {
    if (route.method != "GET" || route.pattern.find('{') != std::string_view::npos) continue;
    const auto answer = api.call(stranger, "GET", path_of(route, {}));
    for (const auto* word : {"nora", "northern", "NORTHERN", "north-team"}) {
      EXPECT_THAT(answer.body, Not(HasSubstr(word))) << route.operation;
    }
  }
}

TEST_F(OtherTeams, MayUseTheSameNames) {
  const auto made =
      call(stranger, "PUT", "/secrets/NORTHERN", R"({"kind":"value","value":"southern value"})");
  EXPECT_EQ(made.status, 201) << made.body;
}

}  // namespace
}  // namespace fettle::api
