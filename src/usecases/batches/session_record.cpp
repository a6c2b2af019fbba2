#include "usecases/batches/session_record.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "store/session_record_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/notifications/notify_team.hpp"
#include "usecases/people/person.hpp"
#include "usecases/secrets/secret_mask.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kScratchpadMax = 100'000;  ///< code points
constexpr std::size_t kNotesOfSessionMax = 500;
constexpr std::size_t kAdHocStepsMax = 100;

constexpr std::array<std::string_view, 6> kOutcomes{"done",    "done_with_issues", "failed",
                                                    "skipped", "not_applicable",   ""};
constexpr std::array<std::string_view, 3> kMarks{"done", "done_with_issues", "failed"};

void check_word(std::string_view field, std::string_view word,
                std::span<const std::string_view> words, FieldProblems& problems) {
  if (std::ranges::find(words, word) != words.end()) return;
  problems.add(field, fmt::format("is none of {}", fmt::join(words, ", ")));
}

/// Audit entry and event of a change, in its transaction, which this ends.
Result<SessionDetail> finish(Context& context, store::Transaction transaction,
                             const SessionDetail& before, const AuditEntry& entry) {
  FETTLE_TRY_VOID(audit(context, entry));
  FETTLE_TRY_VOID(announce(context, "batches", "updated", before.batch_id));
  FETTLE_TRY(after, get_session(context, before.session_id));
  FETTLE_TRY_VOID(transaction.commit());
  return after;
}

/// The author is of the team and may carry sessions out.
Result<void> check_engineer(Context& context, const std::string& user) {
  FETTLE_TRY(row, require_user(context, user));
  const security::Rights rights{.role = role_of(row.role), .scopes = {}};
  if (row.is_active && security::may(rights, security::Action::kRun)) return {};
  return fail(ErrorCode::kInvalid,
              fmt::format("user_id: {} {}; choose an engineer or owner of the team", row.name,
                          row.is_active ? "may only read" : "has no access any more"));
}

Result<void> check_record(const RecordChange& change, const SessionDetail& session) {
  FieldProblems problems;
  problems.check_text("scratchpad", change.scratchpad.value_or(""), kScratchpadMax);
  problems.check_text("outcome_notes", change.outcome_notes.value_or(""));
  problems.check_text("next_steps", change.next_steps.value_or(""));
  check_word("outcome", change.outcome.value_or(""), kOutcomes, problems);
  FETTLE_TRY_VOID(problems.done());
  const auto status = enum_from_name<engine::SessionStatus>(session.status);
  if (change.outcome.value_or("").empty() || (status && engine::has_ended(*status))) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("the session is {}: finish, skip or cancel it, then say its outcome",
                          session.status));
}

/// The scratchpad is for whoever works on the session, and for nobody's log.
std::string audited(RecordChange change) {
  change.scratchpad.reset();
  return to_canonical_json(change);
}

std::unexpected<Error> stale(const SessionDetail& current, std::int64_t known) {
  auto error = fail(ErrorCode::kStale,
                    fmt::format("the record has changed since you read it: you know version {}, it "
                                "is at {}; compare, then try again",
                                known, current.record_version));
  error.error().current = to_json(current);
  return error;
}

}  // namespace

Result<SessionDetail> claim_session(Context& context, std::string_view session) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(before, get_session(context, session));
  FETTLE_TRY(is_first, store::claim_session(context.database, session, context.actor.user));
  if (!is_first) return get_session(context, session);  // and whose it is by now
  return finish(context, std::move(transaction), before,
                {.action = "session.claimed",
                 .subject = before.session_id,
                 .after = to_canonical_json(Assignment{context.actor.user})});
}

Result<SessionDetail> assign_session(Context& context, std::string_view session,
                                     const Assignment& assignment) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(before, get_session(context, session));
  if (assignment.user_id) FETTLE_TRY_VOID(check_engineer(context, *assignment.user_id));
  if (assignment.user_id == before.assigned_user_id) return before;
  FETTLE_TRY_VOID(
      store::assign_session(context.database, session, assignment.user_id.value_or("")));
  if (assignment.user_id && *assignment.user_id != context.actor.user) {
    FETTLE_TRY_VOID(notify_team(
        context, {.event = ports::TeamEvent::kAssigned,
                  .text = fmt::format("{} gave you {}: {}", context.actor.principal.name,
                                      before.target_label.empty() ? "a session without a target"
                                                                  : before.target_label,
                                      before.flow_name),
                  .link = "/sessions/" + before.session_id,
                  .user = assignment.user_id}));
  }
  return finish(context, std::move(transaction), before,
                {.action = "session.assigned",
                 .subject = before.session_id,
                 .before = to_canonical_json(Assignment{before.assigned_user_id}),
                 .after = to_canonical_json(assignment)});
}

