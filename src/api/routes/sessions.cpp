// Sessions: one walk of one flow for one target, read and told what people decide.
#include <array>
#include <charconv>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/batch_words.hpp"
#include "usecases/batches/name_targets.hpp"
#include "usecases/batches/session_answer.hpp"

namespace fettle::api {
namespace {

using security::Action;
using usecases::audit_action;

struct GateWord {
  bool approved = false;
  std::optional<std::string> comment;
};
BOOST_DESCRIBE_STRUCT(GateWord, (), (approved, comment))

struct Reason {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reason, (), (reason))

struct Resolution {
  std::string as;  ///< `skipped` or `done`
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Resolution, (), (as, reason))

Result<std::string> reason_of(const Call& call) {
  FETTLE_TRY(body, read_body<Reason>(call));
  if (body.reason.empty()) return fail(ErrorCode::kInvalid, "reason: say why");
  return std::move(body.reason);
}

Result<http::Response> tell(Call& call, const engine::SessionInput& input,
                            std::string_view action) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(session, usecases::tell_session(call.context, call.value("session_id"), input, action,
                                             version));
  return json_answer(session);
}

std::string said(const Call& call, std::string reason) {
  return engine::text(usecases::by(call.context, std::move(reason)));
}

Result<http::Response> get(Call& call) {
  FETTLE_TRY(session, usecases::get_session(call.context, call.value("session_id")));
  return json_text(to_json(session));  // what is written of it changes without its version: no ETag
}

Result<std::int64_t> number(const Call& call, std::string_view name, std::int64_t otherwise) {
  const auto text = call.request.parameter(name);
  if (text.empty()) return otherwise;
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && value >= 0) return value;
  return fail(ErrorCode::kMalformed, std::string(name) + ": is no whole number");
}

Result<http::Response> output(Call& call) {
  constexpr std::int64_t kUsual = std::int64_t{64} << 10U;
  const auto stage = call.request.parameter("stage");
  FETTLE_TRY(step, number(call, "step", 0));
  FETTLE_TRY(from, number(call, "from", 0));
  FETTLE_TRY(length, number(call, "length", kUsual));
  constexpr std::int64_t kStepsMax = 500;
  if (step > kStepsMax) return fail(ErrorCode::kMalformed, "step: is beyond the last one");
  FETTLE_TRY(view, usecases::read_output(call.context, call.value("session_id"),
                                         {.stage = stage.empty() ? "steps" : std::string(stage),
                                          .step = static_cast<int>(step),
                                          .order = std::string(call.request.parameter("order")),
                                          .from = from,
                                          .length = length}));
  return json_answer(view);
}

Result<http::Response> answer_gate(Call& call) {
  FETTLE_TRY(word, read_body<GateWord>(call));
  return tell(
      call,
      engine::AnswerGate{word.approved, usecases::by(call.context, word.comment.value_or(""))},
      word.approved ? audit_action("gate.approved") : audit_action("gate.rejected"));
}

Result<http::Response> answer_step(Call& call) {
  FETTLE_TRY(answer, read_body<usecases::StepAnswer>(call));
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(session,
             usecases::answer_step(call.context, call.value("session_id"), answer, version));
  return json_answer(session);
}

Result<http::Response> cancel(Call& call) {
  FETTLE_TRY(reason, reason_of(call));
  return tell(call, engine::CancelSession{"cancelled by " + said(call, reason)},
              audit_action("session.cancelled"));
}

Result<http::Response> skip(Call& call) {
  FETTLE_TRY(reason, reason_of(call));
  return tell(call, engine::SkipSession{"skipped by " + said(call, reason)},
              audit_action("session.skipped"));
}

Result<http::Response> retry(Call& call) {
  FETTLE_TRY(reason, reason_of(call));
  return tell(call, engine::ReopenSession{"asked for by " + said(call, reason)},
              audit_action("session.retried"));
}

Result<http::Response> name_targets(Call& call) {
  FETTLE_TRY(body, read_body<usecases::TargetsNamed>(call));
  FETTLE_TRY(batch, usecases::name_targets(call.context, call.value("session_id"), body));
  return json_answer(batch);
}

Result<http::Response> roll_back(Call& call) {
  FETTLE_TRY(reason, reason_of(call));
  return tell(call, engine::RollBackSession{"asked for by " + said(call, reason)},
              audit_action("session.rolled_back"));
}

Result<http::Response> resolve(Call& call) {
  FETTLE_TRY(body, read_body<Resolution>(call));
  if (body.reason.empty()) return fail(ErrorCode::kInvalid, "reason: say why");
  const bool is_done = body.as == "done";
  if (!is_done && body.as != "skipped") {
    return fail(ErrorCode::kInvalid, "as: is neither skipped nor done");
  }
  using As = engine::ResolveStep::As;
  return tell(call,
              engine::ResolveStep{is_done ? As::kDone : As::kSkipped, said(call, body.reason)},
              is_done ? audit_action("step.marked_done") : audit_action("step.skipped"));
}

constexpr std::array kRoutes{
    Route{"getTargetSession", "GET", "/sessions/{session_id}", Action::kRead, get},
    Route{"answerStep", "POST", "/sessions/{session_id}/answer", Action::kRun, answer_step,
          body_as<usecases::StepAnswer>},
    Route{"cancelSession", "POST", "/sessions/{session_id}/cancel", Action::kRun, cancel,
          body_as<Reason>},
    Route{"answerGate", "POST", "/sessions/{session_id}/gate", Action::kRun, answer_gate,
          body_as<GateWord>},
    Route{"readOutput", "GET", "/sessions/{session_id}/output", Action::kRead, output},
    Route{"resolveStep", "POST", "/sessions/{session_id}/resolve", Action::kRun, resolve,
          body_as<Resolution>},
    Route{"retrySession", "POST", "/sessions/{session_id}/retry", Action::kRun, retry,
          body_as<Reason>},
    Route{"rollBackSession", "POST", "/sessions/{session_id}/rollback", Action::kRun, roll_back,
          body_as<Reason>},
    Route{"skipSession", "POST", "/sessions/{session_id}/skip", Action::kRun, skip,
          body_as<Reason>},
    Route{"nameTargets", "POST", "/sessions/{session_id}/targets", Action::kRun, name_targets,
          body_as<usecases::TargetsNamed>},
};

}  // namespace

std::span<const Route> walk_routes() { return kRoutes; }

}  // namespace fettle::api
