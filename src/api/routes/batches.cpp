// Batches: launched by hand, read, and told what people decide.
#include <array>
#include <charconv>

#include "api/answer.hpp"
#include "api/list.hpp"
#include "api/routes/all.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/batch_report.hpp"
#include "usecases/batches/batch_words.hpp"
#include "usecases/batches/launch_batch.hpp"
#include "usecases/batches/retry_batch.hpp"

namespace fettle::api {
namespace {

using security::Action;
using usecases::audit_action;

struct Remark {
  std::string comment;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(Remark, (), (comment))

struct RingAnswer {
  bool approved = false;
  std::optional<std::string> comment;
};
BOOST_DESCRIBE_STRUCT(RingAnswer, (), (approved, comment))

struct Sessions {
  std::vector<usecases::TargetSessionView> items;
};
BOOST_DESCRIBE_STRUCT(Sessions, (), (items))

std::optional<std::string> filter(const Call& call, std::string_view name) {
  const auto value = call.request.parameter(name);
  return value.empty() ? std::nullopt : std::optional<std::string>(value);
}

/// What a person says beside a word that needs nothing else; no body: nothing.
Result<std::string> remark(const Call& call) {
  if (call.request.body.empty()) return std::string();
  FETTLE_TRY(body, read_body<Remark>(call));
  return std::move(body.comment);
}

Result<http::Response> preview_batch(Call& call) {
  FETTLE_TRY(body, read_body<usecases::LaunchRequest>(call));
  FETTLE_TRY(preview, usecases::preview_launch(call.context, body));
  return json_answer(preview);
}

Result<std::string_view> idempotency_key(const Call& call) {
  const auto key = call.request.header("Idempotency-Key");
  constexpr std::size_t kKeyMax = 200;
  if (key.size() <= kKeyMax) return key;
  return fail(ErrorCode::kMalformed, "Idempotency-Key: has more than 200 characters");
}

Result<http::Response> launch(Call& call) {
  FETTLE_TRY(body, read_body<usecases::LaunchRequest>(call));
  FETTLE_TRY(key, idempotency_key(call));
  FETTLE_TRY(batch, usecases::launch_batch(call.context, body, key));
  return created("/batches/" + batch.batch_id, batch);
}

Result<http::Response> retry(Call& call) {
  FETTLE_TRY(body, read_body<usecases::RetryRequest>(call));
  FETTLE_TRY(key, idempotency_key(call));
  FETTLE_TRY(batch, usecases::retry_batch(call.context, call.value("batch_id"), body, key));
  return created("/batches/" + batch.batch_id, batch);
}

Result<http::Response> list(Call& call) {
  static constexpr std::array<std::string_view, 1> kSorts{"-created_at"};
  FETTLE_TRY(page, page_query(call, kSorts));
  FETTLE_TRY(found, usecases::list_batches(call.context,
                                           {.tree_id = filter(call, "tree_id"),
                                            .schedule_id = filter(call, "schedule_id"),
                                            .status = filter(call, "status")},
                                           page));
  return page_answer(page, std::move(found), [](const usecases::BatchView& view) {
    return store::PageMark{std::to_string(view.created_at), view.batch_id};
  });
}

Result<http::Response> get(Call& call) {
  FETTLE_TRY(detail, usecases::get_batch_detail(call.context, call.value("batch_id")));
  return json_text(to_json(detail));  // prompts change without its version: no ETag
}

Result<http::Response> list_sessions(Call& call) {
  FETTLE_TRY(sessions, usecases::list_batch_sessions(call.context, call.value("batch_id")));
  return json_answer(Sessions{std::move(sessions)});
}

Result<http::Response> decide(Call& call) {
  FETTLE_TRY(decision, read_body<usecases::LaunchDecision>(call));
  FETTLE_TRY(batch, usecases::decide_launch(call.context, call.value("batch_id"), decision));
  return json_answer(batch);
}

Result<http::Response> tell(Call& call, const engine::BatchInput& input, std::string_view action) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(batch,
             usecases::tell_batch(call.context, call.value("batch_id"), input, action, version));
  return json_answer(batch);
}

Result<http::Response> pause(Call& call) {
  FETTLE_TRY(comment, remark(call));
  return tell(call, engine::PauseBatch{usecases::by(call.context, comment)},
              audit_action("batch.paused"));
}

Result<http::Response> resume(Call& call) {
  FETTLE_TRY(comment, remark(call));
  return tell(call, engine::UnpauseBatch{usecases::by(call.context, comment)},
              audit_action("batch.resumed"));
}

Result<http::Response> go_on(Call& call) {
  FETTLE_TRY(comment, remark(call));
  return tell(call, engine::ContinueBatch{usecases::by(call.context, comment)},
              audit_action("batch.continued"));
}

Result<http::Response> cancel(Call& call) {
  FETTLE_TRY(comment, remark(call));
  const auto said = usecases::by(call.context, comment);
  return tell(call, engine::CancelBatch{"cancelled by " + engine::text(said)},
              audit_action("batch.cancelled"));
}

Result<http::Response> answer_ring(Call& call) {
  FETTLE_TRY(answer, read_body<RingAnswer>(call));
  return tell(call,
              engine::AnswerBatchGate{answer.approved,
                                      usecases::by(call.context, answer.comment.value_or(""))},
              answer.approved ? audit_action("ring.approved") : audit_action("ring.rejected"));
}

Result<http::Response> answer_step(Call& call) {
  FETTLE_TRY(answer, read_body<usecases::GateAnswer>(call));
  FETTLE_TRY(done, usecases::answer_gates(call.context, call.value("batch_id"), answer));
  return json_answer(done);
}

Result<http::Response> report(Call& call) {
  FETTLE_TRY(made, usecases::report_batch(call.context, call.value("batch_id"),
                                          call.request.parameter("format")));
  http::Response response;
  response.set("Content-Type", made.content_type);
  response.set("Content-Disposition", "attachment; filename=\"" + made.file_name + "\"");
  response.body = std::move(made.text);
  return response;
}

constexpr std::array kRoutes{
    Route{"listBatches", "GET", "/batches", Action::kRead, list},
    Route{"getBatch", "GET", "/batches/{batch_id}", Action::kRead, get},
    Route{"cancelBatch", "POST", "/batches/{batch_id}/cancel", Action::kRun, cancel,
          body_as<Remark>},
    Route{"continueBatch", "POST", "/batches/{batch_id}/continue", Action::kRun, go_on,
          body_as<Remark>},
    Route{"decideLaunch", "POST", "/batches/{batch_id}/decision", Action::kApprove, decide,
          body_as<usecases::LaunchDecision>},
    Route{"answerStepGates", "POST", "/batches/{batch_id}/gates", Action::kRun, answer_step,
          body_as<usecases::GateAnswer>},
    Route{"pauseBatch", "POST", "/batches/{batch_id}/pause", Action::kRun, pause, body_as<Remark>},
    Route{"reportBatch", "GET", "/batches/{batch_id}/report", Action::kRead, report},
    Route{"resumeBatch", "POST", "/batches/{batch_id}/resume", Action::kRun, resume,
          body_as<Remark>},
    Route{"retryBatch", "POST", "/batches/{batch_id}/retry", Action::kRun, retry,
          body_as<usecases::RetryRequest>},
    Route{"answerRing", "POST", "/batches/{batch_id}/ring", Action::kRun, answer_ring,
          body_as<RingAnswer>},
    Route{"listBatchSessions", "GET", "/batches/{batch_id}/sessions", Action::kRead, list_sessions},
    Route{"launchBatch", "POST", "/sessions/batch", Action::kRun, launch,
          body_as<usecases::LaunchRequest>},
    Route{"previewBatch", "POST", "/sessions/batch/preview", Action::kRead, preview_batch,
          body_as<usecases::LaunchRequest>},
};

}  // namespace

std::span<const Route> batch_routes() { return kRoutes; }

}  // namespace fettle::api
