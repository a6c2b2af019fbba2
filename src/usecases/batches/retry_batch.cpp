#include "usecases/batches/retry_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "store/batch_store.hpp"
#include "store/idempotency_store.hpp"
#include "store/team_batches.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/answered_once.hpp"
#include "usecases/batches/named_targets.hpp"
#include "usecases/batches/plan_launch.hpp"

namespace fettle::usecases {
namespace {

struct Audited {
  std::string retried_from;
  int sessions = 0;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (retried_from, sessions, digest))

/// Of the sessions that are to run again.
struct Again {
  std::vector<std::string> labels;
  std::vector<std::string> with_server;  ///< of these, those that a machine reached
};

/// Those that the request names, or all of them.
Result<std::vector<TargetSessionView>> chosen_sessions(Context& context, std::string_view batch,
                                                       const RetryRequest& request) {
  FETTLE_TRY(sessions, list_batch_sessions(context, batch));
  std::erase_if(sessions, [](const auto& session) {
    return session.recheck || session.target_label.empty();
  });
  if (!request.session_ids) return sessions;
  std::set<std::string_view> chosen(request.session_ids->begin(), request.session_ids->end());
  std::erase_if(sessions,
                [&](const auto& session) { return chosen.erase(session.session_id) == 0; });
  if (chosen.empty()) return sessions;
  return fail(ErrorCode::kInvalid,
              fmt::format("session_ids: {} is no session of this batch", *chosen.begin()));
}

Result<Again> sessions_again(Context& context, std::string_view batch,
                             const RetryRequest& request) {
  FETTLE_TRY(sessions, chosen_sessions(context, batch, request));
  const bool only_not_completed = request.only_not_completed.value_or(false);
  Again again;
  for (const auto& session : sessions) {
    if (only_not_completed && session.status == "completed") continue;
    // Whoever names it knows better.
    if (session.wave == rollout::kNoWave && !request.session_ids) continue;
    again.labels.push_back(session.target_label);
    if (!session.manual) again.with_server.push_back(session.target_label);
  }
  if (!again.labels.empty()) return again;
  if (sessions.empty()) return fail(ErrorCode::kConflict, "there is no target to retry");
  return fail(ErrorCode::kConflict,
              "every target of the batch completed or has gone: nothing is left");
}

Result<PreparedLaunch> plan_again(Context& context, const BatchView& batch,
                                  const RetryRequest& request) {
  const auto status = enum_from_name<engine::BatchStatus>(batch.status);
  if (!status || !engine::has_ended(*status)) {
    return fail(
        ErrorCode::kConflict,
        fmt::format("the batch is {}: retry its sessions, or wait until it is over", batch.status));
  }
  FETTLE_TRY(again, sessions_again(context, batch.batch_id, request));
  std::vector<std::string> unmatched;
  FETTLE_TRY(targets, resolve_labels(context, again.labels, unmatched));
  std::erase_if(unmatched, [&](const std::string& label) {
    return std::ranges::find(again.with_server, label) == again.with_server.end();
  });
  FETTLE_TRY_VOID(check_by_hand(std::move(unmatched), request.manual_confirmed));
  FETTLE_TRY(stored, store::load_batch(context.database, batch.batch_id));
  return prepare_again(std::move(stored.frozen), std::move(targets));
}

/// Two people, or one who clicks twice, mean the same retry.
Result<void> check_only_retry(Context& context, const BatchView& before) {
  FETTLE_TRY(open, store::find_open_retry(context.database, context.actor.team, before.batch_id));
  if (!open) return {};
  FETTLE_TRY(other, get_batch(context, *open));
  const auto who = other.launched_by ? other.launched_by->name : std::string("somebody");
  auto error = fail(ErrorCode::kConflict,
                    fmt::format("{} retries the batch already: {} is {}; wait until it is over, or "
                                "cancel it",
                                who, other.batch_id, other.status));
  error.error().current = to_json(other);
  return error;
}

Result<std::string> launch_again(Context& context, const BatchView& before,
                                 const RetryRequest& request, const store::IdempotencyKey& key) {
  FETTLE_TRY(launch, plan_again(context, before, request));
  auto again = new_batch(launch, context.now, context.random);
  again.origin = {.team_id = context.actor.team,
                  .tree_id = before.tree_id,
                  .schedule_id = {},
                  .target_list_id = {},
                  .retry_of = before.batch_id,
                  .launched_by = to_canonical_json(context.actor.principal),
                  .risk_level = before.risk_level};
  if (needs_approval(before.risk_level)) again.status = engine::BatchStatus::kPendingApproval;
  FETTLE_TRY(transaction, store::Transaction::begin_exclusive(context.database));
  FETTLE_TRY_VOID(check_only_retry(context, before));
  if (!key.key.empty()) FETTLE_TRY_VOID(store::keep_answer(context.database, key, again.id));
  FETTLE_TRY_VOID(store::add_batch(context.database, again));
  FETTLE_TRY_VOID(audit(context, {.action = "batch.retried",
                                  .subject = again.id,
                                  .after = to_canonical_json(Audited{
                                      before.batch_id, static_cast<int>(again.sessions.size()),
                                      engine::digest(again.frozen)})}));
  FETTLE_TRY_VOID(announce(context, "batches", "created", again.id));
  FETTLE_TRY_VOID(announce(context, "batches", "updated", before.batch_id));
  FETTLE_TRY_VOID(transaction.commit());
  if (again.status == engine::BatchStatus::kPending) context.services.batches.take_up(again.id);
  return again.id;
}

}  // namespace

Result<BatchView> retry_batch(Context& context, std::string_view batch, const RetryRequest& request,
                              std::string_view idempotency_key) {
  FETTLE_TRY(before, get_batch(context, batch));
  const store::IdempotencyKey key{
      .team = context.actor.team,
      .key = std::string(idempotency_key),
      .operation = "retryBatch",
      .request_hash = sha256_hex(before.batch_id + to_canonical_json(request)),
      .at = context.now};
  FETTLE_TRY(again, launched_once(context, key,
                                  [&] { return launch_again(context, before, request, key); }));
  return get_batch(context, again);
}

}  // namespace fettle::usecases
