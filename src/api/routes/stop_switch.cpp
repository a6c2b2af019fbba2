// The team's stop switch.
#include "usecases/windows/stop_switch.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;

struct Reason {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reason, (), (reason))

Result<http::Response> set(Call& call) {
  FETTLE_TRY(body, read_body<Reason>(call));
  FETTLE_TRY(state, usecases::set_stop_switch(call.context, body.reason));
  return json_answer(state);
}

Result<http::Response> take_back(Call& call) {
  FETTLE_TRY(state, usecases::take_stop_switch_back(call.context));
  return json_answer(state);
}

constexpr std::array kRoutes{
    Route{"stopTeam", "POST", "/stop", Action::kRun, set, body_as<Reason>},
    Route{"letTeamGoOn", "DELETE", "/stop", Action::kRun, take_back},
};

}  // namespace

std::span<const Route> stop_routes() { return kRoutes; }

}  // namespace fettle::api
