#include "usecases/flows/flow_preview.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json_fields.hpp"
#include "core/engine/session.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/flow/bind.hpp"
#include "core/rollout/strategy.hpp"
#include "store/flow_store.hpp"
#include "store/recipe_store.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/flows/flow_json.hpp"
#include "usecases/flows/flow_text.hpp"
#include "usecases/flows/team_recipes.hpp"

namespace fettle::usecases {
namespace {

void list_gates(const flow::Flow& flow, const std::vector<flow::Step>& steps,
                std::string_view stage, std::vector<ShownFlowGate>& gates) {
  int number = 0;
  for (const auto& step : steps) {
    ++number;
    auto gate = gate_of(step, flow);
    if (gate.word == "runs") continue;
    gates.push_back(
        {std::string(stage), number, step.title, std::string(gate.word), std::move(gate.reason)});
  }
}

std::vector<ShownFlowGate> gates_of(const flow::Flow& flow) {
  std::vector<ShownFlowGate> gates;
  list_gates(flow, flow.steps, "steps", gates);
  list_gates(flow, flow.rollback, "rollback", gates);
  return gates;
}

Result<std::string> text_of(Context& context, const PreviewFlow& flow) {
  if (flow.markdown.has_value() == flow.tree_id.has_value()) {
    return fail(ErrorCode::kMalformed, "name either a flow (`tree_id`) or a text (`markdown`)");
  }
  if (flow.markdown) return *flow.markdown;
  FETTLE_TRY(row, store::find_flow(context.database, {context.actor.team, *flow.tree_id}));
  if (!row) return fail(ErrorCode::kNotFound, "there is no such flow");
  return std::move(row->markdown);
}

/// With the values and the recipes in it; what is wrong with either is told at once.
Result<flow::Flow> fill_in(Context& context, const flow::Flow& flow, const flow::Values& values) {
  FETTLE_TRY(bound, flow::bind(flow, values, {}));
  FETTLE_TRY(recipes, read_team_recipes(context.database, context.actor.team));
  Diagnostics problems;
  flow::resolve_recipes(bound, recipes, problems);
  if (!problems.has_errors()) return bound;
  return std::unexpected(Error{.code = ErrorCode::kInvalid,
                               .message = "the flow's recipes can't be used as it says",
                               .diagnostics = problems.sorted()});
}

void add_waves(const flow::Flow& flow, int targets, PreviewedFlow& shown) {
  const auto rollout = rollout::make_rollout(flow.strategy, targets, engine::has_checks(flow));
  for (const auto& wave : rollout.waves) {
    shown.waves.push_back(
        {.name = wave.name,
         .first = wave.first + 1,
         .count = wave.count,
         .parallelism = wave.parallelism,
         .soak_seconds = std::chrono::floor<std::chrono::seconds>(wave.soak).count(),
         .recheck = wave.recheck,
         .approval_after = wave.approval_after});
  }
  shown.max_concurrency = rollout.max_concurrency;
  if (rollout.max_failures != rollout::kUnlimited) shown.max_failures = rollout.max_failures;
}

Result<int> count_targets(const PreviewFlow& flow) {
  const int targets = flow.targets.value_or(1);
  FieldProblems problems;
  if (targets < 1 || targets > static_cast<int>(fleet::kTargetsMax)) {
    problems.add("targets", fmt::format("must be 1 to {}", fleet::kTargetsMax));
  }
  FETTLE_TRY_VOID(problems.done());
  return targets;
}

}  // namespace

Result<LintedFlow> lint_flow(Context& context, const LintFlow& flow) {
  FETTLE_TRY(slugs, store::list_recipe_slugs(context.database, context.actor.team));
  const auto parsed = read_flow_text(flow.markdown, slugs);
  LintedFlow linted{.is_valid = parsed.flow.has_value(), .diagnostics = show(parsed.diagnostics)};
  if (!parsed.flow) return linted;
  const auto structure = steps_json(*parsed.flow);
  linted.name = parsed.flow->name;
  linted.tree_type = enum_name(parsed.flow->type);
  linted.parsed_steps = field_or(split_own_json(structure.text), "steps", "[]");
  linted.tree_structure = structure;
  linted.intake_form = intake_form_json(*parsed.flow);
  linted.gates = gates_of(*parsed.flow);
  return linted;
}

Result<PreviewedFlow> preview_flow(Context& context, const PreviewFlow& flow) {
  FETTLE_TRY(targets, count_targets(flow));
  FETTLE_TRY(markdown, text_of(context, flow));
  FETTLE_TRY(slugs, store::list_recipe_slugs(context.database, context.actor.team));
  auto parsed = read_flow_text(markdown, slugs);
  if (!parsed.flow) {
    return std::unexpected(Error{.code = ErrorCode::kInvalid,
                                 .message = "the flow's text has errors: there is no preview of it",
                                 .diagnostics = std::move(parsed.diagnostics)});
  }
  FETTLE_TRY(bound, fill_in(context, *parsed.flow, flow.variables.value_or(flow::Values{})));
  PreviewedFlow shown{
      .diagnostics = show(parsed.diagnostics), .flow = flow_json(bound), .gates = gates_of(bound)};
  if (bound.type == flow::FlowType::kMaintenance) add_waves(bound, targets, shown);
  return shown;
}

}  // namespace fettle::usecases
