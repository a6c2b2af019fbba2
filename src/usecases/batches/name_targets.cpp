#include "usecases/batches/name_targets.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/json.hpp"
#include "store/batch_store.hpp"
#include "store/target_list_store.hpp"
#include "store/target_split.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/plan_launch.hpp"

namespace fettle::usecases {
namespace {

using engine::BatchStatus;

struct Audited {
  std::string session_id;
  int sessions = 0;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (session_id, sessions, digest))

Result<void> check_waits(const store::SessionListRow& session, const BatchView& batch) {
  if (!session.target_label.empty()) {
    return fail(ErrorCode::kConflict,
                fmt::format("the session has a target, {}: launch the plan on others",
                            session.target_label));
  }
  const bool can_begin = batch.status == enum_name(BatchStatus::kPending) ||
                         batch.status == enum_name(BatchStatus::kRunning);
  if (session.status == "pending" && can_begin) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("the session is {} and its batch {}: it waits for no targets",
                          session.status, batch.status));
}

Result<PreparedLaunch> plan_on(Context& context, engine::ApprovedPlan frozen,
                               const TargetsNamed& named) {
  const NamedTargets ways{named.target_list_id, named.targets, named.text};
  if (ways.ways() != 1) {
    return fail(ErrorCode::kInvalid, "targets: name them one way: target_list_id, targets or text");
  }
  FETTLE_TRY(given, labels_of(context, ways));
  std::vector<std::string> duplicates;
  const auto labels = without_duplicates(given, duplicates);
  if (labels.empty()) {
    return fail(ErrorCode::kInvalid, "targets: there is none; name at least one");
  }
  std::vector<std::string> unmatched;
  FETTLE_TRY(targets, resolve_labels(context, labels, unmatched));
  FETTLE_TRY_VOID(check_by_hand(std::move(unmatched), named.manual_confirmed));
  return prepare_again(std::move(frozen), std::move(targets));
}

}  // namespace

Result<BatchView> name_targets(Context& context, std::string_view session,
                               const TargetsNamed& named) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, store::find_session(context.database, context.actor.team, session));
  FETTLE_TRY(before, get_batch(context, row.batch_id));
  FETTLE_TRY_VOID(check_waits(row, before));
  FETTLE_TRY(stored, store::load_batch(context.database, row.batch_id));
  FETTLE_TRY(launch, plan_on(context, std::move(stored.frozen), named));
  auto batch = new_batch(launch, context.now, context.random);
  batch.id = before.batch_id;
  batch.sessions.front() = row.id;
  const auto& by = before.launched_by;
  batch.origin.launched_by = by ? to_canonical_json(*by) : std::string();
  if (before.risk_level == "high") {
    batch.status = BatchStatus::kPendingApproval;
    batch.origin.launched_by = to_canonical_json(context.actor.principal);
  }
  FETTLE_TRY(is_split, store::split_session(context.database, batch, before.version + 1));
  if (!is_split) return fail(ErrorCode::kBusy, "somebody else names its targets just now");
  if (named.target_list_id) {
    FETTLE_TRY_VOID(store::mark_target_list_used(
        context.database, {context.actor.team, *named.target_list_id}, context.now));
  }
  FETTLE_TRY_VOID(audit(
      context, {.action = "targets.named",
                .subject = batch.id,
                .after = to_canonical_json(Audited{row.id, static_cast<int>(batch.sessions.size()),
                                                   engine::digest(batch.frozen)})}));
  FETTLE_TRY_VOID(announce(context, "batches", "updated", batch.id));
  FETTLE_TRY(after, get_batch(context, batch.id));
  FETTLE_TRY_VOID(transaction.commit());
  if (batch.status == BatchStatus::kPending) context.services.batches.take_up(batch.id);
  return after;
}

}  // namespace fettle::usecases
