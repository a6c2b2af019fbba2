// Triggers of the team, and the calls that programs make of them.
#include "usecases/schedules/triggers.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/short_list.hpp"
#include "usecases/schedules/fire_trigger.hpp"

namespace fettle::api {
namespace {

using security::Action;

/// The key in an answer is for its reader alone.
http::Response unkept(http::Response response) {
  response.set("Cache-Control", "no-store");
  return response;
}

Result<http::Response> list_triggers(Call& call) {
  FETTLE_TRY(request, list_request(call));
  FETTLE_TRY(triggers, usecases::list_triggers(call.context, request));
  return json_answer(triggers);
}

Result<http::Response> create_trigger(Call& call) {
  FETTLE_TRY(body, read_body<usecases::NewTrigger>(call));
  FETTLE_TRY(trigger, usecases::create_trigger(call.context, body));
  return unkept(created("/triggers/" + trigger.id, trigger));
}

Result<http::Response> get_trigger(Call& call) {
  FETTLE_TRY(trigger, usecases::show_trigger(call.context, call.value("trigger_id")));
  return json_answer(trigger);
}

Result<http::Response> delete_trigger(Call& call) {
  FETTLE_TRY_VOID(usecases::delete_trigger(call.context, call.value("trigger_id")));
  return no_content();
}

Result<http::Response> rotate_key(Call& call) {
  FETTLE_TRY(trigger, usecases::rotate_trigger_key(call.context, call.value("trigger_id")));
  return unkept(json_answer(trigger));
}

/// Of any Content-Type, as its signature vouches for it.
Result<std::string> call_as_json(const http::Request& request) {
  FETTLE_TRY(body, from_json<usecases::TriggerBody>(request.body));
  return to_json(body);
}

/// The signature is over the body as it came, so it is checked before the body is read.
Result<http::Response> fire(Call& call) {
  const auto& request = call.request;
  FETTLE_TRY(fired,
             usecases::fire_trigger(call.context, {.trigger = call.value("trigger_id"),
                                                   .id = request.header("webhook-id"),
                                                   .timestamp = request.header("webhook-timestamp"),
                                                   .signature = request.header("webhook-signature"),
                                                   .body = request.body}));
  auto response = json_answer(fired);
  response.status = 202;
  return response;
}

constexpr std::array kRoutes{
    Route{"listTriggers", "GET", "/triggers", Action::kRead, list_triggers},
    Route{"createTrigger", "POST", "/triggers", Action::kRun, create_trigger,
          body_as<usecases::NewTrigger>},
    Route{"getTrigger", "GET", "/triggers/{trigger_id}", Action::kRead, get_trigger},
    Route{"deleteTrigger", "DELETE", "/triggers/{trigger_id}", Action::kRun, delete_trigger},
    Route{"fireTrigger", "POST", "/triggers/{trigger_id}/fire", {}, fire, call_as_json},
    Route{"rotateTriggerKey", "POST", "/triggers/{trigger_id}/key", Action::kRun, rotate_key},
};

}  // namespace

std::span<const Route> trigger_routes() { return kRoutes; }

}  // namespace fettle::api
