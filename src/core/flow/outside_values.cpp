#include "core/flow/outside_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "core/document/shell.hpp"
#include "core/flow/variable_value.hpp"

namespace fettle::flow {
namespace {

bool has_own_form(const Variable& variable) {
  using enum Variable::Type;
  return !variable.pattern.empty() || variable.type == kInteger || variable.type == kBoolean ||
         variable.type == kChoice || variable.type == kDate;
}

std::string outside_problem(const Variable& variable, std::string_view value) {
  if (auto problem = value_problem(variable, value); !problem.empty() || has_own_form(variable)) {
    return problem;
  }
  if (value.starts_with('-')) return "begins with `-`, like an option";
  if (document::is_safe_value(value)) return {};
  return "may hold only letters, digits and `_ @ % + : . / -`, as it comes from outside";
}

}  // namespace

void check_outside_values(const std::vector<Variable>& variables, const Values& outside,
                          Diagnostics& diagnostics) {
  for (const auto& variable : variables) {
    const auto& name = variable.name.value;
    const auto given = outside.find(name);
    if (given == outside.end()) continue;
    const auto problem = outside_problem(variable, given->second);
    if (problem.empty()) continue;
    diagnostics.error(
        "variable.outside", variable.name.span, fmt::format("the value of `{}` {}", name, problem),
        fmt::format("send another value, or give `{}` a `pattern` that says what it may hold",
                    name));
  }
}

std::string find_unsafe_value(const Values& values) {
  for (const auto& [name, value] : values) {
    if (!document::is_safe_value(value)) return name;
  }
  return {};
}

}  // namespace fettle::flow
