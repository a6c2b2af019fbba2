#include "core/flow/steps/custom_tool.hpp"

#include <utility>

#include "core/flow/fields.hpp"
#include "core/flow/steps/run_once.hpp"

namespace fettle::flow {

std::optional<CustomTool> CustomTool::parse(FieldReader& fields) {
  CustomTool step;
  auto command = fields.require_text("command");
  step.timeout = fields.seconds_or("timeout", step.timeout);
  step.recipe_slug = fields.text_or("recipe_slug", {});
  if (!command) return std::nullopt;
  step.several_lines = has_several_lines(command->value);
  step.command = std::move(*command);
  return step;
}

void CustomTool::write(FieldWriter& fields) const {
  fields.text("command", command.value);
  fields.integer_unless("timeout", timeout.count(), CustomTool{}.timeout.count());
  fields.text_unless("recipe_slug", recipe_slug, {});
}

StepMove CustomTool::advance(StepMemory memory, const StepEvent& event, Instant /*now*/) const {
  return run_once(std::move(memory), event, {command.value, Access::kChange, timeout, false});
}

}  // namespace fettle::flow
