// Why a schedule, a batch or a session does not run, now or at a past moment.
#include "usecases/batches/why.hpp"

#include <array>
#include <charconv>

#include "api/answer.hpp"
#include "api/items.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;

/// The moment that `at` names; none: now.
Result<std::optional<Instant>> moment_of(const Call& call) {
  const auto text = call.request.parameter("at");
  if (text.empty()) return std::nullopt;
  Instant at;
  const auto* const end = text.data() + text.size();
  const auto [read, failed] = std::from_chars(text.data(), end, at.ms);
  if (failed == std::errc() && read == end) return std::optional(at);
  return fail(ErrorCode::kMalformed, "at: has to be milliseconds since 1970");
}

using Ask = Result<usecases::Reasons> (*)(usecases::Context&, std::string_view,
                                          std::optional<Instant>);

Result<http::Response> answer(Call& call, Ask ask, std::string_view id) {
  FETTLE_TRY(at, moment_of(call));
  FETTLE_TRY(reasons, ask(call.context, id, at));
  return items_answer(std::move(reasons));
}

Result<http::Response> why_batch(Call& call) {
  return answer(call, &usecases::why_batch, call.value("batch_id"));
}

Result<http::Response> why_schedule(Call& call) {
  return answer(call, &usecases::why_schedule, call.value("schedule_id"));
}

Result<http::Response> why_session(Call& call) {
  return answer(call, &usecases::why_session, call.value("session_id"));
}

constexpr std::array kRoutes{
    Route{"whyNot", "GET", "/batches/{batch_id}/why", Action::kRead, why_batch},
    Route{"whyNotSchedule", "GET", "/schedules/{schedule_id}/why", Action::kRead, why_schedule},
    Route{"whyNotSession", "GET", "/sessions/{session_id}/why", Action::kRead, why_session},
};

}  // namespace

std::span<const Route> why_routes() { return kRoutes; }

}  // namespace fettle::api
