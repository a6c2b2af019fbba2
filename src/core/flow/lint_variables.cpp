#include "core/flow/lint_variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/document/shell.hpp"
#include "core/flow/flow_variables.hpp"
#include "core/flow/locate.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::flow {
namespace {

/// A text full of foreign templates gets this many warnings, not thousands.
constexpr std::size_t kUndeclaredMax = 20;
constexpr std::size_t kForbiddenMax = 100;
constexpr std::size_t kUnusedMax = 100;

}  // namespace

VariableLint::VariableLint(const SourceText& source, const Flow& flow, Diagnostics& diagnostics)
    : source_(source), flow_(flow), diagnostics_(diagnostics) {
  for (const auto& variable : flow.variables) {
    used_.emplace(variable.name.value, false);
    if (variable.type == Variable::Type::kSecret) secrets_.insert(variable.name.value);
  }
}

bool VariableLint::is_declared(std::string_view name) const {
  return used_.empty() || used_.contains(name) || is_target_name(name);
}

void VariableLint::see(const FlowText& text) {
  auto next = document::next_placeholder(text.text, 0);
  const bool fills_shell = next && text.kind == TextKind::kShell;
  for (; next; next = document::next_placeholder(text.text, next->end)) see(*next, text);
  if (!fills_shell) return;
  if (!secrets_.empty() || document::may_forbid(text.text)) refuse_forbidden(text);
}

void VariableLint::see(const document::Placeholder& placeholder, const FlowText& text) {
  const auto& [name, begin, end] = placeholder;
  if (const auto declared = used_.find(name); declared != used_.end()) {
    declared->second = true;
  } else if (!is_declared(name) && undeclared_.size() < kUndeclaredMax &&
             !undeclared_.contains(name)) {
    undeclared_.emplace(name, locate(source_, text, text.text.substr(begin, end - begin)));
  }
}

void VariableLint::refuse_forbidden(const FlowText& text) {
  auto placeholders = document::find_placeholders(text.text);
  std::erase_if(placeholders, [&](const auto& p) { return !is_declared(p.name); });
  if (placeholders.empty()) return;
  std::map<std::string_view, std::size_t> seen;
  for (const auto& slot : document::shell_slots(text.text, placeholders)) {
    const auto& [name, begin, end] = slot.placeholder;
    const auto part = text.text.substr(begin, end - begin);
    const auto before = seen[part]++;
    const auto reason = secrets_.contains(name) ? document::forbidden_for_variable(slot)
                                                : document::forbidden_reason(slot);
    if (reason.empty()) continue;
    if (++forbidden_ > kForbiddenMax) return;
    diagnostics_.error("variable.forbidden-place", locate(source_, text, part, before),
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
  declared.reserve(flow_.variables.size());
  for (const auto& variable : flow_.variables) declared.emplace_back(variable.name.value);
  for (const auto& [name, place] : undeclared_) {
    diagnostics_.warning("variable.undeclared", place,
                         fmt::format("`{}` is not among the declared variables, so it stays as it "
                                     "is written",
                                     name),
                         did_you_mean(name, declared, "declare it under `variables`"));
  }
}

void VariableLint::report_unused() const {
  std::size_t unused = 0;
  for (const auto& variable : flow_.variables) {
    if (used_.at(variable.name.value)) continue;
    if (++unused > kUnusedMax) return;
    diagnostics_.warning(
        "variable.unused", variable.name.span,
        fmt::format("the variable `{}` is declared but used nowhere", variable.name.value),
        fmt::format("write `{{{{ {} }}}}` where its value belongs, or remove it",
                    variable.name.value));
  }
}

}  // namespace fettle::flow
