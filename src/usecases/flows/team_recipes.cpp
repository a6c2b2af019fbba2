#include "usecases/flows/team_recipes.hpp"

#include <utility>

#include "base/source_text.hpp"
#include "store/recipe_store.hpp"

namespace fettle::usecases {

Result<flow::RecipeCatalogue> read_team_recipes(store::Connection& connection,
                                                std::string_view team) {
  FETTLE_TRY(rows, store::list_recipes(connection, team));
  flow::RecipeCatalogue recipes;
  for (const auto& row : rows) {
    // One that is no longer readable is unknown, which whoever needs it is told.
    auto parsed = flow::parse_approved_recipe(SourceText(row.slug + ".md", row.text));
    if (parsed.recipe) recipes.add(*std::move(parsed.recipe));
  }
  return recipes;
}

}  // namespace fettle::usecases
