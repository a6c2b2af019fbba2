#include "core/flow/steps/recipe.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/check.hpp"
#include "core/flow/fields.hpp"
#include "core/flow/steps/run_once.hpp"

namespace fettle::flow {
namespace {

std::map<std::string, Located<std::string>> parse_variables(FieldReader& fields) {
  std::map<std::string, Located<std::string>> variables;
  const auto* node = fields.find("variables");
  if (node == nullptr) return variables;
  FieldReader reader(*node, fmt::format("`variables` of {}", fields.subject()),
                     fields.diagnostics());
  for (const auto& entry : node->entries) {
    if (entry.value.is_null()) continue;
    if (auto value = reader.text_of(entry.value, entry.key)) {
      variables.emplace(entry.key, std::move(*value));
    }
  }
  return variables;
}

}  // namespace

std::optional<Recipe> Recipe::parse(FieldReader& fields) {
  Recipe step;
  auto slug = fields.require_text("recipe");
  step.variables = parse_variables(fields);
  step.timeout = fields.seconds_or("timeout", step.timeout);
  if (!slug) return std::nullopt;
  step.slug = std::move(*slug);
  return step;
}

void Recipe::write(FieldWriter& fields) const {
  fields.text("recipe", slug.value);
  auto values = document::mapping_node({});
  for (const auto& [name, value] : variables) {
    values.entries.push_back({name, {}, document::text_node(value.value)});
  }
  for (const auto& [name, variable] : held_in) {
    values.entries.push_back({name, {}, document::text_node("${" + variable + '}')});
  }
  fields.node("variables", std::move(values));
  fields.integer_unless("timeout", timeout.count(), Recipe{}.timeout.count());
}

StepMove Recipe::advance(StepMemory memory, const StepEvent& event, Instant /*now*/) const {
  FETTLE_CHECK(resolved.has_value());
  Command command{.script = resolved->script, .access = Access::kChange, .timeout = timeout};
  command.playbook = resolved->playbook;
  return run_once(std::move(memory), event, command);
}

}  // namespace fettle::flow
