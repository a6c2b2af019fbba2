#include "usecases/batches/launch_batch.hpp"

#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"
#include "store/idempotency_store.hpp"
#include "usecases/batches/add_launch.hpp"
#include "usecases/batches/answered_once.hpp"
#include "usecases/batches/named_targets.hpp"
#include "usecases/batches/plan_launch.hpp"

namespace fettle::usecases {
namespace {

struct Planned : PlannedLaunch {
  std::string tree_id;
  std::vector<std::string> duplicates;
};

Result<std::vector<std::string>> labels_of_batch(Context& context, const LaunchRequest& request) {
  FETTLE_TRY(sessions, list_batch_sessions(context, *request.from_batch_id));
  std::vector<std::string> labels;
  for (auto& session : sessions) {
    const bool is_left =
        request.only_not_completed.value_or(false) && session.status == "completed";
    const bool has_gone = session.wave == rollout::kNoWave;
    if (!session.recheck && !is_left && !has_gone)
      labels.push_back(std::move(session.target_label));
  }
  return labels;
}

Result<std::vector<std::string>> named_labels(Context& context, const LaunchRequest& request) {
  const NamedTargets named{request.target_list_id, request.targets, request.text,
                           request.target_selector};
  if (named.ways() + (request.from_batch_id ? 1 : 0) > 1) {
    return fail(ErrorCode::kInvalid,
                "targets: name them one way: target_list_id, from_batch_id, targets, text or "
                "target_selector");
  }
  if (request.from_batch_id) return labels_of_batch(context, request);
  return labels_of(context, named);
}

Result<Planned> plan(Context& context, const LaunchRequest& request) {
  const auto& id = request.tree_id ? request.tree_id : request.plan_id;
  if (!id) return fail(ErrorCode::kInvalid, "tree_id: is required");
  FETTLE_TRY(row, find_plan(context, *id));
  FETTLE_TRY(named, named_labels(context, request));
  Planned planned;
  auto labels = without_duplicates(named, planned.duplicates);
  FETTLE_TRY(launch, plan_launch(context, {.markdown = row.markdown,
                                           .variables = request.variables_override.value_or(
                                               std::map<std::string, std::string>()),
                                           .strategy = request.strategy,
                                           .labels = std::move(labels)}));
  if (launch.launch.frozen.targets.front().label.empty()) {
    return fail(ErrorCode::kInvalid, "targets: there is none; name at least one");
  }
  static_cast<PlannedLaunch&>(planned) = std::move(launch);
  planned.tree_id = row.id;
  return planned;
}

Result<void> check_seen(const Planned& planned, const LaunchRequest& request) {
  FETTLE_TRY_VOID(check_by_hand(planned.unmatched, request.manual_confirmed));
  if (request.digest && *request.digest != engine::digest(planned.launch.frozen)) {
    return fail(ErrorCode::kConflict,
                "digest: what would run is no longer what the preview showed; look again");
  }
  return {};
}

}  // namespace

Result<LaunchPreview> preview_launch(Context& context, const LaunchRequest& request) {
  FETTLE_TRY(planned, plan(context, request));
  const auto& launch = planned.launch;
  LaunchPreview preview{.name = launch.name,
                        .sessions = static_cast<int>(launch.frozen.targets.size()),
                        .unmatched = std::move(planned.unmatched),
                        .duplicates = std::move(planned.duplicates),
                        .waves = waves_of(launch.rollout),
                        .steps = steps_of(launch.flow.steps, launch.frozen.targets.front().server),
                        .risk_level = planned.risk_level,
                        .needs_approval = needs_approval(planned.risk_level),
                        .digest = engine::digest(launch.frozen),
                        .diagnostics = show(planned.diagnostics)};
  for (const auto& [label, server] : launch.frozen.targets) {
    preview.targets.push_back({label, server.server_id,
                               server.transport == fleet::TransportKind::kManual,
                               std::string(enum_name(server.mode))});
  }
  for (const auto& gate : list_gates(launch)) {
    preview.gates.push_back({gate.place, gate.reason, gate.targets, gate.only_if});
  }
  return preview;
}

Result<BatchView> launch_batch(Context& context, const LaunchRequest& request,
                               std::string_view idempotency_key) {
  const store::IdempotencyKey key{.team = context.actor.team,
                                  .key = std::string(idempotency_key),
                                  .operation = "launchBatch",
                                  .request_hash = sha256_hex(to_canonical_json(request)),
                                  .at = context.now};
  FETTLE_TRY(batch, launched_once(context, key, [&]() -> Result<std::string> {
               FETTLE_TRY(planned, plan(context, request));
               FETTLE_TRY_VOID(check_seen(planned, request));
               return add_launch(context, planned.launch,
                                 {.tree_id = planned.tree_id,
                                  .risk_level = planned.risk_level,
                                  .target_list_id = request.target_list_id,
                                  .retry_of = request.from_batch_id,
                                  .status = status_at(planned.risk_level)},
                                 key);
             }));
  return get_batch(context, batch);
}

}  // namespace fettle::usecases
