#include "usecases/batches/add_launch.hpp"

#include <fmt/format.h>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "store/target_list_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/plan_launch.hpp"
#include "usecases/notifications/notify_team.hpp"

namespace fettle::usecases {
namespace {

struct Audited {
  std::string name;
  std::string tree_id;
  int sessions = 0;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (name, tree_id, sessions, digest))

/// Whoever launches by hand knows that it began.
Result<void> tell_team(Context& context, const store::NewBatch& batch, const LaunchSource& source) {
  const auto link = fmt::format("/flows/{}/batches/{}", source.tree_id, batch.id);
  if (batch.status == engine::BatchStatus::kPendingApproval) {
    return notify_team(context, {.event = ports::TeamEvent::kApprovalNeeded,
                                 .text = fmt::format("{}: the launch waits for an approval (risk "
                                                     "{})",
                                                     batch.name, source.risk_level),
                                 .link = link});
  }
  if (context.actor.principal.kind != engine::PrincipalKind::kTrigger) return {};
  const auto sessions = batch.sessions.size();
  return notify_team(context, {.event = ports::TeamEvent::kRunReady,
                               .text = fmt::format("Maintenance run ready: {} - {} session{} "
                                                   "created by the trigger {}",
                                                   batch.name, sessions, sessions == 1 ? "" : "s",
                                                   context.actor.principal.name),
                               .link = link});
}

Result<void> store_launch(Context& context, const store::NewBatch& batch,
                          const LaunchSource& source, const store::IdempotencyKey& key) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  if (!key.key.empty()) FETTLE_TRY_VOID(store::keep_answer(context.database, key, batch.id));
  FETTLE_TRY_VOID(store::add_batch(context.database, batch));
  if (source.target_list_id) {
    FETTLE_TRY_VOID(store::mark_target_list_used(
        context.database, {context.actor.team, *source.target_list_id}, context.now));
  }
  FETTLE_TRY_VOID(
      audit(context, {.action = "batch.launched",
                      .subject = batch.id,
                      .after = to_canonical_json(Audited{batch.name, source.tree_id,
                                                         static_cast<int>(batch.sessions.size()),
                                                         engine::digest(batch.frozen)})}));
  FETTLE_TRY_VOID(announce(context, "batches", "created", batch.id));
  FETTLE_TRY_VOID(tell_team(context, batch, source));
  return transaction.commit();
}

}  // namespace

engine::BatchStatus status_at(std::string_view risk_level) {
  return needs_approval(risk_level) ? engine::BatchStatus::kPendingApproval
                                    : engine::BatchStatus::kPending;
}

Result<std::string> add_launch(Context& context, const PreparedLaunch& launch,
                               const LaunchSource& source, const store::IdempotencyKey& key) {
  auto batch = new_batch(launch, context.now, context.random);
  batch.origin = {.team_id = context.actor.team,
                  .tree_id = source.tree_id,
                  .schedule_id = source.schedule_id,
                  .target_list_id = source.target_list_id,
                  .retry_of = source.retry_of,
                  .launched_by = to_canonical_json(context.actor.principal),
                  .risk_level = source.risk_level};
  batch.status = source.status;
  FETTLE_TRY_VOID(store_launch(context, batch, source, key));
  if (batch.status == engine::BatchStatus::kPending) context.services.batches.take_up(batch.id);
  return batch.id;
}

}  // namespace fettle::usecases
