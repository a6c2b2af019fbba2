// Schedules: made, edited, approved, paused, run now.
#include "usecases/schedules/schedules.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/list.hpp"
#include "api/routes/all.hpp"
#include "usecases/batches/batches.hpp"
#include "usecases/schedules/fire_schedule.hpp"

namespace fettle::api {
namespace {

using security::Action;
using usecases::ScheduleWord;

struct Text {
  std::string frozen_markdown;
};
BOOST_DESCRIBE_STRUCT(Text, (), (frozen_markdown))

std::optional<std::string> filter(const Call& call, std::string_view name) {
  const auto value = call.request.parameter(name);
  return value.empty() ? std::nullopt : std::optional<std::string>(value);
}

Result<http::Response> list(Call& call) {
  static constexpr std::array<std::string_view, 1> kSorts{"-created_at"};
  FETTLE_TRY(page, page_query(call, kSorts));
  FETTLE_TRY(found,
             usecases::list_schedules(
                 call.context,
                 {.tree_id = filter(call, "tree_id"), .status = filter(call, "status")}, page));
  return page_answer(page, std::move(found), [](const usecases::ScheduleView& view) {
    return store::PageMark{std::to_string(view.created_at), view.id};
  });
}

Result<http::Response> create(Call& call) {
  FETTLE_TRY(input, read_body<usecases::ScheduleInput>(call));
  FETTLE_TRY(view, usecases::create_schedule(call.context, input));
  return created("/schedules/" + view.id, view);
}

Result<http::Response> get(Call& call) {
  FETTLE_TRY(view, usecases::get_schedule(call.context, call.value("schedule_id")));
  return json_answer(view);
}

Result<http::Response> edit(Call& call) {
  FETTLE_TRY(input, read_body<usecases::ScheduleInput>(call));
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(view,
             usecases::edit_schedule(call.context, call.value("schedule_id"), input, version));
  return json_answer(view);
}

Result<http::Response> save_text(Call& call) {
  FETTLE_TRY(text, read_body<Text>(call));
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(view, usecases::save_schedule_text(call.context, call.value("schedule_id"),
                                                std::move(text.frozen_markdown), version));
  return json_answer(view);
}

Result<http::Response> decide(Call& call) {
  FETTLE_TRY(decision, read_body<usecases::ScheduleDecision>(call));
  FETTLE_TRY(view, usecases::decide_schedule(call.context, call.value("schedule_id"), decision));
  return json_answer(view);
}

template <ScheduleWord Word>
Result<http::Response> tell(Call& call) {
  FETTLE_TRY(view, usecases::tell_schedule(call.context, call.value("schedule_id"), Word));
  return json_answer(view);
}

Result<http::Response> run_now(Call& call) {
  FETTLE_TRY(id, usecases::run_schedule_now(call.context, call.value("schedule_id")));
  FETTLE_TRY(batch, usecases::get_batch(call.context, id));
  return created("/batches/" + batch.batch_id, batch);
}

Result<http::Response> remove(Call& call) {
  FETTLE_TRY_VOID(usecases::delete_schedule(call.context, call.value("schedule_id")));
  return no_content();
}

constexpr std::string_view kOne = "/schedules/{schedule_id}";

constexpr std::array kRoutes{
    Route{"listSchedules", "GET", "/schedules", Action::kRead, list},
    Route{"createSchedule", "POST", "/schedules", Action::kEditSchedules, create,
          body_as<usecases::ScheduleInput>},
    Route{"getSchedule", "GET", kOne, Action::kRead, get},
    Route{"editSchedule", "PATCH", kOne, Action::kEditSchedules, edit,
          body_as<usecases::ScheduleInput>},
    Route{"deleteSchedule", "DELETE", kOne, Action::kEditSchedules, remove},
    Route{"cancelSchedule", "POST", "/schedules/{schedule_id}/cancel", Action::kEditSchedules,
          tell<ScheduleWord::kCancel>},
    Route{"decideSchedule", "POST", "/schedules/{schedule_id}/decision", Action::kApprove, decide,
          body_as<usecases::ScheduleDecision>},
    Route{"saveScheduleText", "PUT", "/schedules/{schedule_id}/markdown", Action::kEditSchedules,
          save_text, body_as<Text>},
    Route{"pauseSchedule", "POST", "/schedules/{schedule_id}/pause", Action::kEditSchedules,
          tell<ScheduleWord::kPause>},
    Route{"resumeSchedule", "POST", "/schedules/{schedule_id}/resume", Action::kEditSchedules,
          tell<ScheduleWord::kResume>},
    Route{"runScheduleNow", "POST", "/schedules/{schedule_id}/run", Action::kRun, run_now},
};

}  // namespace

std::span<const Route> schedule_routes() { return kRoutes; }

}  // namespace fettle::api
