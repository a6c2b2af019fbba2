#include "api/api_test_support.hpp"

#include <boost/describe/class.hpp>

#include <cstdlib>
#include <fstream>

#include "api/http/target.hpp"
#include "base/json.hpp"
#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"

namespace fettle::api {
namespace {

std::unique_ptr<store::Connection> open_memory() {
  auto opened = store::open_sqlite(":memory:", store::OpenMode::kReadWrite);
  EXPECT_TRUE(opened);
  return opened ? *std::move(opened) : nullptr;
}

usecases::Actor owner_of(std::string_view team, std::string_view user) {
  return {.principal = {engine::PrincipalKind::kUser, std::string(user), "ann"},
          .user = std::string(user),
          .team = std::string(team),
          .rights = {.role = security::Role::kOwner, .is_administrator = false, .scopes = {}},
          .address = "192.0.2.7"};
}

/// One exchange as tests/contract/exchanges_test.py reads it.
struct Exchange {
  std::string method;
  std::string target;
  std::string request_body;
  int status = 0;
  std::string content_type;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(Exchange, (), (method, target, request_body, status, content_type, body))

}  // namespace

Result<void> NoBatches::tell(std::string_view /*batch*/, const engine::BatchInput& /*input*/,
                             const ports::WordTerms& /*terms*/) {
  return fail(ErrorCode::kBusy, "nobody carries the batch out");
}

Result<void> NoBatches::tell(std::string_view /*batch*/, std::string_view /*session*/,
                             const engine::SessionInput& /*input*/,
                             const ports::WordTerms& /*terms*/) {
  return fail(ErrorCode::kBusy, "nobody carries the batch out");
}

TestApi::TestApi(std::vector<Route> routes)
    : actor(owner_of(kTeam, kUser)),
      database_(open_memory()),
      dispatcher_(std::move(routes), authenticator_, services, events) {
  EXPECT_TRUE(store::migrate(*database_, embedded::migrations(), now));
  add_team(kTeam, kUser, "north");
  add_team(kOtherTeam, kOtherUser, "south");
}

void TestApi::add_team(std::string_view team, std::string_view user, std::string_view name) {
  EXPECT_TRUE(
      database_->run("insert into teams (id, name, created_at) values (?, ?, ?)", team, name, now));
  EXPECT_TRUE(
      database_->run("insert into users (id, team_id, email, name, role, created_at, updated_at) "
                     "values (?, ?, ?, ?, 'owner', ?, ?)",
                     user, team, std::string(name) + "@fettle.test", name, now, now));
}

Result<std::optional<usecases::Actor>> TestApi::NamedActor::authenticate(
    const http::Request& /*request*/, store::Connection& /*database*/, Instant /*now*/) {
  return actor_;
}

void TestApi::sign_in(security::Role role) {
  actor = owner_of(kTeam, kUser);
  actor->rights.role = role;
}

void TestApi::sign_in_elsewhere() { actor = owner_of(kOtherTeam, kOtherUser); }

usecases::Context TestApi::context() {
  return {.database = *database_,
          .actor = actor.value_or(usecases::Actor{}),
          .now = now,
          .random = random_,
          .services = services};
}

http::Response TestApi::call(std::string_view method, std::string_view target,
                             std::string_view body, http::Headers headers) {
  auto parsed = http::parse_target(target);
  EXPECT_TRUE(parsed) << target;
  if (!parsed) return {.status = 0};
  http::Request request{.method = std::string(method),
                        .path = std::move(parsed->path),
                        .query = std::move(parsed->query),
                        .headers = std::move(headers),
                        .body = std::string(body),
                        .address = "192.0.2.7",
                        .id = "request-1"};
  if (!body.empty() && request.header("Content-Type").empty()) {
    request.headers.emplace_back("Content-Type", "application/json");
  }
  auto response = dispatcher_.answer(request, {*database_, random_, now});
  record_exchange(request, target, response);
  return response;
}

void record_exchange(const http::Request& request, std::string_view target,
                     const http::Response& response) {
  const char* const file = std::getenv("FETTLE_RECORD");
  if (file == nullptr) return;
  std::ofstream stream(file, std::ios::app | std::ios::binary);
  stream << to_json(Exchange{request.method, std::string(target), request.body, response.status,
                             std::string(response.header("Content-Type")), response.body})
         << "\n";
}

boost::json::value json_of(const http::Response& response) {
  auto json = parse_json(response.body);
  EXPECT_TRUE(json) << response.body;
  return json ? *std::move(json) : boost::json::value();
}

}  // namespace fettle::api
