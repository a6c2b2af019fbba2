#include "store/recipe_store.hpp"

namespace fettle::store {

Result<std::vector<RecipeRow>> list_recipes(Connection& connection, std::string_view team) {
  return connection.all<RecipeRow>(
      "select id, slug, text, name, document, diagnostics, is_builtin, builtin_hash, version, "
      "created_by, updated_by, created_at, updated_at from recipes where team_id = ? order by slug",
      team);
}

Result<std::vector<std::string>> list_recipe_slugs(Connection& connection, std::string_view team) {
  return connection.all<std::string>("select slug from recipes where team_id = ? order by slug",
                                     team);
}

Result<std::optional<RecipeRow>> find_recipe(Connection& connection, TeamKey key) {
  return connection.find<RecipeRow>(
      "select id, slug, text, name, document, diagnostics, is_builtin, builtin_hash, version, "
      "created_by, updated_by, created_at, updated_at from recipes where team_id = ? and id = ?",
      key.team, key.id);
}

Result<std::optional<RecipeRow>> find_recipe_by_slug(Connection& connection, std::string_view team,
                                                     std::string_view slug) {
  return connection.find<RecipeRow>(
      "select id, slug, text, name, document, diagnostics, is_builtin, builtin_hash, version, "
      "created_by, updated_by, created_at, updated_at from recipes where team_id = ? and slug = ?",
      team, slug);
}

Result<bool> insert_recipe(Connection& connection, std::string_view team, const RecipeRow& recipe) {
  FETTLE_TRY(
      added,
      connection.run("insert into recipes (id, team_id, slug, text, name, document, "
                     "diagnostics, is_builtin, builtin_hash, version, created_by, updated_by, "
                     "created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                     "on conflict (team_id, slug) do nothing",
                     recipe.id, team, recipe.slug, recipe.text, recipe.name, recipe.document,
                     recipe.diagnostics, recipe.is_builtin, recipe.builtin_hash, recipe.version,
                     recipe.created_by, recipe.updated_by, recipe.created_at, recipe.updated_at));
  return added > 0;
}

Result<bool> update_recipe(Connection& connection, std::string_view team, const RecipeRow& recipe) {
  FETTLE_TRY(
      changed,
      connection.run("update recipes set slug = ?, text = ?, name = ?, document = ?, "
                     "diagnostics = ?, builtin_hash = ?, version = ?, updated_by = ?, "
                     "updated_at = ? where team_id = ? and id = ? and version = ?",
                     recipe.slug, recipe.text, recipe.name, recipe.document, recipe.diagnostics,
                     recipe.builtin_hash, recipe.version, recipe.updated_by, recipe.updated_at,
                     team, recipe.id, recipe.version - 1));
  return changed > 0;
}

Result<void> delete_recipe(Connection& connection, TeamKey key) {
  FETTLE_TRY_VOID(
      connection.run("delete from recipes where team_id = ? and id = ?", key.team, key.id));
  return {};
}

}  // namespace fettle::store
