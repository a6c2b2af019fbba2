// The recipes of a team as flows need them: read anew from their texts, by slug.
#pragma once

#include <string_view>

#include "core/flow/recipe_catalogue.hpp"
#include "store/database/connection.hpp"

namespace fettle::usecases {

Result<flow::RecipeCatalogue> read_team_recipes(store::Connection& connection,
                                                std::string_view team);

}  // namespace fettle::usecases
