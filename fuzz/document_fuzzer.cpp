// Any text as a flow and as a recipe: it is read or refused with diagnostics that can be shown.
// A flow that is read can be written, read again as the same flow, and bound. Slow inputs are
// findings, too.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "base/source_text.hpp"
#include "core/flow/bind.hpp"
#include "core/flow/flow_variables.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "core/flow/render_flow.hpp"

namespace {

namespace flow = fettle::flow;

void show_all(const fettle::SourceText& source, const std::vector<fettle::Diagnostic>& problems) {
  for (const auto& problem : problems) FETTLE_CHECK(!source.show(problem).empty());
}

bool has_error(const std::vector<fettle::Diagnostic>& problems) {
  for (const auto& problem : problems) {
    if (problem.severity == fettle::Severity::kError) return true;
  }
  return false;
}

void check_flow(const flow::Flow& read) {
  const auto text = flow::render(read);
  const fettle::SourceText source("rendered.md", text);
  const auto again = flow::parse_flow(source);
  FETTLE_CHECK(again.flow.has_value());
  FETTLE_CHECK(*again.flow == read);
  flow::Values values;
  for (const auto& variable : flow::effective_variables(read))
    values[variable.name.value] = "x; reboot";
  static_cast<void>(flow::bind(read, values, {}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const fettle::SourceText source("fuzz.md", text);
  const auto parsed = flow::parse_flow(source);
  show_all(source, parsed.diagnostics);
  FETTLE_CHECK(parsed.flow.has_value() != has_error(parsed.diagnostics));
  if (parsed.flow) check_flow(*parsed.flow);
  const auto recipe = flow::parse_recipe(source);
  show_all(source, recipe.diagnostics);
  FETTLE_CHECK(recipe.recipe.has_value() != has_error(recipe.diagnostics));
  return 0;
}
