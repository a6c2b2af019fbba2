// Recipes: listed, made, copied, changed, deleted. The document is what a recipe is; a shipped one
// is read-only. A slug is one recipe's in a team, as flows name recipes by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "store/database/page.hpp"
#include "store/recipe_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct ShownRecipe {
  std::string id;
  std::string slug;
  std::string name;
  JsonText description;
  JsonText recipe_version;  ///< as the document has it
  JsonText kind;
  JsonText risk;
  JsonText parameters;
  JsonText os_families;
  JsonText tags;
  JsonText pre_check;
  JsonText post_check;
  JsonText script;
  std::string text;
  JsonText diagnostics;  ///< warnings
  bool is_builtin = false;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  std::optional<std::string> updated_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ShownRecipe, (),
                      (id, slug, name, description, recipe_version, kind, risk, parameters,
                       os_families, tags, pre_check, post_check, script, text, diagnostics,
                       is_builtin, version, created_by, updated_by, created_at, updated_at))

struct RecipeQuery {
  std::string text;  ///< in slug, name and document
  store::PageQuery page;
};
/// By slug.
Result<store::PageRows<ShownRecipe>> list_recipes(Context& context, const RecipeQuery& query);
Result<ShownRecipe> get_recipe(Context& context, const std::string& id);

struct RecipeText {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(RecipeText, (), (text))
/// kInvalid, with every diagnostic, where the text has errors; kConflict where its slug is taken.
Result<ShownRecipe> create_recipe(Context& context, const RecipeText& recipe);

struct UpdateRecipe {
  std::string id;
  std::optional<std::int64_t> version;
  std::string text;
};
Result<ShownRecipe> update_recipe(Context& context, const UpdateRecipe& change);

struct DuplicateRecipe {
  std::string id;
  std::optional<std::string> slug;  ///< none: the next that is free after `<slug>-copy`
};
Result<ShownRecipe> duplicate_recipe(Context& context, const DuplicateRecipe& recipe);

struct DeleteRecipe {
  std::string id;
  std::optional<std::int64_t> version;
};
/// Flows that name it warn of an unknown recipe afterwards. kConflict of a shipped one.
Result<void> delete_recipe(Context& context, const DeleteRecipe& recipe);

}  // namespace fettle::usecases
