#include "usecases/launch_batch.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"
#include "core/fleet/text.hpp"
#include "store/flow_store.hpp"
#include "store/idempotency_store.hpp"
#include "store/recipe_store.hpp"
#include "store/team_servers.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit.hpp"
#include "usecases/flow_text.hpp"

namespace fettle::usecases {
namespace {

struct Labels {
  std::vector<std::string> labels;
  std::vector<std::string> duplicates;
};

struct Planned {
  PreparedLaunch launch;
  std::string tree_id;
  std::string risk_level;
  std::vector<std::string> unmatched;
  std::vector<std::string> duplicates;
  std::vector<Diagnostic> diagnostics;
};

// --- targets ----------------------------------------------------------------------------------

Labels without_duplicates(const std::vector<std::string>& named) {
  Labels result;
  std::set<std::string> seen;
  for (const auto& label : named) {
    const bool is_new = seen.insert(fleet::to_lower_ascii(label)).second;
    (is_new ? result.labels : result.duplicates).push_back(label);
  }
  return result;
}

Result<std::vector<std::string>> labels_of_list(Context& context, const std::string& id) {
  FETTLE_TRY(list, store::find_target_list(context.database, {context.actor.team, id}));
  if (!list) return fail(ErrorCode::kNotFound, "there is no such target list");
  std::vector<std::string> labels;
  for (auto& entry : read_targets(list->targets)) {
    if (!entry.vanished_at) labels.push_back(std::move(entry.label));
  }
  return labels;
}

Result<std::vector<std::string>> labels_of_batch(Context& context, const LaunchRequest& request) {
  FETTLE_TRY(sessions, list_batch_sessions(context, *request.from_batch_id));
  std::vector<std::string> labels;
  for (auto& session : sessions) {
    const bool is_left =
        request.only_not_completed.value_or(false) && session.status == "completed";
    if (!session.recheck && !is_left) labels.push_back(std::move(session.target_label));
  }
  return labels;
}

Result<Labels> labels_of(Context& context, const LaunchRequest& request) {
  const int ways = (request.target_list_id ? 1 : 0) + (request.from_batch_id ? 1 : 0) +
                   (request.targets ? 1 : 0) + (request.text ? 1 : 0);
  if (ways != 1) {
    return fail(ErrorCode::kInvalid,
                "targets: name them one way: target_list_id, from_batch_id, targets or text");
  }
  std::vector<std::string> named;
  if (request.target_list_id) {
    FETTLE_TRY(labels, labels_of_list(context, *request.target_list_id));
    named = std::move(labels);
  } else if (request.from_batch_id) {
    FETTLE_TRY(labels, labels_of_batch(context, request));
    named = std::move(labels);
  } else if (request.text) {
    FETTLE_TRY(pasted, read_pasted_targets(*request.text));
    for (auto& entry : pasted.targets) named.push_back(std::move(entry.label));
    for (auto& line : pasted.duplicates) named.push_back(std::move(line.label));
  } else {
    std::vector<TargetEntry> entries;
    for (const auto& target : *request.targets) entries.push_back({target.label, {}, {}});
    for (const auto& entry : entries) named.push_back(entry.label);
    auto kept = without_duplicates(named);
    std::vector<TargetEntry> checked;
    for (const auto& label : kept.labels) checked.push_back({label, {}, {}});
    FieldProblems problems;
    check_targets(checked, "targets", problems);
    FETTLE_TRY_VOID(problems.done());
  }
  auto labels = without_duplicates(named);
  if (labels.labels.empty()) {
    return fail(ErrorCode::kInvalid, "targets: there is none; name at least one");
  }
  return labels;
}

/// A label that is a server's name, ignoring case, runs there; any other is a manual target.
Result<std::vector<fleet::Target>> resolve(Context& context, const Labels& labels,
                                           std::vector<std::string>& unmatched) {
  FETTLE_TRY(servers, store::team_servers(context.database, context.actor.team));
  std::map<std::string, const fleet::Server*, std::less<>> by_name;
  for (const auto& server : servers) by_name.emplace(fleet::to_lower_ascii(server.name), &server);
  std::vector<fleet::Target> targets;
  for (const auto& label : labels.labels) {
    const auto found = by_name.find(fleet::to_lower_ascii(label));
    if (found != by_name.end()) {
      targets.push_back({label, *found->second});
      continue;
    }
    unmatched.push_back(label);
    fleet::Server by_hand{.name = label, .transport = fleet::TransportKind::kManual};
    targets.push_back({label, std::move(by_hand)});
  }
  return targets;
}

// --- the plan ---------------------------------------------------------------------------------

Result<store::FlowRow> find_plan(Context& context, const LaunchRequest& request) {
  const auto& id = request.tree_id ? request.tree_id : request.plan_id;
  if (!id) return fail(ErrorCode::kInvalid, "tree_id: is required");
  FETTLE_TRY(row, store::find_flow(context.database, {context.actor.team, *id}));
  if (!row) return fail(ErrorCode::kNotFound, "there is no such flow");
  if (row->tree_type != "maintenance") {
    return fail(ErrorCode::kMalformed,
                fmt::format("\"{}\" is a {} flow: only maintenance plans are launched as batches",
                            row->name, row->tree_type));
  }
  return *std::move(row);
}

Result<std::map<std::string, std::string>> recipe_texts(Context& context) {
  FETTLE_TRY(rows, store::list_recipes(context.database, context.actor.team));
  std::map<std::string, std::string> texts;
  for (auto& row : rows) texts.emplace(std::move(row.slug), std::move(row.text));
  return texts;
}

Result<Planned> plan(Context& context, const LaunchRequest& request) {
  FETTLE_TRY(row, find_plan(context, request));
  FETTLE_TRY(slugs, store::list_recipe_slugs(context.database, context.actor.team));
  auto parsed = read_flow_text(row.markdown, slugs);
  if (!parsed.flow) {
    return std::unexpected(Error{.code = ErrorCode::kInvalid,
                                 .message = "the plan has errors; nothing was launched",
                                 .diagnostics = std::move(parsed.diagnostics)});
  }
  if (request.strategy) {
    const auto kind = enum_from_name<flow::StrategyKind>(*request.strategy);
    if (!kind) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("strategy: is none of {}", list_enum_names<flow::StrategyKind>()));
    }
    parsed.flow->strategy.kind = *kind;
  }
  Planned planned{.tree_id = row.id,
                  .risk_level = std::string(enum_name(parsed.flow->risk)),
                  .diagnostics = std::move(parsed.diagnostics)};
  FETTLE_TRY(labels, labels_of(context, request));
  FETTLE_TRY(targets, resolve(context, labels, planned.unmatched));
  FETTLE_TRY(recipes, recipe_texts(context));
  planned.duplicates = std::move(labels.duplicates);
  FETTLE_TRY(launch, prepare_launch({.markdown = row.markdown,
                                     .flow = *std::move(parsed.flow),
                                     .variables = request.variables_override.value_or(
                                         std::map<std::string, std::string>()),
                                     .targets = std::move(targets),
                                     .recipes = std::move(recipes)}));
  planned.launch = std::move(launch);
  return planned;
}

