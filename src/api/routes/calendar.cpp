// The calendar of the team, and windows and freezes as iCalendar.
#include "usecases/windows/calendar.hpp"

#include <array>
#include <charconv>

#include "api/answer.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<Instant> instant_of(const Call& call, std::string_view name) {
  const auto text = call.request.parameter(name);
  Instant at;
  const auto* const end = text.data() + text.size();
  const auto [read, failed] = std::from_chars(text.data(), end, at.ms);
  if (failed == std::errc() && read == end) return at;
  return fail(ErrorCode::kMalformed,
              fmt::format("{}: has to be milliseconds since 1970, and is required", name));
}

Result<http::Response> read_calendar(Call& call) {
  FETTLE_TRY(from, instant_of(call, "from"));
  FETTLE_TRY(to, instant_of(call, "to"));
  FETTLE_TRY(calendar, usecases::read_calendar(call.context, {from, to}));
  return json_answer(calendar);
}

Result<http::Response> export_calendar(Call& call) {
  FETTLE_TRY(text, usecases::export_calendar(call.context));
  http::Response response;
  response.set("Content-Type", "text/calendar; charset=utf-8");
  response.set("Content-Disposition", "attachment; filename=\"windows.ics\"");
  response.body = std::move(text);
  return response;
}

Result<http::Response> import_calendar(Call& call) {
  FETTLE_TRY(body, read_body<usecases::ImportCalendar>(call));
  FETTLE_TRY(difference, usecases::import_calendar(call.context, body));
  return json_answer(difference);
}

constexpr std::array kRoutes{
    Route{"readCalendar", "GET", "/calendar", Action::kRead, read_calendar},
    Route{"importCalendar", "POST", "/calendar/import", Action::kEditSchedules, import_calendar,
          body_as<usecases::ImportCalendar>},
    Route{"exportCalendar", "GET", "/calendar.ics", Action::kRead, export_calendar},
};

}  // namespace

std::span<const Route> calendar_routes() { return kRoutes; }

}  // namespace fettle::api
