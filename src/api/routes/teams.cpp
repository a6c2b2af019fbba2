#include "usecases/people/teams.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/short_list.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> list_teams(Call& call) {
  FETTLE_TRY(request, list_request(call));
  FETTLE_TRY(teams, usecases::list_teams(call.context, request));
  return json_answer(teams);
}

Result<http::Response> create_team(Call& call) {
  FETTLE_TRY(body, read_body<usecases::CreateTeam>(call));
  FETTLE_TRY(made, usecases::create_team(call.context, body));
  auto response = json_answer(made);
  response.status = 201;
  response.set("Cache-Control", "no-store");
  return response;
}

constexpr std::array kRoutes{
    Route{"createTeam", "POST", "/teams", Action::kAdministrate, create_team,
          body_as<usecases::CreateTeam>},
    Route{"listTeams", "GET", "/teams", Action::kAdministrate, list_teams},
};

}  // namespace

std::span<const Route> team_routes() { return kRoutes; }

}  // namespace fettle::api
