#include "core/flow/lint_variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/document/placeholder.hpp"
#include "core/document/shell.hpp"
#include "core/flow/locate.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::flow {
namespace {

/// A text full of foreign templates gets this many warnings, not thousands.
constexpr std::size_t kUndeclaredMax = 20;

bool is_declared(const Flow& flow, std::string_view name) {
  return flow.variables.empty() ||
         std::ranges::find(flow.variables, name, &Variable::name) != flow.variables.end();
}

}  // namespace

void VariableLint::see(const FlowText& text) {
  for (const auto& [name, begin, end] : document::find_placeholders(text.text)) {
    if (is_declared(flow_, name)) {
      if (!used_.contains(name)) used_.emplace(name);
    } else if (undeclared_.size() < kUndeclaredMax && !undeclared_.contains(name)) {
      undeclared_.emplace(name, locate(source_, text, text.text.substr(begin, end - begin)));
    }
  }
  if (text.kind == TextKind::kShell) refuse_forbidden(text);
}

void VariableLint::refuse_forbidden(const FlowText& text) {
  auto placeholders = document::find_placeholders(text.text);
  std::erase_if(placeholders, [&](const auto& p) { return !is_declared(flow_, p.name); });
  if (placeholders.empty()) return;
  for (const auto& slot : document::shell_slots(text.text, placeholders)) {
    const auto reason = document::forbidden_reason(slot);
    if (reason.empty()) continue;
    const auto& [name, begin, end] = slot.placeholder;
    diagnostics_.error("variable.forbidden-place",
                       locate(source_, text, text.text.substr(begin, end - begin)),
                       fmt::format("`{}` {}", name, reason),
                       fmt::format("put it elsewhere, for example into a variable of the script: "
                                   "`value={{{{ {} }}}}`",
                                   name));
  }
}

void VariableLint::report() const {
  if (flow_.variables.empty()) return;  // then every placeholder is a variable
  report_undeclared();
  report_unused();
}

void VariableLint::report_undeclared() const {
  std::vector<std::string_view> declared;
  for (const auto& variable : flow_.variables) declared.emplace_back(variable.name);
  for (const auto& [name, place] : undeclared_) {
    diagnostics_.warning("variable.undeclared", place,
                         fmt::format("`{}` is not among the declared variables, so it stays as it "
                                     "is written",
                                     name),
                         did_you_mean(name, declared, "declare it under `variables`"));
  }
}

void VariableLint::report_unused() const {
  for (const auto& variable : flow_.variables) {
    if (used_.contains(variable.name)) continue;
    diagnostics_.warning(
        "variable.unused", locate(source_, FlowText{}, variable.name + ":"),
        fmt::format("the variable `{}` is declared but used nowhere", variable.name),
        fmt::format("write `{{{{ {} }}}}` where its value belongs, or remove it", variable.name));
  }
}

}  // namespace fettle::flow
