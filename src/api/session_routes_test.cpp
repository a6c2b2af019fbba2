// Signing in over the routes: cookies, CSRF tokens, API tokens, links, and every refusal as a
// browser or a program meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "api/people_test_support.hpp"
#include "api/session_cookie.hpp"
#include "usecases/people/set_up.hpp"

namespace fettle::api {
namespace {

using security::Role;
using security::Scope;
using ::testing::HasSubstr;
using ::testing::Not;

class SessionRoutes : public ::testing::Test {
 protected:
  http::Response call(const Caller& caller, std::string_view method, const std::string& path,
                      std::string_view body = {}, http::Headers headers = {}) {
    return api.call(caller, method, "/api/v1" + path, body, std::move(headers));
  }
  /// As a browser does: keeps the cookie of the answer.
  static Caller signed_in(const http::Response& answer) {
    const std::string cookie(answer.header("Set-Cookie"));
    const auto begin = cookie.find('=') + 1;
    const auto json = json_of(answer);
    return {.name = "browser",
            .cookie = cookie.substr(begin, cookie.find(';') - begin),
            .csrf = std::string(json.at("csrf_token").as_string())};
  }
  static std::string link_token(const http::Response& answer) {
    const std::string url(json_of(answer).at("url").as_string());
    return url.substr(url.find('#') + 1);
  }
  Caller set_up() {
    EXPECT_TRUE(api.database->run("delete from teams"));
    usecases::Context context{.database = *api.database,
                              .actor = {},
                              .now = api.now,
                              .random = random,
                              .services = api.services};
    const auto link = usecases::ensure_setup_link(context).value().value();
    const auto answer =
        call({}, "POST", "/setup",
             R"({"team":"West","name":"Ann","email":"ann@example.com","password":"correct horse",)"
             R"("token":")" +
                 link.substr(link.find('#') + 1) + "\"}");
    EXPECT_EQ(answer.status, 201) << answer.body;
    return signed_in(answer);
  }

  PeopleApi api;
  CountingRandom random;
};

constexpr auto kSignIn = R"({"email":"ann@example.com","password":"correct horse"})";

TEST_F(SessionRoutes, SetUpSignsInWithACookieThatScriptsAndOtherSitesDoNotReach) {
  const auto browser = set_up();
  const auto answer = call({}, "POST", "/session", kSignIn);
  EXPECT_EQ(answer.status, 201) << answer.body;
  const std::string cookie(answer.header("Set-Cookie"));
  EXPECT_THAT(cookie, HasSubstr("; Path=/base; "));
  EXPECT_THAT(cookie, HasSubstr("; HttpOnly; SameSite=Strict; Secure"));
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(call(browser, "GET", "/session").status, 200);
  EXPECT_EQ(json_of(call({}, "GET", "/setup")).at("is_needed"), false);
}

TEST_F(SessionRoutes, AnAnswerNeverHoldsThePasswordsHash) {
  const auto browser = set_up();
  for (const auto* path : {"/session", "/me", "/people"}) {
    EXPECT_THAT(call(browser, "GET", path).body, Not(HasSubstr("argon2"))) << path;
  }
}

TEST_F(SessionRoutes, ASignOutForgetsTheCookie) {
  const auto browser = set_up();
  const auto answer = call(browser, "DELETE", "/session");
  EXPECT_EQ(answer.status, 204);
  EXPECT_THAT(answer.header("Set-Cookie"), HasSubstr("fettle_session=; Path=/base; Max-Age=0"));
  EXPECT_EQ(call(browser, "GET", "/session").status, 401);
}

TEST_F(SessionRoutes, ASessionThatIsOverIsRefused) {
  const auto browser = set_up();
  api.now = api.now + usecases::kSessionIdleMax;
  EXPECT_EQ(call(browser, "GET", "/me").status, 401);
}

TEST_F(SessionRoutes, AnOldCookieDoesNotKeepAnybodyFromSigningIn) {
  auto browser = set_up();
  browser.cookie = "old";
  EXPECT_EQ(call(browser, "POST", "/session", kSignIn).status, 201);
}

TEST_F(SessionRoutes, AWrongPasswordIs401AndTooManyAre429) {
  set_up();
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(
        call({}, "POST", "/session", R"({"email":"ann@example.com","password":"guess"})").status,
        401);
  }
  EXPECT_EQ(call({}, "POST", "/session", kSignIn).status, 429);
}

TEST_F(SessionRoutes, ABodyThatIsNoSignInIsRefusedWithItsPlaces) {
  EXPECT_EQ(call({}, "POST", "/session", R"({"email":7})").status, 422);
  EXPECT_EQ(call({}, "POST", "/session", "{").status, 400);
  EXPECT_EQ(call({}, "POST", "/session").status, 400);
}

TEST_F(SessionRoutes, AnInvitationIsAcceptedOnce) {
  const auto browser = set_up();
  const auto invited =
      call(browser, "POST", "/invitations", R"({"email":"ben@example.com","role":"engineer"})");
  ASSERT_EQ(invited.status, 201) << invited.body;
  const auto token = link_token(invited);
  const auto offer = call({}, "POST", "/invitations/look-up", R"({"token":")" + token + "\"}");
  EXPECT_EQ(json_of(offer).at("team"), "West");
  const auto body = R"({"name":"Ben","password":"correct horse","token":")" + token + "\"}";
  const auto accepted = call({}, "POST", "/invitations/accept", body);
  ASSERT_EQ(accepted.status, 201) << accepted.body;
  EXPECT_EQ(call(signed_in(accepted), "GET", "/people").status, 200);
  EXPECT_EQ(call({}, "POST", "/invitations/accept", body).status, 404);
}

