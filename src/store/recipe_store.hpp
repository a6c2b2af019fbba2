// Recipes of a team: their documents and what was read from them, as JSON. A slug is one recipe's
// in a team, shipped ones included. What a document means is core/flow/recipe_catalogue.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

/// More than this a team can't have: all are listed at once.
inline constexpr std::int64_t kRecipesMax = 1000;

struct RecipeRow {
  std::string id;
  std::string slug;
  std::string text;
  std::string name;
  std::string document;     ///< JSON: the parts of the text
  std::string diagnostics;  ///< JSON: its warnings
  bool is_builtin = false;
  std::string builtin_hash;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  std::optional<std::string> updated_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(RecipeRow, (),
                      (id, slug, text, name, document, diagnostics, is_builtin, builtin_hash,
                       version, created_by, updated_by, created_at, updated_at))

/// All of the team, by slug.
Result<std::vector<RecipeRow>> list_recipes(Connection& connection, std::string_view team);
Result<std::vector<std::string>> list_recipe_slugs(Connection& connection, std::string_view team);
Result<std::optional<RecipeRow>> find_recipe(Connection& connection, TeamKey key);
Result<std::optional<RecipeRow>> find_recipe_by_slug(Connection& connection, std::string_view team,
                                                     std::string_view slug);

/// False where the team has one of that slug. Inside a transaction, as all that write.
Result<bool> insert_recipe(Connection& connection, std::string_view team, const RecipeRow& recipe);
/// False where the stored version is not the one before `recipe.version`; kConflict where the slug
/// is another's.
Result<bool> update_recipe(Connection& connection, std::string_view team, const RecipeRow& recipe);
Result<void> delete_recipe(Connection& connection, TeamKey key);

}  // namespace fettle::store
