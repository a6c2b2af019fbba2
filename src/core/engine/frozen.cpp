#include "core/engine/frozen.hpp"

#include <utility>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "base/source_text.hpp"
#include "core/flow/bind.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/recipe_book.hpp"

namespace fettle::engine {
namespace {

Error refused(std::string what, std::vector<Diagnostic> diagnostics) {
  return {ErrorCode::kInvalid, std::move(what), std::move(diagnostics), {}};
}

Result<void> resolve(flow::Flow& flow, const std::vector<FrozenRecipe>& recipes) {
  flow::RecipeBook book;
  Diagnostics problems;
  for (const auto& recipe : recipes) {
    auto parsed = flow::parse_recipe(SourceText(recipe.slug, recipe.text));
    if (!parsed.recipe) {
      return std::unexpected(
          refused("recipe " + recipe.slug + " has errors", std::move(parsed.diagnostics)));
    }
    book.add(*std::move(parsed.recipe));
  }
  flow::resolve_recipes(flow, book, problems);
  if (problems.has_errors()) {
    return std::unexpected(refused("the plan's recipes can't be used", problems.sorted()));
  }
  return {};
}

}  // namespace

std::string digest(const Frozen& frozen) { return sha256_hex(to_canonical_json(frozen)); }

Result<flow::Flow> read_flow(const Frozen& frozen) {
  const SourceText text("plan", frozen.markdown);
  auto parsed = flow::parse_flow(text);
  if (!parsed.flow) {
    return std::unexpected(refused("the plan has errors", std::move(parsed.diagnostics)));
  }
  parsed.flow->strategy = frozen.strategy;
  return *std::move(parsed.flow);
}

Result<flow::Flow> flow_for(const Frozen& frozen, const fleet::Target& target) {
  FETTLE_TRY(flow, read_flow(frozen));
  return fill_in(flow, frozen, target);
}

Result<flow::Flow> fill_in(const flow::Flow& flow, const Frozen& frozen,
                           const fleet::Target& target) {
  FETTLE_TRY(bound, flow::bind(flow, frozen.variables, target.server.variables));
  FETTLE_TRY_VOID(resolve(bound, frozen.recipes));
  return bound;
}

bool varies_by_target(const Frozen& frozen) {
  const auto flow = read_flow(frozen);
  return flow && flow::varies_by_target(*flow);
}

}  // namespace fettle::engine
