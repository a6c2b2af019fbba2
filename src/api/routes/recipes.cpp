// Recipes of the team.
#include "usecases/flows/recipes.hpp"

#include <fmt/format.h>

#include <array>

#include "api/answer.hpp"
#include "api/list.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;
using usecases::ShownRecipe;

struct CopySlug {
  std::optional<std::string> slug;
};
BOOST_DESCRIBE_STRUCT(CopySlug, (), (slug))

http::Response created_recipe(const ShownRecipe& recipe) {
  return created(fmt::format("/recipes/{}", recipe.id), recipe);
}

Result<http::Response> list_recipes(Call& call) {
  static constexpr std::array<std::string_view, 1> kSorts{"slug"};
  FETTLE_TRY(page, page_query(call, kSorts));
  FETTLE_TRY(found, usecases::list_recipes(call.context,
                                           {std::string(call.request.parameter("q")), page}));
  return page_answer(page, std::move(found), [](const ShownRecipe& recipe) {
    return store::PageMark{recipe.slug, recipe.id};
  });
}

Result<http::Response> create_recipe(Call& call) {
  FETTLE_TRY(body, read_body<usecases::RecipeText>(call));
  FETTLE_TRY(recipe, usecases::create_recipe(call.context, body));
  return created_recipe(recipe);
}

Result<http::Response> get_recipe(Call& call) {
  FETTLE_TRY(recipe, usecases::get_recipe(call.context, call.value("recipe_id")));
  return json_answer(recipe);
}

Result<http::Response> update_recipe(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(body, read_body<usecases::RecipeText>(call));
  FETTLE_TRY(recipe, usecases::update_recipe(call.context, {.id = call.value("recipe_id"),
                                                            .version = version,
                                                            .text = std::move(body.text)}));
  return json_answer(recipe);
}

Result<http::Response> duplicate_recipe(Call& call) {
  CopySlug body;
  if (!call.request.body.empty()) {
    FETTLE_TRY(given, read_body<CopySlug>(call));
    body = std::move(given);
  }
  FETTLE_TRY(recipe,
             usecases::duplicate_recipe(call.context, {call.value("recipe_id"), body.slug}));
  return created_recipe(recipe);
}

Result<http::Response> delete_recipe(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY_VOID(usecases::delete_recipe(call.context, {call.value("recipe_id"), version}));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"listRecipes", "GET", "/recipes", Action::kRead, list_recipes},
    Route{"createRecipe", "POST", "/recipes", Action::kEditFlows, create_recipe,
          body_as<usecases::RecipeText>},
    Route{"getRecipe", "GET", "/recipes/{recipe_id}", Action::kRead, get_recipe},
    Route{"updateRecipe", "PUT", "/recipes/{recipe_id}", Action::kEditFlows, update_recipe,
          body_as<usecases::RecipeText>},
    Route{"duplicateRecipe", "POST", "/recipes/{recipe_id}/duplicate", Action::kEditFlows,
          duplicate_recipe, body_as<CopySlug>},
    Route{"deleteRecipe", "DELETE", "/recipes/{recipe_id}", Action::kEditFlows, delete_recipe},
};

}  // namespace

std::span<const Route> recipe_routes() { return kRoutes; }

}  // namespace fettle::api
