// The assistant: which model the team asks, and turns with it as a stream of events.
#include "usecases/assistant/assistant.hpp"

#include <array>
#include <memory>
#include <utility>

#include "api/answer.hpp"
#include "api/http/event_stream.hpp"
#include "api/routes/all.hpp"
#include "usecases/assistant/assistant_turn.hpp"
#include "usecases/flows/flow_library.hpp"
#include "usecases/schedules/schedules.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> get_assistant(Call& call) {
  FETTLE_TRY(view, usecases::show_assistant(call.context));
  return json_answer(view);
}

Result<http::Response> put_assistant(Call& call) {
  FETTLE_TRY(body, read_body<usecases::PutAssistant>(call));
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(view, usecases::put_assistant(call.context, body, version));
  return json_answer(view);
}

Result<http::Response> delete_assistant(Call& call) {
  FETTLE_TRY_VOID(usecases::delete_assistant(call.context));
  return no_content();
}

Result<http::Response> test_assistant(Call& call) {
  FETTLE_TRY(tested, usecases::test_assistant(call.context));
  return json_answer(tested);
}

usecases::TurnListener listener_of(const std::shared_ptr<http::EventStream>& stream) {
  return {.tell =
              [stream](std::string_view event, const std::string& json) {
                stream->push(fmt::format("event: {}\ndata: {}\n\n", event, json));
              },
          .goes_on = [stream] { return !stream->is_closed(); }};
}

/// The answer goes on after this: on a thread that takes its time.
Result<http::Response> answer_turn(Call& call) {
  FETTLE_TRY(question, read_body<usecases::AssistantQuestion>(call));
  FETTLE_TRY(turn, usecases::prepare_turn(call.context, question));
  const auto stream = std::make_shared<http::EventStream>();
  FETTLE_TRY_VOID(call.context.services.run_aside([turn = std::move(turn), stream]() mutable {
    usecases::carry_out_turn(std::move(turn), listener_of(stream));
    stream->close();
  }));
  http::Response response;
  response.stream = stream;
  response.set("Content-Type", "text/event-stream");
  return response;
}

Result<http::Response> ask_about_tree(Call& call) {
  FETTLE_TRY_VOID(usecases::get_flow(call.context, call.value("tree_id")));
  return answer_turn(call);
}

Result<http::Response> ask_about_schedule(Call& call) {
  FETTLE_TRY_VOID(usecases::get_schedule(call.context, call.value("schedule_id")));
  return answer_turn(call);
}

constexpr std::array kRoutes{
    Route{"getAssistant", "GET", "/assistant", Action::kRead, get_assistant},
    Route{"putAssistant", "PUT", "/assistant", Action::kManageTeam, put_assistant,
          body_as<usecases::PutAssistant>},
    Route{"deleteAssistant", "DELETE", "/assistant", Action::kManageTeam, delete_assistant},
    Route{"testAssistant", "POST", "/assistant/test", Action::kManageTeam, test_assistant},
    Route{"askAboutTree", "POST", "/trees/{tree_id}/assistant", Action::kEditFlows, ask_about_tree,
          body_as<usecases::AssistantQuestion>},
    Route{"askAboutSchedule", "POST", "/schedules/{schedule_id}/assistant", Action::kEditSchedules,
          ask_about_schedule, body_as<usecases::AssistantQuestion>},
};

}  // namespace

std::span<const Route> assistant_routes() { return kRoutes; }

}  // namespace fettle::api
