// What people add to a session: who has it, notes, steps of their own, scratchpad and outcome.
#include "usecases/batches/session_record.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;
using usecases::SessionDetail;

/// Its parts change apart from its version: no ETag.
Result<http::Response> answer(const Result<SessionDetail>& session) {
  if (!session) return std::unexpected(session.error());
  return json_text(to_json(*session));
}

Result<http::Response> claim(Call& call) {
  return answer(usecases::claim_session(call.context, call.value("session_id")));
}

Result<http::Response> assign(Call& call) {
  FETTLE_TRY(body, read_body<usecases::Assignment>(call));
  return answer(usecases::assign_session(call.context, call.value("session_id"), body));
}

Result<http::Response> change(Call& call) {
  FETTLE_TRY(body, read_body<usecases::RecordChange>(call));
  FETTLE_TRY(version, if_match(call));
  return answer(
      usecases::change_session_record(call.context, call.value("session_id"), body, version));
}

Result<http::Response> add_note(Call& call) {
  FETTLE_TRY(body, read_body<usecases::NewSessionNote>(call));
  return answer(usecases::add_session_note(call.context, call.value("session_id"), body));
}

Result<http::Response> add_step(Call& call) {
  FETTLE_TRY(body, read_body<usecases::NewAdHocStep>(call));
  return answer(usecases::add_ad_hoc_step(call.context, call.value("session_id"), body));
}

constexpr std::array kRoutes{
    Route{"addAdHocStep", "POST", "/sessions/{session_id}/ad-hoc-steps", Action::kRun, add_step,
          body_as<usecases::NewAdHocStep>},
    Route{"assignSession", "PUT", "/sessions/{session_id}/assignment", Action::kRun, assign,
          body_as<usecases::Assignment>},
    Route{"claimSession", "POST", "/sessions/{session_id}/claim", Action::kRun, claim},
    Route{"addSessionNote", "POST", "/sessions/{session_id}/notes", Action::kRun, add_note,
          body_as<usecases::NewSessionNote>},
    Route{"changeSessionRecord", "PATCH", "/sessions/{session_id}/record", Action::kRun, change,
          body_as<usecases::RecordChange>},
};

}  // namespace

std::span<const Route> session_record_routes() { return kRoutes; }

}  // namespace fettle::api