Result<SessionDetail> change_session_record(Context& context, std::string_view session,
                                            RecordChange change,
                                            std::optional<std::int64_t> version) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(before, get_session(context, session));
  FETTLE_TRY_VOID(check_record(change, before));
  FETTLE_TRY_VOID(
      hide_secrets(context, change.scratchpad, change.outcome_notes, change.next_steps));
  if (version && *version != before.record_version) return stale(before, *version);
  FETTLE_TRY(saved, store::save_session_record(
                        context.database, session,
                        {.scratchpad = change.scratchpad.value_or(before.scratchpad),
                         .outcome = change.outcome.value_or(before.outcome),
                         .outcome_notes = change.outcome_notes.value_or(before.outcome_notes),
                         .next_steps = change.next_steps.value_or(before.next_steps)},
                        before.record_version));
  if (!saved) return fail(ErrorCode::kBusy, "somebody else writes this just now: try again");
  return finish(context, std::move(transaction), before,
                {.action = "session.record_changed",
                 .subject = before.session_id,
                 .before = audited({.scratchpad = {},
                                    .outcome = before.outcome,
                                    .outcome_notes = before.outcome_notes,
                                    .next_steps = before.next_steps}),
                 .after = audited(change)});
}

Result<SessionDetail> add_session_note(Context& context, std::string_view session,
                                       NewSessionNote note) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(before, get_session(context, session));
  const auto& steps = note.stage == "rollback" ? before.rollback : before.steps;
  FieldProblems problems;
  check_word("stage", note.stage, std::array<std::string_view, 2>{"steps", "rollback"}, problems);
  if (note.step < 0 || static_cast<std::size_t>(note.step) >= steps.size()) {
    problems.add("step",
                 fmt::format("is none of the {} steps of its stage; the first is 0", steps.size()));
  }
  problems.check_text("text", note.text);
  if (note.text.empty()) problems.add("text", "is empty");
  FETTLE_TRY_VOID(problems.done());
  if (before.notes.size() >= kNotesOfSessionMax) {
    return fail(ErrorCode::kConflict, "the session has 500 notes: use its scratchpad");
  }
  FETTLE_TRY_VOID(hide_secrets(context, note.text));
  FETTLE_TRY_VOID(store::add_session_note(context.database,
                                          {.id = context.new_id(),
                                           .session_id = before.session_id,
                                           .stage = note.stage,
                                           .step = note.step,
                                           .text = note.text,
                                           .by_whom = to_canonical_json(context.actor.principal),
                                           .at = context.now.ms}));
  return finish(context, std::move(transaction), before,
                {.action = "session.note_added",
                 .subject = before.session_id,
                 .after = to_canonical_json(note)});
}

Result<SessionDetail> add_ad_hoc_step(Context& context, std::string_view session,
                                      NewAdHocStep step) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(before, get_session(context, session));
  FieldProblems problems;
  problems.check_name("title", step.title);
  check_word("mark", step.mark, kMarks, problems);
  problems.check_text("text", step.text);
  if (step.mark != "done" && step.text.empty()) problems.add("text", "say what is wrong");
  FETTLE_TRY_VOID(problems.done());
  if (before.ad_hoc_steps.size() >= kAdHocStepsMax) {
    return fail(ErrorCode::kConflict, "the session has 100 steps of its own: write a note instead");
  }
  FETTLE_TRY_VOID(hide_secrets(context, step.title, step.text));
  FETTLE_TRY_VOID(store::add_ad_hoc_step(context.database,
                                         {.id = context.new_id(),
                                          .session_id = before.session_id,
                                          .title = step.title,
                                          .mark = step.mark,
                                          .text = step.text,
                                          .by_whom = to_canonical_json(context.actor.principal),
                                          .at = context.now.ms}));
  return finish(context, std::move(transaction), before,
                {.action = "ad_hoc_step.added",
                 .subject = before.session_id,
                 .after = to_canonical_json(step)});
}

}  // namespace fettle::usecases
