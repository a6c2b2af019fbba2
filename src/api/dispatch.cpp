#include "api/dispatch.hpp"

#include <fmt/format.h>

#include <utility>

#include "api/event_hub.hpp"
#include "api/headers.hpp"
#include "api/problem.hpp"
#include "base/enum_name.hpp"

namespace fettle::api {
namespace {

/// What the caller has already is not sent again.
void leave_out_known(http::Response& response, const http::Request& request) {
  if (response.status != 200 || !http::has_already(request, response.header("ETag"))) return;
  response.status = 304;
  response.body.clear();
}

/// What is missing: the role is an owner's to give, the scope a new token's.
Error forbidden(const security::Rights& rights, security::Action action) {
  const auto needs = security::needs_of(action);
  const bool is_scope =
      rights.scopes && security::may({rights.role, rights.is_administrator, {}}, action);
  return {.code = ErrorCode::kForbidden,
          .message =
              is_scope
                  ? fmt::format("your token's scopes do not allow this: it needs the scope `{}`; "
                                "make a token that has it",
                                enum_name(needs.scope))
                  : fmt::format("your role does not allow this: it needs `{}`; an owner of the "
                                "team can change that",
                                action == security::Action::kAdministrate ? "administrator"
                                                                          : enum_name(needs.role))};
}

/// What a database says of itself names its address, which is its administrator's to know. A client
/// can but wait.
http::Response refusal(const Error& error, const store::Connection& database) {
  const bool is_its_own =
      database.is_lost() || error.message.find(database.name()) != std::string::npos;
  if (!is_its_own || error.code == ErrorCode::kInternal) return problem(error);
  auto response = overloaded("the database can't be used just now; try again");
  response.note = error.message + ": " + error.detail;
  return response;
}

}  // namespace

Result<usecases::Actor> Dispatcher::admit(const http::Request& request, const Worker& worker,
                                          const Route& route) {
  usecases::Actor nobody{.address = request.address};
  auto actor = authenticator_.authenticate(request, worker.database, worker.now);
  if (!route.action) {
    return actor && *actor ? **std::move(actor) : nobody;
  }
  if (!actor) return std::unexpected(std::move(actor).error());
  if (!*actor) {
    return fail(ErrorCode::kUnauthenticated, "sign in, or send an API token as a bearer token");
  }
  if (!security::may((*actor)->rights, *route.action)) {
    return std::unexpected(forbidden((*actor)->rights, *route.action));
  }
  return **std::move(actor);
}

Result<http::Response> Dispatcher::call(const http::Request& request, const Worker& worker,
                                        Found found) {
  FETTLE_TRY(actor, admit(request, worker, *found.route));
  usecases::Context context{.database = worker.database,
                            .actor = std::move(actor),
                            .now = worker.now,
                            .random = worker.random,
                            .services = services_};
  Call call{request, std::move(found.path), context, events_};
  if (found.route->method == "GET") {
    const store::Reading reading(worker.database);
    return found.route->handle(call);
  }
  auto answer = found.route->handle(call);
  if (answer) events_.wake();
  return answer;
}

http::Response Dispatcher::answer(const http::Request& request, const Worker& worker) {
  auto found = router_.find(request.method, request.path);
  http::Response response;
  if (found.route != nullptr) {
    auto result = call(request, worker, std::move(found));
    response = result ? *std::move(result) : refusal(result.error(), worker.database);
  } else if (!found.allow.empty()) {
    response = method_not_allowed(found.allow);
  } else {
    response = problem({.code = ErrorCode::kNotFound, .message = "there is nothing at this path"});
  }
  if (request.method == "GET" || request.method == "HEAD") leave_out_known(response, request);
  add_common_headers(response, request);
  return response;
}

}  // namespace fettle::api
