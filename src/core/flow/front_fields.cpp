#include "core/flow/front_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <utility>

#include "core/flow/estimate.hpp"
#include "core/flow/fields.hpp"
#include "core/flow/flow_variables.hpp"
#include "core/flow/nearest.hpp"
#include "core/flow/selector_fields.hpp"
#include "core/flow/step_fields.hpp"
#include "core/flow/strategy_fields.hpp"
#include "core/flow/variable_fields.hpp"

namespace fettle::flow {
namespace {

/// `none` and `critical` are risks of recipes alone.
void read_risk(FieldReader& fields, Flow& flow) {
  constexpr std::size_t kFirst = 1;
  constexpr std::size_t kCount = 3;
  if (flow.type == FlowType::kMaintenance) fields.require("risk_level");
  const auto risk =
      fields.choice<Risk>("risk_level", std::span(kNamedValues<Risk>).subspan(kFirst, kCount));
  flow.risk = risk.value_or(flow.risk);
}

std::vector<Dimension> read_dimensions(FieldReader& fields) {
  std::vector<Dimension> dimensions;
  const auto* node = fields.find("snapshot_dimensions");
  if (node == nullptr) return dimensions;
  if (!node->is_sequence()) {
    fields.texts("snapshot_dimensions");  // reports what it is instead
    return dimensions;
  }
  for (const auto& item : node->items) {
    const auto dimension = fields.choice_of<Dimension>(item, "snapshot_dimensions");
    if (!dimension || std::ranges::find(dimensions, *dimension) != dimensions.end()) continue;
    dimensions.push_back(*dimension);
  }
  return dimensions;
}

std::optional<ApprovalRule> read_rule(const document::Node& node, Diagnostics& diagnostics) {
  FieldReader fields(node, "a rule of `auto_approve_rules`", diagnostics);
  const auto type = fields.require_text("step_type");
  ApprovalRule rule;
  if (auto slug = fields.text("recipe_slug")) rule.recipe_slug = std::move(slug->value);
  rule.auto_approve = fields.flag_or("auto_approve", true);
  fields.refuse_unknown();
  if (!type) return std::nullopt;
  const auto known = step_types();
  if (std::ranges::find(known, type->value) == known.end()) {
    diagnostics.error("plan.unknown-step-type", type->span,
                      fmt::format("`{}` is no step type", type->value),
                      did_you_mean(type->value, known, "it is one of " + one_of(known)));
  }
  if (type->value == HumanGate::kType) {
    diagnostics.error("gate.human-gate-rule", type->span,
                      "no rule can approve a `human_gate`; it always waits for a person",
                      "remove the rule, or the step");
  }
  rule.step_type = type->value;
  return rule;
}

std::vector<Located<ApprovalRule>> read_rules(FieldReader& fields) {
  std::vector<Located<ApprovalRule>> rules;
  const auto* node = fields.find("auto_approve_rules");
  if (node == nullptr) return rules;
  if (!node->is_sequence()) {
    fields.texts("auto_approve_rules");  // reports what it is instead
    return rules;
  }
  for (const auto& item : node->items) {
    if (auto rule = read_rule(item, fields.diagnostics())) {
      rules.emplace_back(std::move(*rule), item.span);
    }
  }
  return rules;
}

/// These always have a value: that of the target.
void refuse_target_names(const std::vector<Variable>& variables, Diagnostics& diagnostics) {
  for (const auto& [name, place] : variables | std::views::transform(&Variable::name)) {
    if (!is_target_name(name)) continue;
    diagnostics.error("variable.reserved", place,
                      fmt::format("`{{{{ {} }}}}` stands for the target in every plan, so no "
                                  "variable can have that name",
                                  name),
                      "remove it to use the target's own value, or choose another name");
  }
}

document::Node to_node(const ApprovalRule& rule) {
  FieldWriter fields;
  fields.text("step_type", rule.step_type);
  if (rule.recipe_slug) fields.text("recipe_slug", *rule.recipe_slug);
  fields.node("auto_approve", document::bool_node(rule.auto_approve));
  return std::move(fields).take();
}

}  // namespace

void read_front(const document::Node& node, Judging judging, Flow& flow, Diagnostics& diagnostics) {
  FieldReader fields(node, "the front matter", diagnostics);
  flow.type = fields.choice<FlowType>("type").value_or(flow.type);
  auto subject =
      flow.type == FlowType::kMaintenance ? fields.require_text("subject") : fields.text("subject");
  if (subject) flow.subject = std::move(subject->value);
  read_risk(fields, flow);
  flow.strategy = read_strategy(fields);
  flow.snapshot_dimensions = read_dimensions(fields);
  flow.auto_approve_rules = read_rules(fields);
  if (const auto* selector = fields.find("target_selector")) {
    flow.target_selector = read_selector(*selector, diagnostics);
  }
  flow.variables = read_variables(fields, "variables", judging);
  if (flow.format > 1) refuse_target_names(flow.variables, diagnostics);
  for (auto& tag : fields.texts("tags")) flow.tags.push_back(std::move(tag.value));
  if (const auto minutes = fields.integer("estimated_minutes", {0, kMinutesMax})) {
    flow.estimated = std::chrono::minutes(*minutes);
  }
  flow.on_failure = fields.choice<OnFailure>("on_failure").value_or(flow.on_failure);
  flow.scripts.shell = fields.choice<Shell>("shell").value_or(flow.scripts.shell);
  flow.scripts.fail_fast = fields.flag_or("fail_fast", flow.scripts.fail_fast);
  fields.refuse_unknown();
}

document::Node front_node(const Flow& flow, Defaults defaults) {
  const Flow usual;
  FieldWriter fields(defaults);
  fields.text_unless("subject", flow.subject, {});
  fields.text("risk_level", enum_name(flow.risk));
  fields.text_unless("type", enum_name(flow.type), enum_name(usual.type));
  write_strategy(flow.strategy, fields);
  std::vector<std::string> dimensions;
  for (const auto dimension : flow.snapshot_dimensions)
    dimensions.emplace_back(enum_name(dimension));
  fields.texts("snapshot_dimensions", dimensions);
  std::vector<document::Node> rules;
  for (const auto& rule : flow.auto_approve_rules) rules.push_back(to_node(rule.value));
  fields.node("auto_approve_rules", document::sequence_node(std::move(rules)));
  if (flow.target_selector) fields.node("target_selector", to_node(*flow.target_selector));
  fields.node("variables", to_node(flow.variables, defaults));
  fields.texts("tags", flow.tags);
  if (flow.estimated || !fields.leaves_out_defaults()) {
    fields.node("estimated_minutes", document::integer_node(estimate(flow).count()));
  }
  fields.text_unless("on_failure", enum_name(flow.on_failure), enum_name(usual.on_failure));
  fields.text_unless("shell", enum_name(flow.scripts.shell), enum_name(usual.scripts.shell));
  fields.flag_unless("fail_fast", flow.scripts.fail_fast, usual.scripts.fail_fast);
  return std::move(fields).take();
}

}  // namespace fettle::flow
