#include "core/engine/approved_plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "base/source_text.hpp"
#include "core/flow/bind.hpp"
#include "core/flow/outside_values.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::engine {
namespace {

Error refused(std::string what, std::vector<Diagnostic> diagnostics) {
  return {ErrorCode::kInvalid, std::move(what), std::move(diagnostics), {}};
}

/// What freeze() writes.
struct PlanBytes {
  flow::Flow flow;
  std::vector<flow::RecipeDocument> recipes;
};
BOOST_DESCRIBE_STRUCT(PlanBytes, (), (flow, recipes))

void append_field(std::string& json, std::string_view name, std::string_view value) {
  json += json.ends_with('{') ? "\"" : ",\"";
  json += name;
  json += "\":";
  json += value;
}

}  // namespace

Result<flow::RecipeCatalogue> read_recipes(const std::vector<ApprovedRecipe>& recipes) {
  flow::RecipeCatalogue catalogue;
  for (const auto& recipe : recipes) {
    auto parsed = flow::parse_approved_recipe(SourceText(recipe.slug, recipe.text));
    if (!parsed.recipe) {
      return std::unexpected(
          refused("recipe " + recipe.slug + " has errors", std::move(parsed.diagnostics)));
    }
    catalogue.add(*std::move(parsed.recipe));
  }
  return catalogue;
}

std::string digest(const ApprovedPlan& frozen) {
  std::vector<std::string> targets;
  for (const auto& target : frozen.targets) targets.push_back(to_canonical_json(target));
  const auto variables = to_canonical_json(frozen.variables);
  const auto strategy = to_canonical_json(frozen.strategy);
  const auto recipes = to_canonical_json(frozen.recipes);
  return digest(ApprovedTexts{.format = frozen.format,
                              .markdown = frozen.markdown,
                              .variables = variables,
                              .strategy = strategy,
                              .targets = {targets.begin(), targets.end()},
                              .recipes = recipes,
                              .compiled = frozen.compiled});
}

std::string digest(const ApprovedTexts& texts) {
  std::string json = "{";
  // The first format did not name itself.
  if (texts.format > 1) append_field(json, "format", std::to_string(texts.format));
  append_field(json, "markdown", to_canonical_json(texts.markdown));
  append_field(json, "variables", texts.variables);
  append_field(json, "strategy", texts.strategy);
  append_field(json, "targets", fmt::format("[{}]", fmt::join(texts.targets, ",")));
  append_field(json, "recipes", texts.recipes);
  if (!texts.compiled.empty()) append_field(json, "compiled", texts.compiled);
  json += '}';
  return sha256_hex(json);
}

std::string freeze(const CompiledPlan& plan) {
  return to_canonical_json(PlanBytes{plan.flow, plan.recipes.all()});
}

Result<CompiledPlan> read_plan(const ApprovedPlan& frozen) {
  if (!frozen.compiled.empty()) {
    FETTLE_TRY(bytes, from_json<PlanBytes>(frozen.compiled));
    CompiledPlan plan{std::move(bytes.flow), {}};
    for (auto& recipe : bytes.recipes) plan.recipes.add(std::move(recipe));
    return plan;
  }
  const SourceText text("plan", frozen.markdown);
  auto parsed = flow::parse_approved_flow(text, frozen.format);
  if (!parsed.flow) {
    return std::unexpected(refused("the plan has errors", std::move(parsed.diagnostics)));
  }
  parsed.flow->strategy = frozen.strategy;
  FETTLE_TRY(recipes, read_recipes(frozen.recipes));
  return CompiledPlan{*std::move(parsed.flow), std::move(recipes)};
}

namespace {

/// Versions that wrote the first format filled values in by other rules. Where a value is of the
/// safe alphabet the rules don't matter; elsewhere what ran would differ from what was approved.
Result<void> check_earlier_values(const CompiledPlan& plan, const ApprovedPlan& approved,
                                  const fleet::Target& target) {
  if (approved.format > 1) return {};
  auto values = approved.variables;
  for (const auto& variable : plan.flow.variables) {
    const auto own = target.server.variables.find(variable.name.value);
    const bool counts = variable.per == flow::Variable::Per::kTarget;
    if (counts && own != target.server.variables.end())
      values.insert_or_assign(own->first, own->second);
  }
  const auto name = flow::find_unsafe_value(values);
  if (name.empty()) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("the value of `{}` was approved by a version that filled values in "
                          "otherwise, and has characters for which that matters",
                          name));
}

}  // namespace

Result<flow::Flow> bind_target(const CompiledPlan& plan, const ApprovedPlan& frozen,
                               const fleet::Target& target) {
  FETTLE_TRY_VOID(check_earlier_values(plan, frozen, target));
  FETTLE_TRY(bound, flow::bind_to(plan.flow, frozen.variables, target));
  Diagnostics problems;
  flow::resolve_recipes(bound, plan.recipes, problems);
  if (problems.has_errors()) {
    return std::unexpected(refused("the plan's recipes can't be used", problems.sorted()));
  }
  return bound;
}

Result<flow::Flow> flow_for(const ApprovedPlan& frozen, const fleet::Target& target) {
  FETTLE_TRY(plan, read_plan(frozen));
  return bind_target(plan, frozen, target);
}

}  // namespace fettle::engine
