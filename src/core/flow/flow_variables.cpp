#include "core/flow/flow_variables.hpp"

#include <algorithm>
#include <utility>

#include "core/document/placeholder.hpp"
#include "core/flow/flow_texts.hpp"

namespace fettle::flow {

std::set<std::string> placeholder_names(const Flow& flow) {
  std::set<std::string> names;
  read_texts(flow, [&](const FlowText& text) {
    for (const auto& placeholder : document::find_placeholders(text.text)) {
      names.emplace(placeholder.name);
    }
  });
  return names;
}

bool is_target_name(std::string_view name) { return name == "target" || name == "target_address"; }

bool names_target(const Flow& flow) {
  return flow.format > 1 && std::ranges::any_of(placeholder_names(flow), is_target_name);
}

std::vector<Variable> effective_variables(const Flow& flow) {
  if (!flow.variables.empty()) return flow.variables;
  std::vector<Variable> variables;
  for (const auto& name : placeholder_names(flow)) {
    if (flow.format > 1 && is_target_name(name)) continue;
    Variable variable;
    variable.name = name;
    variable.type = Variable::Type::kText;
    variables.push_back(std::move(variable));
  }
  return variables;
}

}  // namespace fettle::flow
