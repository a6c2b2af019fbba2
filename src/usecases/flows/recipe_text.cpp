#include "usecases/flows/recipe_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/source_text.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "usecases/field_problems.hpp"

namespace fettle::usecases {
namespace {

ShownParameter show(const flow::Variable& variable) {
  return {.name = variable.name.value,
          .label = variable.label,
          .help = variable.help,
          .type = std::string(enum_name(variable.type)),
          .required = variable.required,
          .default_value = variable.default_value,
          .pattern = variable.pattern,
          .options = variable.options};
}

ShownRecipeDocument show(const flow::RecipeDocument& recipe) {
  ShownRecipeDocument shown{.description = recipe.description,
                            .recipe_version = recipe.version,
                            .kind = std::string(enum_name(recipe.kind)),
                            .risk = std::string(enum_name(recipe.risk)),
                            .parameters = {},
                            .os_families = recipe.os_families,
                            .tags = recipe.tags,
                            .pre_check = recipe.pre_check,
                            .post_check = recipe.post_check,
                            .script = recipe.script};
  for (const auto& parameter : recipe.parameters) shown.parameters.push_back(show(parameter));
  return shown;
}

}  // namespace

Result<void> fill_from_text(store::RecipeRow& row, std::string text) {
  auto parsed = flow::parse_recipe(SourceText("recipe.md", text));
  if (!parsed.recipe) {
    return std::unexpected(Error{.code = ErrorCode::kInvalid,
                                 .message = "the recipe's text has errors; nothing was saved",
                                 .diagnostics = std::move(parsed.diagnostics)});
  }
  FieldProblems problems;
  problems.check_name("text: `slug`", parsed.recipe->slug);
  problems.check_name("text: the recipe's name", parsed.recipe->name);
  FETTLE_TRY_VOID(problems.done());
  row.slug = parsed.recipe->slug;
  row.name = parsed.recipe->name;
  row.document = to_json(show(*parsed.recipe));
  row.diagnostics = to_json(usecases::show(parsed.diagnostics));
  row.text = std::move(text);
  return {};
}

}  // namespace fettle::usecases
