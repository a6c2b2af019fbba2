#include "core/flow/variable_fields.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/document/placeholder.hpp"
#include "core/flow/pattern.hpp"
#include "core/flow/variable_value.hpp"

namespace fettle::flow {
namespace {

void check_name(const document::Entry& entry, Diagnostics& diagnostics) {
  if (document::is_placeholder_name(entry.key)) return;
  diagnostics.error("variable.name", entry.key_span,
                    fmt::format("`{}` can't be the name of a variable", entry.key),
                    "use letters, digits and `_`, not a digit first, and none of the words that "
                    "template languages keep, such as `end` or `range`");
}

void check_options(const Variable& variable, FieldReader& fields) {
  const bool choice = variable.type == Variable::Type::kChoice;
  if (choice == !variable.options.empty()) return;
  const auto place = choice ? fields.span() : fields.key_span("options");
  fields.diagnostics().error(
      "variable.options", place,
      choice ? fmt::format("{} is a choice and needs `options`", fields.subject())
             : fmt::format("{} has `options`, which only a choice has", fields.subject()),
      choice ? "list at least one option" : "add `type: choice`");
}

/// False, with a diagnostic, where the patterns so far and this one are too much together.
bool is_affordable(const Variable& variable, std::size_t& work, FieldReader& fields) {
  work += pattern_work(variable.pattern, variable.default_value.value_or(""));
  if (work <= kPatternWorkMax) return true;
  fields.diagnostics().error("variable.pattern", fields.key_span("pattern"),
                             "the patterns up to here take too long to check together",
                             "use fewer, or simpler ones");
  return false;
}

void check_pattern(const Variable& variable, FieldReader& fields) {
  const auto problem = pattern_problem(variable.pattern);
  if (problem.empty()) return;
  fields.diagnostics().error("variable.pattern", fields.key_span("pattern"),
                             fmt::format("the pattern of {} {}", fields.subject(), problem),
                             problem.contains("RE2")
                                 ? "write it without lookahead, lookbehind and references back to "
                                   "groups; docs/reference/plan.md says what a pattern may hold"
                                 : "write a simpler one");
}

void check_default(const Variable& variable, FieldReader& fields) {
  if (!variable.default_value) return;
  const auto problem = value_problem(variable, *variable.default_value);
  if (problem.empty()) return;
  fields.diagnostics().error("variable.default", fields.key_span("default"),
                             fmt::format("the default of {} {}", fields.subject(), problem));
}

/// A secret's value is known only where it is used: nothing of it can stand in a plan.
void refuse_for_secret(const Variable& variable, FieldReader& fields) {
  if (variable.type != Variable::Type::kSecret) return;
  for (const auto* key : {"default", "required", "pattern", "per"}) {
    fields.refuse(key,
                  "can't be said of a secret, which always has to be there and is the same for "
                  "all targets");
  }
}

/// `work` is that of all patterns so far.
Variable read_variable(const document::Entry& entry, std::size_t& work, Judging judging,
                       Diagnostics& diagnostics) {
  Variable variable;
  variable.name = {entry.key, entry.key_span};
  check_name(entry, diagnostics);
  if (entry.value.is_null()) return variable;
  FieldReader fields(entry.value, fmt::format("variable `{}`", entry.key), diagnostics);
  variable.label = fields.text_or("label", {});
  variable.help = fields.text_or("help", {});
  variable.type = fields.choice<Variable::Type>("type").value_or(variable.type);
  variable.required = fields.flag_or("required", true);
  if (auto value = fields.text("default")) {
    variable.default_value = std::move(value->value);
    variable.required = false;
  }
  variable.pattern = fields.text_or("pattern", {});
  if (judging == Judging::kDoneBefore) variable.pattern.clear();
  for (auto& option : fields.texts("options")) variable.options.push_back(std::move(option.value));
  variable.per = fields.choice<Variable::Per>("per").value_or(variable.per);
  refuse_for_secret(variable, fields);
  fields.refuse_unknown();
  if (!fields.is_valid()) return variable;
  check_options(variable, fields);
  if (!variable.pattern.empty() && !is_affordable(variable, work, fields)) return variable;
  check_pattern(variable, fields);
  check_default(variable, fields);
  return variable;
}

document::Node to_node(const Variable& variable, Defaults written) {
  const Variable defaults;
  FieldWriter fields(written);
  fields.text_unless("label", variable.label, {});
  fields.text_unless("help", variable.help, {});
  fields.text_unless("type", enum_name(variable.type), enum_name(defaults.type));
  // One that has a default is not required, which goes without saying.
  const bool implied = variable.default_value && fields.leaves_out_defaults();
  if (!implied) fields.flag_unless("required", variable.required, true);
  if (variable.default_value) fields.text("default", *variable.default_value);
  fields.text_unless("pattern", variable.pattern, {});
  fields.texts("options", variable.options);
  fields.text_unless("per", enum_name(variable.per), enum_name(defaults.per));
  return std::move(fields).take();
}

}  // namespace

std::vector<Variable> read_variables(FieldReader& fields, std::string_view key, Judging judging) {
  std::vector<Variable> variables;
  const auto* node = fields.find(key);
  if (node == nullptr) return variables;
  const FieldReader reader(*node, fmt::format("`{}`", key), fields.diagnostics());
  std::size_t work = 0;
  for (const auto& entry : node->entries) {
    variables.push_back(read_variable(entry, work, judging, fields.diagnostics()));
  }
  return variables;
}

document::Node to_node(const std::vector<Variable>& variables, Defaults defaults) {
  auto mapping = document::mapping_node({});
  for (const auto& variable : variables) {
    mapping.entries.push_back({variable.name.value, {}, to_node(variable, defaults)});
  }
  return mapping;
}

}  // namespace fettle::flow
