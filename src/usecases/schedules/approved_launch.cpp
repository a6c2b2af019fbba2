#include "usecases/schedules/approved_launch.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "base/json.hpp"
#include "core/engine/session.hpp"
#include "core/fleet/text.hpp"
#include "core/rollout/strategy.hpp"
#include "usecases/batches/remembered_plan.hpp"
#include "usecases/targets/select_servers.hpp"

namespace fettle::usecases {
namespace {

using store::ScheduleRow;

/// Of the list or the selector as it is now; none where targets were named one by one.
Result<std::optional<std::vector<std::string>>> labels_now(Context& context, const ScheduleRow& row,
                                                           const engine::CompiledPlan& plan) {
  if (row.target_list_id) return labels_of_list(context, *row.target_list_id);
  if (!row.target_selector.empty()) {
    FETTLE_TRY(selector, read_selector_text(row.target_selector));
    return labels_of_selector(context, selector);
  }
  const auto& own = plan.flow.target_selector;
  if (row.targets == "[]" && own) return labels_of_selector(context, *own);
  return std::nullopt;
}

/// Takes from `now` what is no server any more.
TargetChanges compare(const std::vector<fleet::Target>& approved, std::vector<fleet::Target>& now) {
  std::map<std::string, const fleet::Target*> before;
  for (const auto& one : approved) before.emplace(fleet::to_lower_ascii(one.label), &one);
  TargetChanges changes;
  std::set<std::string> left;
  std::erase_if(now, [&](const fleet::Target& target) {
    const auto key = fleet::to_lower_ascii(target.label);
    const auto found = before.find(key);
    const bool is_known = found != before.end();
    const bool had_server = is_known && found->second->server.server_id.has_value();
    const bool lost_its_server = had_server && !target.server.server_id;
    // One that was approved as work by hand, and would now be carried out, is new too.
    if (!is_known || (!had_server && target.server.server_id)) changes.come.push_back(target.label);
    if (!lost_its_server) left.insert(key);
    return lost_its_server;
  });
  for (const auto& one : approved) {
    const bool is_gone = !left.contains(fleet::to_lower_ascii(one.label));
    if (is_gone && !one.label.empty()) changes.gone.push_back(one);
  }
  return changes;
}

std::unexpected<Error> none_left() {
  return fail(ErrorCode::kNotFound, "none of its targets is left");
}

/// What was a server when it was approved and is none any more has gone, too: it is not carried
/// out by hand instead. kNotFound where none is left.
Result<TargetChanges> read_targets(Context& context, const ServersByName& servers,
                                   const std::vector<std::string>& labels,
                                   engine::ApprovedPlan& frozen) {
  std::vector<std::string> unmatched;
  FETTLE_TRY(targets, servers.resolve(context, labels, unmatched));
  auto changes = compare(frozen.targets, targets);
  if (targets.empty()) return none_left();
  frozen.targets = std::move(targets);
  return changes;
}

/// Targets that were named stay as they were approved, but for servers that were removed since.
Result<TargetChanges> drop_gone(const ServersByName& servers, engine::ApprovedPlan& frozen) {
  TargetChanges changes;
  std::erase_if(frozen.targets, [&](const fleet::Target& target) {
    const auto& id = target.server.server_id;
    const bool is_gone = id && !servers.has(*id);
    if (is_gone) changes.gone.push_back(target);
    return is_gone;
  });
  if (frozen.targets.empty()) return none_left();
  return changes;
}

}  // namespace

/// For people; empty where nothing changed.
std::string describe(const TargetChanges& changes) {
  static constexpr std::size_t kNamed = 10;
  const auto name = [](std::string_view what, const std::vector<std::string>& labels) {
    if (labels.empty()) return std::string();
    const auto shown = std::span(labels).first(std::min(labels.size(), kNamed));
    const auto more = labels.size() - shown.size();
    return fmt::format("{}: {}{}", what, fmt::join(shown, ", "),
                       more > 0 ? fmt::format(" and {} more", more) : "");
  };
  auto text = name("new since the approval", changes.come);
  std::vector<std::string> labels;
  for (const auto& target : changes.gone) labels.push_back(target.label);
  const auto gone = name("gone since", labels);
  if (!text.empty() && !gone.empty()) text += "; ";
  return text + gone;
}

bool is_approved(const ScheduleRow& row) {
  return (row.status == "approved" || row.status == "running") && !row.approved_record.empty();
}

Result<ApprovedLaunch> ApprovedLaunches::read(Context& context, const ScheduleRow& row) {
  if (!is_approved(row)) {
    return fail(ErrorCode::kConflict,
                fmt::format("the schedule is {}: only an approved one runs", row.status));
  }
  FETTLE_TRY(frozen, from_json<engine::ApprovedPlan>(row.approved_record));
  if (engine::digest(frozen) != row.digest) {
    return fail(ErrorCode::kConflict,
                "the schedule's approved record was changed in the database; approve it again");
  }
  FETTLE_TRY(plan, remembered_plan(frozen));
  std::optional<std::vector<std::string>> labels;
  if (!row.cron_expression.empty()) {
    auto now = labels_now(context, row, *plan);
    if (!now && now.error().code == ErrorCode::kInvalid) {
      return fail(ErrorCode::kNotFound, std::move(now).error().message);  // none is left
    }
    if (!now) return std::unexpected(std::move(now).error());
    labels = *std::move(now);
  }
  FETTLE_TRY(servers, servers_of(context));
  FETTLE_TRY(changes, labels ? read_targets(context, *servers, *labels, frozen)
                             : drop_gone(*servers, frozen));
  // What was approved may not be allowed any more.
  for (const auto& target : frozen.targets) {
    FETTLE_TRY_VOID(check_allowed(context, target.server));
  }
  FETTLE_TRY(flow, engine::bind_target(*plan, frozen, frozen.targets.front()));
  PreparedLaunch launch;
  launch.name = plan->flow.name;
  launch.rollout = rollout::make_rollout(frozen.strategy, static_cast<int>(frozen.targets.size()),
                                         engine::has_checks(flow));
  launch.frozen = std::move(frozen);
  launch.plan = *plan;
  launch.flow = std::move(flow);
  launch.gone = changes.gone;
  return ApprovedLaunch{std::move(launch), std::move(changes)};
}

Result<const ServersByName*> ApprovedLaunches::servers_of(Context& context) {
  auto servers = servers_.find(context.actor.team);
  if (servers == servers_.end()) {
    FETTLE_TRY(read, ServersByName::read(context));
    servers = servers_.emplace(context.actor.team, std::move(read)).first;
  }
  return &servers->second;
}

}  // namespace fettle::usecases
