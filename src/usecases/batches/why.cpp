#include "usecases/batches/why.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/json.hpp"
#include "core/engine/event.hpp"
#include "store/target_split.hpp"
#include "store/team_batches.hpp"
#include "store/wait_store.hpp"

namespace fettle::usecases {
namespace {

using store::TeamBatchRow;

/// What a batch, or a session of it, last said of its state by then; none: nothing yet.
Result<std::optional<engine::Event>> last_state(Context& context, const store::ReasonsAt& query) {
  FETTLE_TRY(body, store::last_state_event(context.database, query));
  if (!body) return std::nullopt;
  FETTLE_TRY(event, engine::read_event(*body));
  return std::optional(std::move(event));
}

Why of_state(const engine::Event& event) {
  auto text = engine::message(event);
  if (text.empty()) text = fmt::format("it is {}", event.status);
  return {{}, {}, event.status, std::move(text), event.at.ms};
}

bool is_running(std::string_view status) { return status == "running"; }

/// Of the batch itself; none: it runs, or has completed.
Result<std::optional<Why>> batch_reason(Context& context, const TeamBatchRow& batch, Instant at) {
  if (at.ms < batch.created_at) {
    return Why{{},
               {},
               "not_launched",
               fmt::format("it was launched at {}", to_rfc3339({batch.created_at})),
               std::nullopt};
  }
  FETTLE_TRY(event, last_state(context, {.batch = batch.id, .session = {}, .at = at}));
  if (event) {
    const bool says_nothing = is_running(event->status) || event->status == "completed";
    return says_nothing ? std::nullopt : std::optional(of_state(*event));
  }
  FETTLE_TRY(asks, store::asked_for_approval(context.database, batch.id));
  if (asks) {
    return Why{{}, {}, "pending_approval", "the launch waits for an approval", batch.created_at};
  }
  return Why{{}, {}, "pending", "nobody has begun to carry it out", batch.created_at};
}

Result<void> add_stored(Context& context, const store::ReasonsAt& query, Reasons& reasons) {
  FETTLE_TRY(rows, store::reasons_at(context.database, query));
  for (auto& row : rows) {
    reasons.push_back({std::move(row.session_id), std::move(row.target_label), std::move(row.kind),
                       std::move(row.text), row.since});
  }
  return {};
}

/// Of one that waits for a person a restart tells the state once more, and the answer tells none:
/// what is stored says whether it still waits (add_stored).
bool is_under_way(std::string_view status) {
  return is_running(status) || status == "awaiting_approval" || status == "awaiting_person";
}

/// Of a session that has begun or ended by then.
Result<std::optional<Why>> session_reason(Context& context, const store::SessionListRow& session,
                                          Instant at) {
  if (session.wave == rollout::kNoWave && session.ended_at && *session.ended_at <= at.ms) {
    return Why{session.id, session.target_label, session.status, session.reason, session.ended_at};
  }
  FETTLE_TRY(event,
             last_state(context, {.batch = session.batch_id, .session = session.id, .at = at}));
  if (!event || is_under_way(event->status)) return std::nullopt;
  auto reason = of_state(*event);
  reason.session_id = session.id;
  reason.target_label = session.target_label;
  return reason;
}

}  // namespace

Result<Reasons> why_batch(Context& context, std::string_view id, std::optional<Instant> at) {
  FETTLE_TRY(batch, store::find_team_batch(context.database, context.actor.team, id));
  const auto moment = at.value_or(context.now);
  Reasons reasons;
  FETTLE_TRY(reason, batch_reason(context, batch, moment));
  if (reason) reasons.push_back(*std::move(reason));
  FETTLE_TRY(needs_targets, store::needs_targets(context.database, batch.id));
  if (needs_targets && !at) {
    reasons.push_back({"", "", "targets_needed", "it has no target yet: name its targets", {}});
  }
  FETTLE_TRY_VOID(add_stored(context, {.batch = batch.id, .session = {}, .at = moment}, reasons));
  return reasons;
}

Result<Reasons> why_session(Context& context, std::string_view id, std::optional<Instant> at) {
  FETTLE_TRY(session, store::find_session(context.database, context.actor.team, id));
  FETTLE_TRY(batch, store::find_team_batch(context.database, context.actor.team, session.batch_id));
  const auto moment = at.value_or(context.now);
  FETTLE_TRY(own, session_reason(context, session, moment));
  const bool is_over = own && own->kind != "paused" && own->kind != "pending";
  Reasons reasons;
  if (own && own->kind != "pending") reasons.push_back(*std::move(own));
  if (is_over) return reasons;
  FETTLE_TRY(reason, batch_reason(context, batch, moment));
  if (reason) reasons.push_back(*std::move(reason));
  const auto before = reasons.size();
  FETTLE_TRY_VOID(
      add_stored(context, {.batch = batch.id, .session = session.id, .at = moment}, reasons));
  FETTLE_TRY(began, store::has_begun(context.database,
                                     {.batch = batch.id, .session = session.id, .at = moment}));
  if (!began && reasons.size() == before && !reason) {
    reasons.push_back(
        {session.id, session.target_label, "turn",
         fmt::format("its turn has not come: it is of wave {} of the rollout", session.wave + 1),
         std::nullopt});
  }
  return reasons;
}

}  // namespace fettle::usecases
