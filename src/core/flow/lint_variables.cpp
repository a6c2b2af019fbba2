#include "core/flow/lint_variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/document/placeholder.hpp"
#include "core/document/shell.hpp"
#include "core/flow/flow_texts.hpp"
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

void refuse_forbidden(const SourceText& source, const Flow& flow, const FlowText& text,
                      Diagnostics& diagnostics) {
  auto placeholders = document::find_placeholders(text.text);
  std::erase_if(placeholders, [&](const auto& p) { return !is_declared(flow, p.name); });
  if (placeholders.empty()) return;
  for (const auto& slot : document::shell_slots(text.text, placeholders)) {
    const auto reason = document::forbidden_reason(slot);
    if (reason.empty()) continue;
    const auto& [name, begin, end] = slot.placeholder;
    diagnostics.error("variable.forbidden-place",
                      locate(source, text, text.text.substr(begin, end - begin)),
                      fmt::format("`{}` {}", name, reason),
                      fmt::format("put it elsewhere, for example into a variable of the script: "
                                  "`value={{{{ {} }}}}`",
                                  name));
  }
}

/// Each undeclared name and the text that first uses it.
using Uses = std::map<std::string, std::pair<FlowText, std::string>, std::less<>>;

void warn_undeclared(const SourceText& source, const Flow& flow, const Uses& uses,
                     Diagnostics& diagnostics) {
  std::vector<std::string_view> declared;
  for (const auto& variable : flow.variables) declared.push_back(variable.name);
  for (const auto& [name, use] : uses) {
    const auto& [text, written] = use;
    diagnostics.warning("variable.undeclared", locate(source, text, written),
                        fmt::format("`{}` is not among the declared variables, so it stays as it "
                                    "is written",
                                    name),
                        did_you_mean(name, declared, "declare it under `variables`"));
  }
}

void warn_unused(const SourceText& source, const Flow& flow,
                 const std::set<std::string, std::less<>>& used, Diagnostics& diagnostics) {
  for (const auto& variable : flow.variables) {
    if (used.contains(variable.name)) continue;
    const auto place = locate(source, FlowText{}, variable.name + ":");
    diagnostics.warning(
        "variable.unused", place,
        fmt::format("the variable `{}` is declared but used nowhere", variable.name),
        fmt::format("write `{{{{ {} }}}}` where its value belongs, or remove it", variable.name));
  }
}

}  // namespace

void lint_variables(const SourceText& source, const Flow& flow, Diagnostics& diagnostics) {
  Uses undeclared;
  std::set<std::string, std::less<>> used;
  read_texts(flow, [&](const FlowText& text) {
    for (const auto& [name, begin, end] : document::find_placeholders(text.text)) {
      if (is_declared(flow, name)) {
        used.emplace(name);
      } else if (undeclared.size() < kUndeclaredMax && !undeclared.contains(name)) {
        const auto written = std::string(text.text.substr(begin, end - begin));
        undeclared.emplace(name, std::pair(FlowText{{}, text.kind, text.span, text.step}, written));
      }
    }
    if (text.kind == TextKind::kShell) refuse_forbidden(source, flow, text, diagnostics);
  });
  warn_undeclared(source, flow, undeclared, diagnostics);
  if (!flow.variables.empty()) warn_unused(source, flow, used, diagnostics);
}

}  // namespace fettle::flow
