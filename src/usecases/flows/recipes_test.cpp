#include "usecases/flows/recipes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/flows/seed_catalogue.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kRecipe =
    "---\nslug: restart-nginx\nversion: \"1.0\"\nrisk: low\nparameters:\n  unit: {default: "
    "nginx}\n---\n\n# Restart nginx\n\nRestarts it.\n\n## Script\n\n```sh\nsystemctl restart {{ "
    "unit }}\n```\n";

class Recipes : public testing::Test {
 protected:
  ShownRecipe create(std::string_view text = kRecipe) {
    auto made = create_recipe(north, {std::string(text)});
    EXPECT_TRUE(made) << made.error().message << made.error().detail;
    return made ? *std::move(made) : ShownRecipe{};
  }
  std::vector<std::string> slugs(const RecipeQuery& query = {}) {
    std::vector<std::string> slugs;
    for (const auto& recipe : list_recipes(north, query).value().rows) {
      slugs.push_back(recipe.slug);
    }
    return slugs;
  }
  static std::string with(std::string_view from, std::string_view to) {
    std::string text(kRecipe);
    return text.replace(text.find(from), from.size(), to);
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
};

TEST_F(Recipes, ServeTheirPartsAndTheirText) {
  const auto recipe = get_recipe(north, create().id).value();
  EXPECT_EQ(recipe.slug, "restart-nginx");
  EXPECT_EQ(recipe.name, "Restart nginx");
  EXPECT_EQ(recipe.risk.text, R"("low")");
  EXPECT_EQ(recipe.recipe_version.text, R"("1.0")");
  EXPECT_THAT(recipe.parameters.text, HasSubstr(R"("name":"unit")"));
  EXPECT_THAT(recipe.script.text, HasSubstr("systemctl restart"));
  EXPECT_EQ(recipe.text, kRecipe);
}

TEST_F(Recipes, OfATextWithErrorsAreNotMade) {
  const auto refused = create_recipe(north, {"---\nslug: X Y\n---\n# A\n"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_FALSE(refused.error().diagnostics.empty());
  EXPECT_THAT(slugs(), IsEmpty());
}

TEST_F(Recipes, HaveASlugOfTheirOwn) {
  create();
  EXPECT_EQ(create_recipe(north, {std::string(kRecipe)}).error().code, ErrorCode::kConflict);
  EXPECT_TRUE(create_recipe(south, {std::string(kRecipe)}));
  const auto other = create(with("restart-nginx", "other"));
  EXPECT_EQ(update_recipe(north, {.id = other.id, .text = std::string(kRecipe)}).error().code,
            ErrorCode::kConflict);
}

TEST_F(Recipes, AreChangedByTheNewestVersion) {
  const auto made = create();
  const auto changed =
      update_recipe(north, {.id = made.id, .version = 1, .text = with("Restarts it", "Does it")});
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_EQ(changed->version, 2);
  EXPECT_EQ(update_recipe(north, {.id = made.id, .version = 1, .text = "x"}).error().code,
            ErrorCode::kStale);
}

TEST_F(Recipes, ThatAreShippedAreReadOnlyAndDuplicatedToBeChanged) {
  ASSERT_TRUE(
      seed_catalogue(teams.database(), std::string(TestTeams::kNorth), teams.now, teams.random));
  const auto shipped = list_recipes(north, {}).value().rows.front();
  EXPECT_TRUE(shipped.is_builtin);
  EXPECT_EQ(update_recipe(north, {.id = shipped.id, .text = std::string(kRecipe)}).error().code,
            ErrorCode::kConflict);
  EXPECT_EQ(delete_recipe(north, {.id = shipped.id}).error().code, ErrorCode::kConflict);
  const auto copy = duplicate_recipe(north, {.id = shipped.id});
  ASSERT_TRUE(copy) << copy.error().message;
  EXPECT_EQ(copy->slug, shipped.slug + "-copy");
  EXPECT_FALSE(copy->is_builtin);
  EXPECT_EQ(duplicate_recipe(north, {.id = shipped.id})->slug, shipped.slug + "-copy-2");
  EXPECT_EQ(duplicate_recipe(north, {shipped.id, "mine"})->slug, "mine");
  EXPECT_TRUE(delete_recipe(north, {.id = copy->id}));
}

TEST_F(Recipes, AreListedBySlugAPageAtATime) {
  for (const auto* slug : {"b", "a", "c"}) create(with("restart-nginx", slug));
  EXPECT_THAT(slugs(), ElementsAre("a", "b", "c"));
  EXPECT_THAT(slugs({.page = {.limit = 1, .after = store::PageMark{"a", "x"}}}),
              ElementsAre("b", "c"));
  EXPECT_THAT(slugs({.page = {.direction = store::Direction::kDescending}}),
              ElementsAre("c", "b", "a"));
  EXPECT_THAT(slugs({.text = "SLUG: B", .page = {}}), ElementsAre("b"));
}

TEST_F(Recipes, OfAnotherTeamAreNotFound) {
  const auto made = create();
  const auto not_found = [](const auto& answer) {
    return !answer && answer.error().code == ErrorCode::kNotFound;
  };
  EXPECT_TRUE(not_found(get_recipe(south, made.id)));
  EXPECT_TRUE(not_found(update_recipe(south, {.id = made.id, .text = "x"})));
  EXPECT_TRUE(not_found(duplicate_recipe(south, {.id = made.id})));
  EXPECT_TRUE(not_found(delete_recipe(south, {.id = made.id})));
  EXPECT_THAT(list_recipes(south, {}).value().rows, IsEmpty());
}

}  // namespace
}  // namespace fettle::usecases
