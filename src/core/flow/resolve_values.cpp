#include "core/flow/resolve_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/flow/nearest.hpp"
#include "core/flow/variable_value.hpp"

namespace fettle::flow {
namespace {

const std::string* find(const Values& values, const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? nullptr : &found->second;
}

const std::string* given(const Variable& variable, const Values& batch, const Values& target) {
  const bool per_target = variable.per == Variable::Per::kTarget;
  const auto* own = per_target ? find(target, variable.name.value) : nullptr;
  return own != nullptr ? own : find(batch, variable.name.value);
}

void refuse_surplus(const std::vector<Variable>& variables, const Values& batch,
                    Diagnostics& diagnostics) {
  std::vector<std::string_view> known;
  for (const auto& variable : variables) known.push_back(variable.name.value);
  for (const auto& [name, value] : batch) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const auto otherwise = known.empty() ? "it has no variables" : "it has " + one_of(known);
    diagnostics.error("variable.surplus", {},
                      fmt::format("there is no variable `{}` to give a value to", name),
                      did_you_mean(name, known, otherwise));
  }
}

/// What is given here is recorded with the launch, and shown.
void refuse_secret(const Variable& variable, Diagnostics& diagnostics) {
  const auto& name = variable.name.value;
  diagnostics.error("variable.secret", {},
                    fmt::format("`{}` is a secret, whose value must not be written down", name),
                    fmt::format("for a plan put it into the environment as FETTLE_SECRET_{}; to a "
                                "recipe pass a variable of the type `secret`, and nothing with it",
                                name));
}

}  // namespace

Values resolve_values(const std::vector<Variable>& variables, const Values& batch,
                      const Values& target, Diagnostics& diagnostics) {
  refuse_surplus(variables, batch, diagnostics);
  Values values;
  for (const auto& variable : variables) {
    const auto* value = given(variable, batch, target);
    if (variable.type == Variable::Type::kSecret) {
      if (value != nullptr) refuse_secret(variable, diagnostics);
      continue;
    }
    if (value == nullptr && variable.required) {
      diagnostics.error("variable.missing", {},
                        fmt::format("the variable `{}` has no value", variable.name.value),
                        variable.per == Variable::Per::kTarget ? "give one for each target" : "");
      continue;
    }
    const auto& chosen = values[variable.name.value] =
        value != nullptr ? *value : variable.default_value.value_or("");
    const auto problem = value_problem(variable, chosen);
    if (problem.empty()) continue;
    diagnostics.error("variable.value", {},
                      fmt::format("the value of `{}` {}", variable.name.value, problem),
                      variable.help);
  }
  return values;
}

}  // namespace fettle::flow
