// Windows and freezes of the team, and a batch's override of both.
#include "usecases/windows/windows.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/items.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;

struct Reason {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reason, (), (reason))

Result<http::Response> list_windows(Call& call) {
  FETTLE_TRY(windows, usecases::list_windows(call.context));
  return items_answer(std::move(windows));
}

Result<http::Response> create_window(Call& call) {
  FETTLE_TRY(body, read_body<usecases::WindowInput>(call));
  FETTLE_TRY(window, usecases::create_window(call.context, body));
  return created("/windows/" + window.id, window);
}

Result<http::Response> get_window(Call& call) {
  FETTLE_TRY(window, usecases::get_window(call.context, call.value("window_id")));
  return json_answer(window);
}

Result<http::Response> replace_window(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(body, read_body<usecases::WindowInput>(call));
  FETTLE_TRY(window, usecases::replace_window(call.context,
                                              {call.value("window_id"), version, std::move(body)}));
  return json_answer(window);
}

Result<http::Response> delete_window(Call& call) {
  FETTLE_TRY_VOID(usecases::delete_window(call.context, call.value("window_id")));
  return no_content();
}

Result<http::Response> list_freezes(Call& call) {
  FETTLE_TRY(freezes, usecases::list_freezes(call.context));
  return items_answer(std::move(freezes));
}

Result<http::Response> create_freeze(Call& call) {
  FETTLE_TRY(body, read_body<usecases::FreezeInput>(call));
  FETTLE_TRY(freeze, usecases::create_freeze(call.context, body));
  return created("/freezes/" + freeze.id, freeze);
}

Result<http::Response> get_freeze(Call& call) {
  FETTLE_TRY(freeze, usecases::get_freeze(call.context, call.value("freeze_id")));
  return json_answer(freeze);
}

Result<http::Response> replace_freeze(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(body, read_body<usecases::FreezeInput>(call));
  FETTLE_TRY(freeze, usecases::replace_freeze(call.context,
                                              {call.value("freeze_id"), version, std::move(body)}));
  return json_answer(freeze);
}

Result<http::Response> delete_freeze(Call& call) {
  FETTLE_TRY_VOID(usecases::delete_freeze(call.context, call.value("freeze_id")));
  return no_content();
}

Result<http::Response> override_windows(Call& call) {
  FETTLE_TRY(body, read_body<Reason>(call));
  FETTLE_TRY(given, usecases::override_windows(call.context, call.value("batch_id"), body.reason));
  return json_answer(given);
}

constexpr std::array kRoutes{
    Route{"overrideWindows", "POST", "/batches/{batch_id}/override", Action::kRun, override_windows,
          body_as<Reason>},
    Route{"listFreezes", "GET", "/freezes", Action::kRead, list_freezes},
    Route{"createFreeze", "POST", "/freezes", Action::kEditSchedules, create_freeze,
          body_as<usecases::FreezeInput>},
    Route{"getFreeze", "GET", "/freezes/{freeze_id}", Action::kRead, get_freeze},
    Route{"replaceFreeze", "PUT", "/freezes/{freeze_id}", Action::kEditSchedules, replace_freeze,
          body_as<usecases::FreezeInput>},
    Route{"deleteFreeze", "DELETE", "/freezes/{freeze_id}", Action::kEditSchedules, delete_freeze},
    Route{"listWindows", "GET", "/windows", Action::kRead, list_windows},
    Route{"createWindow", "POST", "/windows", Action::kEditSchedules, create_window,
          body_as<usecases::WindowInput>},
    Route{"getWindow", "GET", "/windows/{window_id}", Action::kRead, get_window},
    Route{"replaceWindow", "PUT", "/windows/{window_id}", Action::kEditSchedules, replace_window,
          body_as<usecases::WindowInput>},
    Route{"deleteWindow", "DELETE", "/windows/{window_id}", Action::kEditSchedules, delete_window},
};

}  // namespace

std::span<const Route> window_routes() { return kRoutes; }

}  // namespace fettle::api