bool needs_approval(std::string_view risk_level) { return risk_level != "low"; }

Result<void> check_seen(const Planned& planned, const LaunchRequest& request) {
  if (!planned.unmatched.empty() && !request.manual_confirmed.value_or(false)) {
    constexpr std::size_t kNamed = 10;
    auto named = planned.unmatched;
    named.resize(std::min(named.size(), kNamed));
    return fail(ErrorCode::kConflict,
                fmt::format("{} of the targets match no server and would be carried out by hand: "
                            "{}{}; confirm that (manual_confirmed), or correct the names",
                            planned.unmatched.size(), fmt::join(named, ", "),
                            planned.unmatched.size() > kNamed ? ", ..." : ""));
  }
  if (request.digest && *request.digest != engine::digest(planned.launch.frozen)) {
    return fail(ErrorCode::kConflict,
                "digest: what would run is no longer what the preview showed; look again");
  }
  return {};
}

struct Audited {
  std::string name;
  std::string tree_id;
  int sessions = 0;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (name, tree_id, sessions, digest))

Result<void> store_launch(Context& context, const Planned& planned, const LaunchRequest& request,
                          const store::NewBatch& batch, const store::IdempotencyKey& key) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  if (!key.key.empty()) FETTLE_TRY_VOID(store::keep_answer(context.database, key, batch.id));
  FETTLE_TRY_VOID(store::add_batch(context.database, batch));
  if (request.target_list_id) {
    FETTLE_TRY_VOID(store::mark_target_list_used(
        context.database, {context.actor.team, *request.target_list_id}, context.now));
  }
  FETTLE_TRY_VOID(
      audit(context, {.action = "batch launched",
                      .subject = batch.id,
                      .after = to_canonical_json(Audited{batch.name, planned.tree_id,
                                                         static_cast<int>(batch.sessions.size()),
                                                         engine::digest(batch.frozen)})}));
  FETTLE_TRY_VOID(announce(context, "batches", "created", batch.id));
  return transaction.commit();
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
  if (!key.key.empty()) {
    FETTLE_TRY(launched, store::find_answer(context.database, key));
    if (launched) return get_batch(context, *launched);
  }
  FETTLE_TRY(planned, plan(context, request));
  FETTLE_TRY_VOID(check_seen(planned, request));
  auto batch = new_batch(planned.launch, context.now, context.random);
  batch.origin = {.team_id = context.actor.team,
                  .tree_id = planned.tree_id,
                  .target_list_id = request.target_list_id,
                  .retry_of = request.from_batch_id,
                  .launched_by = to_canonical_json(context.actor.principal),
                  .risk_level = planned.risk_level};
  if (needs_approval(planned.risk_level)) batch.status = engine::BatchStatus::kPendingApproval;
  FETTLE_TRY_VOID(store_launch(context, planned, request, batch, key));
  if (batch.status == engine::BatchStatus::kPending) context.services.batches.take_up(batch.id);
  return get_batch(context, batch.id);
}

}  // namespace fettle::usecases
