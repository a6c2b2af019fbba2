#include "usecases/batches/batch_words.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/json.hpp"
#include "store/prompt_store.hpp"
#include "store/team_batches.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/four_eyes.hpp"
#include "usecases/batches/gone_since_launch.hpp"
#include "usecases/batches/launch_author.hpp"
#include "usecases/secrets/secret_mask.hpp"

namespace fettle::usecases {
namespace {

/// Pages read anew what came of a word. It is stored, whatever becomes of this.
void tell_pages(Context& context, std::string_view subject) {
  auto transaction = store::Transaction::begin(context.database);
  if (!transaction || !announce(context, "batches", "updated", subject)) return;
  [[maybe_unused]] const auto told = transaction->commit();
}

/// A stale word is answered with the state that there is.
Result<void> with_current(Result<void> told, auto read) {
  if (told || told.error().code != ErrorCode::kStale) return told;
  if (auto current = read()) told.error().current = to_json(*current);
  return told;
}

}  // namespace

engine::Attribution by(const Context& context, std::string comment) {
  return {.by = context.actor.principal, .comment = std::move(comment)};
}

Result<BatchView> decide_launch(Context& context, std::string_view batch,
                                const LaunchDecision& decision) {
  FETTLE_TRY(view, get_batch(context, batch));
  if (view.status != enum_name(engine::BatchStatus::kPendingApproval)) {
    return fail(ErrorCode::kConflict,
                fmt::format("the launch is {} and waits for no approval", view.status));
  }
  if (!decision.approved && decision.comment.empty()) {
    return fail(ErrorCode::kInvalid, "comment: say why the launch is rejected");
  }
  auto comment = decision.comment;
  if (decision.approved) {
    if (decision.digest != view.digest) {
      auto error = fail(ErrorCode::kStale,
                        "digest: it is not that of what would run; look again, then decide");
      error.error().current = to_json(view);
      return error;
    }
    FETTLE_TRY(authors, launch_authors(context, view.launched_by.value_or(engine::Principal())));
    FETTLE_TRY(eyes, check_four_eyes(context, {.risk_level = view.risk_level,
                                               .authors = std::move(authors),
                                               .plan = view.name,
                                               .typed_name = decision.name}));
    if (eyes == Eyes::kOwn)
      comment = comment.empty() ? "self-approved" : comment + " (self-approved)";
    FETTLE_TRY(rest, leave_out_gone(context, std::move(view)));
    view = std::move(rest);
  }
  return tell_batch(
      context, batch, engine::AnswerLaunch{decision.approved, by(context, std::move(comment))},
      decision.approved ? audit_action("launch.approved") : audit_action("launch.rejected"),
      view.version);
}

Result<BatchView> tell_batch(Context& context, std::string_view batch, engine::BatchInput input,
                             std::string_view action, std::optional<std::int64_t> version) {
  FETTLE_TRY(before, get_batch(context, batch));
  FETTLE_TRY_VOID(hide_secrets_of_word(context, input));
  const auto audit = audit_of_word(context, {.action = action, .subject = before.batch_id});
  FETTLE_TRY_VOID(with_current(context.services.batches.tell(batch, input, {version, audit}),
                               [&] { return get_batch(context, batch); }));
  tell_pages(context, batch);
  return get_batch(context, batch);
}

Result<SessionDetail> tell_session(Context& context, std::string_view session,
                                   engine::SessionInput input, std::string_view action,
                                   std::optional<std::int64_t> version) {
  FETTLE_TRY(row, store::find_session(context.database, context.actor.team, session));
  if (row.wave == rollout::kNoWave) {
    return fail(ErrorCode::kConflict,
                "the session's target has gone since the approval: nothing follows it");
  }
  const auto batch = std::move(row.batch_id);
  FETTLE_TRY_VOID(hide_secrets_of_word(context, input));
  const auto audit = audit_of_word(context, {.action = action, .subject = std::string(session)});
  FETTLE_TRY_VOID(
      with_current(context.services.batches.tell(batch, session, input, {version, audit}),
                   [&] { return get_session(context, session); }));
  tell_pages(context, session);
  return get_session(context, session);
}

Result<GateAnswered> answer_gates(Context& context, std::string_view batch, GateAnswer answer) {
  FETTLE_TRY(view, get_batch(context, batch));
  FETTLE_TRY_VOID(hide_secrets(context, answer.comment));
  FETTLE_TRY(prompts, store::list_prompts(context.database, view.batch_id));
  const auto audit = audit_of_word(
      context,
      {.action = answer.approved ? audit_action("gates.approved") : audit_action("gates.rejected"),
       .subject = view.batch_id,
       .after = to_canonical_json(answer)});
  GateAnswered done;
  for (const auto& prompt : prompts) {
    const bool is_meant =
        prompt.kind == "gate" && prompt.stage == answer.stage && prompt.step == answer.step;
    if (!is_meant) continue;
    // One entry for all: it is stored with the first answer that is taken. A session that was
    // answered or whose gate expired meanwhile needs no answer any more.
    const auto told = context.services.batches.tell(
        batch, prompt.session_id, engine::AnswerGate{answer.approved, by(context, answer.comment)},
        {.audit = done.answered == 0 ? std::optional(audit) : std::nullopt});
    if (told) ++done.answered;
    if (!told && told.error().code != ErrorCode::kConflict) return std::unexpected(told.error());
  }
  if (done.answered == 0) return fail(ErrorCode::kConflict, "no target waits at that step");
  tell_pages(context, batch);
  return done;
}

}  // namespace fettle::usecases
