#include "core/gate/decide.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <variant>

namespace fettle::gate {
namespace {

using Action = Verdict::Action;
using Rules = std::vector<Located<flow::ApprovalRule>>;

bool rule_matches(const flow::ApprovalRule& rule, const flow::Step& step) {
  if (rule.step_type != flow::type_name(step)) return false;
  return !rule.recipe_slug || *rule.recipe_slug == flow::recipe_slug(step);
}

/// A matching `false` wins over any matching `true`.
std::optional<Verdict> by_rules(const flow::Step& step, const Rules& rules) {
  std::optional<Verdict> verdict;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto& rule = rules[i].value;
    if (!rule_matches(rule, step)) continue;
    if (!rule.auto_approve) return Verdict{Action::kWait, fmt::format("rule {}", i + 1)};
    if (!verdict) verdict = Verdict{Action::kRun, fmt::format("rule {}", i + 1)};
  }
  return verdict;
}

bool is_risky_recipe(const flow::Step& step) {
  const auto* recipe = std::get_if<flow::Recipe>(&step.body);
  return recipe != nullptr && recipe->resolved && recipe->resolved->risk >= flow::Risk::kHigh;
}

bool a_rule_names_this_recipe(const flow::Step& step, const Rules& rules) {
  for (const auto& rule : rules) {
    if (rule.value.recipe_slug && rule_matches(rule.value, step)) return true;
  }
  return false;
}

Action wait_if(bool wait) { return wait ? Action::kWait : Action::kRun; }

}  // namespace

Verdict decide(const flow::Step& step, const flow::Flow& flow, fleet::Mode mode) {
  const bool human_gate = std::holds_alternative<flow::HumanGate>(step.body);
  // An audited server is never touched, and asking a person to let nothing run helps nobody.
  if (mode == fleet::Mode::kAudit) return {Action::kRecord, "mode"};
  if (human_gate) return {Action::kWait, "human gate"};
  if (mode == fleet::Mode::kShadow && flow::effect(step) == flow::Effect::kChange) {
    return {Action::kWait, "mode"};
  }
  if (is_risky_recipe(step) && !a_rule_names_this_recipe(step, flow.auto_approve_rules)) {
    return {Action::kWait, "recipe risk"};
  }
  if (const auto verdict = by_rules(step, flow.auto_approve_rules)) return *verdict;
  if (step.requires_approval) return {wait_if(step.requires_approval->value), "step"};
  return {wait_if(flow::default_requires_approval(step)), "type default"};
}

}  // namespace fettle::gate