TEST_F(SessionRoutes, AStaleChangeIsToldTheNewerState) {
  const auto browser = set_up();
  const auto before = call(browser, "GET", "/me");
  EXPECT_EQ(before.header("ETag"), "\"1\"");
  const http::Headers known{{"If-Match", "\"1\""}};
  EXPECT_EQ(call(browser, "PATCH", "/me", R"({"name":"Anna"})", known).status, 200);
  const auto stale = call(browser, "PATCH", "/me", R"({"name":"Annika"})", known);
  EXPECT_EQ(stale.status, 412);
  EXPECT_EQ(json_of(stale).at("current").at("user").at("name"), "Anna");
}

TEST_F(SessionRoutes, TheLastOwnerStays) {
  const auto browser = set_up();
  const auto id = std::string(json_of(call(browser, "GET", "/me")).at("user").at("id").as_string());
  EXPECT_EQ(call(browser, "PATCH", "/people/" + id, R"({"is_active":false})").status, 409);
}

// --- tokens -----------------------------------------------------------------------------------

TEST_F(SessionRoutes, ATokenNeedsNoCsrfTokenAndMayWhatItsScopeSays) {
  const auto browser = set_up();
  const auto made = call(browser, "POST", "/tokens",
                         R"({"name":"ci","scopes":["read"],"expires_at":)" +
                             std::to_string((api.now + std::chrono::days(1)).ms) + "}");
  ASSERT_EQ(made.status, 201) << made.body;
  const Caller program{.token = std::string(json_of(made).at("token").as_string())};
  const auto session = json_of(call(program, "GET", "/session"));
  EXPECT_TRUE(session.at("csrf_token").is_null());
  EXPECT_EQ(session.at("scopes").as_array().size(), 1U);
  EXPECT_EQ(call(program, "PUT", "/secrets/A", R"({"kind":"value","value":"x"})").status, 403);
  const auto id = std::string(json_of(made).at("api_token").at("id").as_string());
  EXPECT_EQ(call(browser, "DELETE", "/tokens/" + id).status, 204);
  EXPECT_EQ(call(program, "GET", "/session").status, 401);
}

TEST_F(SessionRoutes, AnotherSchemeThanBearerIsRefused) {
  for (const auto* header : {"Basic YW5uOng=", "Bearer", "Bearer ", "fettle_x"}) {
    EXPECT_EQ(call({}, "GET", "/me", {}, {{"Authorization", header}}).status, 401) << header;
  }
}

TEST_F(SessionRoutes, ACookieBesideATokenGivesNothingMore) {
  auto caller = api.add_person("north-team", "owner", Role::kOwner);
  caller.token = api.add_token("owner", Scope::kRead).token;
  EXPECT_EQ(call(caller, "PATCH", "/me", R"({"name":"x"})").status, 403);
}

// --- secrets and the audit log ----------------------------------------------------------------

TEST_F(SessionRoutes, ASecretGoesInAndNeverComesOut) {
  const auto owner = api.add_person("north-team", "owner", Role::kOwner);
  const auto* const body = R"({"kind":"password","value":"hunter2-in-the-clear"})";
  const auto made = call(owner, "PUT", "/secrets/LOGIN", body);
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(call(owner, "PUT", "/secrets/LOGIN", body).status, 200);
  EXPECT_EQ(call(owner, "PUT", "/secrets/LOGIN", body, {{"If-Match", "\"1\""}}).status, 412);
  for (const auto* path : {"/secrets", "/secrets/LOGIN", "/audit", "/audit/export"}) {
    const auto answer = call(owner, "GET", path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_THAT(answer.body, Not(HasSubstr("hunter2"))) << path;
  }
  EXPECT_EQ(call(owner, "DELETE", "/secrets/LOGIN").status, 204);
  EXPECT_EQ(call(owner, "DELETE", "/secrets/LOGIN").status, 404);
}

TEST_F(SessionRoutes, TheAuditLogIsFilteredAndExported) {
  const auto owner = api.add_person("north-team", "owner", Role::kOwner);
  call(owner, "PUT", "/secrets/LOGIN", R"({"kind":"value","value":"x"})");
  call(owner, "PATCH", "/me", R"({"name":"Olga"})");
  EXPECT_EQ(json_of(call(owner, "GET", "/audit")).at("total"), 2);
  EXPECT_EQ(json_of(call(owner, "GET", "/audit?action=secret")).at("total"), 1);
  EXPECT_EQ(call(owner, "GET", "/audit?from=yesterday").status, 400);
  EXPECT_EQ(call(owner, "GET", "/audit?limit=201").status, 400);
  const auto file = call(owner, "GET", "/audit/export?format=csv&action=secret");
  EXPECT_THAT(file.header("Content-Type"), HasSubstr("text/csv"));
  EXPECT_THAT(file.body, HasSubstr("secret.written"));
  EXPECT_EQ(call(owner, "GET", "/audit/export?format=xml").status, 400);
}

TEST(SessionCookies, StandBelowTheBasePath) {
  EXPECT_EQ(cookie_path("https://fettle.test"), "/");
  EXPECT_EQ(cookie_path("https://fettle.test/base"), "/base");
  EXPECT_EQ(cookie_path(""), "/");
}

TEST(SessionCookies, AreFoundAmongOthers) {
  http::Request request{
      .headers = {{"cookie", "a=b; xfettle_session=no"}, {"Cookie", "c; fettle_session=yes"}}};
  EXPECT_EQ(session_cookie(request), "yes");
  EXPECT_EQ(session_cookie({}), "");
}

}  // namespace
}  // namespace fettle::api
