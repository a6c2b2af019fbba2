// Routes with their real authenticator, without a network: two teams, people of each role, tokens
// of each scope. A caller is what a request shows: a cookie with its CSRF token, an API token, or
// nothing.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/api_test_support.hpp"
#include "api/dispatch.hpp"
#include "api/event_hub.hpp"
#include "api/people_authenticator.hpp"
#include "api/routes/all.hpp"
#include "base/enum_name.hpp"
#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"
#include "store/people_store.hpp"
#include "usecases/people/tokens.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::api {

struct Caller {
  std::string name = "anonymous";
  security::Rights rights = {};
  std::string cookie = {};
  std::string csrf = {};
  std::string token = {};
};

class PeopleApi {
 public:
  /// With the routes as they are.
  PeopleApi() : PeopleApi(all_routes()) { records_ = true; }
  explicit PeopleApi(std::vector<Route> routes)
      : dispatcher_(std::move(routes), authenticator_, services, events) {
    EXPECT_TRUE(store::migrate(*database, embedded::migrations(), now));
    add_team("north-team", "North");
    add_team("south-team", "South");
  }

  void add_team(const std::string& id, const std::string& name) {
    EXPECT_TRUE(store::add_team(*database, {.id = id, .name = name, .created_at = now}));
  }

  /// Signed in.
  Caller add_person(const std::string& team, const std::string& name, security::Role role) {
    const store::UserRow user{.id = name + "-id",
                              .team_id = team,
                              .email = name + "@example.com",
                              .name = name,
                              .role = std::string(enum_name(role)),
                              .created_at = now,
                              .updated_at = now};
    EXPECT_TRUE(store::add_user(*database, user));
    auto context = context_of(user, role);
    auto in = usecases::begin_session(context, user, "a browser").value();
    return {.name = name,
            .rights = context.actor.rights,
            .cookie = std::move(in.token),
            .csrf = in.session.csrf_token.value()};
  }

  /// A token of the person `maker`, who is an owner of the northern team.
  Caller add_token(const std::string& maker, security::Scope scope) {
    auto context = context_of({.id = maker + "-id", .team_id = "north-team", .name = maker},
                              security::Role::kOwner);
    const std::string name = "token of " + std::string(enum_name(scope));
    auto made = usecases::create_token(
        context, {.name = name, .scopes = {scope}, .expires_at = now + std::chrono::days(1)});
    EXPECT_TRUE(made);
    return {.name = name,
            .rights = {.role = security::Role::kOwner,
                       .is_administrator = false,
                       .scopes = std::vector{scope}},
            .token = std::move(made->token)};
  }

  http::Response call(const Caller& caller, std::string_view method, std::string_view target,
                      std::string_view body = {}, http::Headers headers = {}) {
    const auto question = target.find('?');
    http::Request request{.method = std::string(method),
                          .path = std::string(target.substr(0, question)),
                          .headers = std::move(headers),
                          .body = std::string(body),
                          .address = "192.0.2.7",
                          .id = "request-1",
                          .is_secure = true};
    if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    if (!caller.token.empty()) {
      request.headers.emplace_back("Authorization", "Bearer " + caller.token);
    }
    if (!caller.cookie.empty()) {
      request.headers.emplace_back("Cookie", "theme=dark; fettle_session=" + caller.cookie);
    }
    if (!caller.csrf.empty()) request.headers.emplace_back("X-CSRF-Token", caller.csrf);
    for (auto pairs = question == std::string_view::npos ? std::string_view()
                                                         : target.substr(question + 1);
         !pairs.empty();) {
      const auto pair = pairs.substr(0, pairs.find('&'));
      pairs.remove_prefix(std::min(pair.size() + 1, pairs.size()));
      request.query.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
    }
    auto response = dispatcher_.answer(request, {*database, random_, now});
    if (records_) record_exchange(request, target, response);
    return response;
  }

  std::unique_ptr<store::Connection> database =
      store::open_sqlite(":memory:", store::OpenMode::kReadWrite).value();
  Instant now{1'800'000'000'000};
  NoBatches batches;
  EventHub events{"test"};
  usecases::Services services{.batches = batches,
                              .public_url = "https://fettle.test/base",
                              .secret_box = security::SecretBox({std::string(32, 'k')})};

 private:
  usecases::Context context_of(const store::UserRow& user, security::Role role) {
    return {.database = *database,
            .actor = {.principal = {engine::PrincipalKind::kUser, user.id, user.name},
                      .user = user.id,
                      .team = user.team_id,
                      .rights = {.role = role, .is_administrator = false, .scopes = {}},
                      .address = "192.0.2.7"},
            .now = now,
            .random = random_,
            .services = services};
  }

  CountingRandom random_;
  PeopleAuthenticator authenticator_;
  Dispatcher dispatcher_;
  bool records_ = false;
};

}  // namespace fettle::api
