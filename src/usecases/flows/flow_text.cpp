#include "usecases/flows/flow_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/source_text.hpp"
#include "base/utf8.hpp"
#include "core/document/front_matter.hpp"
#include "core/document/markdown.hpp"
#include "core/flow/nearest.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/flows/flow_json.hpp"
#include "usecases/flows/shown_diagnostic.hpp"

namespace fettle::usecases {
namespace {

void warn_unknown_recipes(const std::vector<flow::Step>& steps, std::span<const std::string> slugs,
                          Diagnostics& problems) {
  const std::vector<std::string_view> known(slugs.begin(), slugs.end());
  for (const auto& step : steps) {
    const auto* recipe = std::get_if<flow::Recipe>(&step.body);
    if (recipe == nullptr) continue;
    if (std::ranges::find(known, recipe->slug.value) != known.end()) continue;
    problems.warning(
        "recipe.unknown", recipe->slug.span,
        fmt::format("the team has no recipe `{}`", recipe->slug.value),
        flow::did_you_mean(recipe->slug.value, known, "make the recipe before the flow is run"));
  }
}

Error refusal(const std::vector<Diagnostic>& diagnostics) {
  const auto is_error = [](const Diagnostic& one) { return one.severity == Severity::kError; };
  const auto errors = std::ranges::count_if(diagnostics, is_error);
  return {.code = ErrorCode::kInvalid,
          .message = fmt::format("the flow's text has {} {}; nothing was saved", errors,
                                 errors == 1 ? "error" : "errors"),
          .diagnostics = diagnostics};
}

/// What a list of flows has to hold.
Result<void> check_sizes(const flow::Flow& flow) {
  FieldProblems problems;
  problems.check_name("markdown: the flow's name", flow.name);
  problems.check_line("markdown: `subject`", flow.subject);
  if (flow.tags.size() > 50) problems.add("markdown: `tags`", "are more than 50");
  for (const auto& tag : flow.tags) problems.check_name("markdown: a tag", tag, 64);
  return problems.done();
}

}  // namespace

flow::ParsedFlow read_flow_text(std::string_view markdown, std::span<const std::string> slugs) {
  auto parsed = flow::parse_flow(SourceText("flow.md", markdown));
  if (!parsed.flow) return parsed;
  Diagnostics problems;
  for (auto& found : parsed.diagnostics) problems.add(std::move(found));
  warn_unknown_recipes(parsed.flow->steps, slugs, problems);
  warn_unknown_recipes(parsed.flow->rollback, slugs, problems);
  parsed.diagnostics = problems.sorted();
  return parsed;
}

Result<void> fill_from_text(store::FlowRow& row, std::string markdown,
                            std::span<const std::string> slugs) {
  const auto parsed = read_flow_text(markdown, slugs);
  if (!parsed.flow) return std::unexpected(refusal(parsed.diagnostics));
  const auto& flow = *parsed.flow;
  FETTLE_TRY_VOID(check_sizes(flow));
  row.tree_type = enum_name(flow.type);
  row.name = flow.name;
  row.description = flow.description;
  row.subject = flow.subject;
  row.risk_level = enum_name(flow.risk);
  row.strategy = enum_name(flow.strategy.kind);
  row.tags = to_json(flow.tags);
  row.step_count = static_cast<int>(flow.steps.size());
  row.tree_structure = steps_json(flow).text;
  row.intake_form = intake_form_json(flow).text;
  row.front = front_json(flow).text;
  row.diagnostics = to_json(show(parsed.diagnostics));
  row.markdown = std::move(markdown);
  return {};
}

std::string with_name(std::string_view markdown, std::string_view name) {
  const SourceText source("flow.md", markdown);
  Diagnostics ignored;
  const auto front = document::cut_front_matter(source, ignored);
  for (const auto& block : document::read_outline(source, front ? front->body : 0)) {
    const auto* heading = std::get_if<document::Heading>(&block);
    if (heading == nullptr || heading->level != 1) continue;
    return fmt::format("{}# {}\n{}", markdown.substr(0, heading->range.begin), name,
                       markdown.substr(heading->range.end));
  }
  return std::string(markdown);
}

}  // namespace fettle::usecases
