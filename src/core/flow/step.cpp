#include "core/flow/step.hpp"

#include <utility>

namespace fettle::flow {
namespace {

/// On the script's own first line, so that the shell's messages count lines as the author does.
std::string stop_at_first_failure(Shell shell, const std::string& script) {
  return (shell == Shell::kBash ? "set -eo pipefail; " : "set -e; ") + script;
}

}  // namespace

bool operator==(const Step& a, const Step& b) {
  return a.title == b.title && a.prose == b.prose && a.requires_approval == b.requires_approval &&
         a.retries == b.retries && a.retry_delay == b.retry_delay &&
         a.continue_on_error == b.continue_on_error && a.idempotent == b.idempotent &&
         a.become == b.become && a.as_whom == b.as_whom && a.secrets == b.secrets &&
         a.expect_reboot == b.expect_reboot && a.only_if == b.only_if && a.shell == b.shell &&
         a.fail_fast == b.fail_fast && a.body == b.body;
}

std::string_view type_name(const Step& step) {
  return std::visit([](const auto& body) { return body.kType; }, step.body);
}

Effect effect(const Step& step) {
  return std::visit([](const auto& body) { return body.kEffect; }, step.body);
}

bool default_requires_approval(const Step& step) {
  return std::visit([](const auto& body) { return body.kRequiresApproval; }, step.body);
}

bool is_by_hand(const Step& step) {
  return std::holds_alternative<Task>(step.body) || std::holds_alternative<Question>(step.body);
}

std::string_view recipe_slug(const Step& step) {
  if (const auto* recipe = std::get_if<Recipe>(&step.body)) return recipe->slug.value;
  if (const auto* tool = std::get_if<CustomTool>(&step.body)) return tool->recipe_slug;
  return {};
}

bool has_long_script(const Step& step) {
  if (const auto* tool = std::get_if<CustomTool>(&step.body)) return tool->several_lines;
  const auto* recipe = std::get_if<Recipe>(&step.body);
  return recipe != nullptr && recipe->resolved && recipe->resolved->several_lines;
}

bool stops_early(const Step& step, const ScriptRules& plan) {
  return has_long_script(step) && rules_of(step, plan).fail_fast;
}

ScriptRules rules_of(const Step& step, const ScriptRules& plan) {
  const bool is_recipe = std::holds_alternative<Recipe>(step.body);
  return {.shell = is_recipe ? Shell::kSh : step.shell.value_or(plan.shell),
          .fail_fast = step.fail_fast.value_or(plan.fail_fast)};
}

Command only_if_command(const Step& step, const ScriptRules& plan) {
  return {.script = step.only_if->value, .shell = step.shell.value_or(plan.shell)};
}

StepMove advance(const Step& step, const ScriptRules& plan, StepMemory memory,
                 const StepEvent& event, Instant now) {
  const auto shell = rules_of(step, plan).shell;
  auto move = std::visit(
      [&](const auto& body) { return body.advance(std::move(memory), event, now); }, step.body);
  for (auto& ask : move.asks) {
    auto* run = std::get_if<Run>(&ask);
    if (run == nullptr) continue;
    auto& command = run->command;
    command.shell = shell;
    if (command.access != Access::kChange) continue;
    command.expect_reboot = step.expect_reboot;
    if (stops_early(step, plan)) command.script = stop_at_first_failure(shell, command.script);
  }
  return move;
}

}  // namespace fettle::flow
