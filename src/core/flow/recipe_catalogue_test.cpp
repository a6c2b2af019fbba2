#include "core/flow/recipe_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>

namespace fettle::flow {
namespace {

using testing::HasSubstr;

RecipeCatalogue book() {
  RecipeDocument recipe;
  recipe.slug = "db-backup";
  recipe.version = "1.2";
  recipe.risk = Risk::kHigh;
  recipe.script = "mysqldump {{ db_name }}\n";
  Variable parameter;
  parameter.name.value = "db_name";
  recipe.parameters = {parameter};
  RecipeCatalogue book;
  book.add(std::move(recipe));
  return book;
}

Flow calling(std::string slug, std::map<std::string, Located<std::string>> variables) {
  Flow flow;
  Recipe recipe;
  recipe.slug = {std::move(slug), {{3, 9}, {3, 12}}};
  recipe.variables = std::move(variables);
  flow.steps.emplace_back();
  flow.steps.back().body = std::move(recipe);
  return flow;
}

TEST(ResolveRecipes, FillsTheScriptWithQuotedValues) {
  auto flow = calling("db-backup", {{"db_name", {"a b"}}});
  Diagnostics diagnostics;
  resolve_recipes(flow, book(), diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(std::get<Recipe>(flow.steps[0].body).resolved,
            (Recipe::Resolved{"1.2", Risk::kHigh, "mysqldump 'a b'\n"}));
}

TEST(ResolveRecipes, PlaybookKeepsItsTextAndGetsItsValuesBesideIt) {
  RecipeDocument recipe;
  recipe.slug = "play";
  recipe.kind = RecipeKind::kAnsible;
  recipe.script = "- hosts: all\n";
  recipe.parameters.resize(2);
  recipe.parameters[0].name.value = "words";
  recipe.parameters[1].name.value = "count";
  recipe.parameters[1].type = Variable::Type::kInteger;
  RecipeCatalogue book;
  book.add(std::move(recipe));
  auto flow = calling("play", {{"words", {"{{ x }}"}}, {"count", {"3"}}});
  Diagnostics diagnostics;
  resolve_recipes(flow, book, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  const auto& resolved = std::get<Recipe>(flow.steps[0].body).resolved;
  ASSERT_TRUE(resolved && resolved->playbook);
  EXPECT_EQ(resolved->playbook->text, "- hosts: all\n");
  EXPECT_EQ(resolved->playbook->values, (std::map<std::string, std::string>{{"words", "{{ x }}"}}));
  EXPECT_EQ(resolved->playbook->bare, (std::map<std::string, std::string>{{"count", "3"}}));
  EXPECT_THAT(resolved->script, HasSubstr("#   words: {{ x }}\n")) << "people see what is given";
}

TEST(ResolveRecipes, UnknownSlugGetsASuggestion) {
  auto flow = calling("db-backp", {});
  Diagnostics diagnostics;
  resolve_recipes(flow, book(), diagnostics);
  ASSERT_EQ(diagnostics.list().size(), 1U);
  EXPECT_EQ(diagnostics.list()[0].code, "recipe.unknown");
  EXPECT_EQ(diagnostics.list()[0].span.begin, (Position{3, 9}));
  EXPECT_EQ(diagnostics.list()[0].hint, "did you mean `db-backup`?");
}

TEST(ResolveRecipes, MissingAndSurplusVariablesAreNamed) {
  auto flow = calling("db-backup", {{"database", {"x"}}});
  Diagnostics diagnostics;
  resolve_recipes(flow, book(), diagnostics);
  ASSERT_EQ(diagnostics.list().size(), 2U);
  EXPECT_THAT(diagnostics.list()[0].message, HasSubstr("no variable `database`"));
  EXPECT_THAT(diagnostics.list()[1].message, HasSubstr("`db_name` has no value"));
  EXPECT_FALSE(std::get<Recipe>(flow.steps[0].body).resolved);
}

TEST(ParseRecipe, ReadsItsSections) {
  const std::string text =
      "---\nslug: a\nversion: 1\nrisk: none\nos_families: [debian]\n---\n# Name\n\nWhy.\n\n"
      "## Pre-check\n\nBefore.\n\n## Script\n\nRuns:\n\n```sh\r\ntrue\r\n```\n\n## Post-check\n\n"
      "After.\n";
  const auto parsed = parse_recipe(SourceText("a.md", text));
  ASSERT_TRUE(parsed.recipe);
  EXPECT_EQ(parsed.recipe->name, "Name");
  EXPECT_EQ(parsed.recipe->description, "Why.");
  EXPECT_EQ(parsed.recipe->pre_check, "Before.");
  EXPECT_EQ(parsed.recipe->post_check, "After.");
  EXPECT_EQ(parsed.recipe->script, "true\n");
}

RecipeCatalogue book_with_secret() {
  RecipeDocument recipe;
  recipe.slug = "login";
  recipe.script = "login '{{ password }}'\n";
  Variable parameter;
  parameter.name.value = "password";
  parameter.type = Variable::Type::kSecret;
  recipe.parameters = {parameter};
  RecipeCatalogue book;
  book.add(std::move(recipe));
  return book;
}

TEST(ResolveRecipes, SecretParameterIsReadFromTheEnvironment) {
  auto flow = calling("login", {});
  std::get<Recipe>(flow.steps[0].body).held_in = {{"password", "db_key"}};
  Diagnostics diagnostics;
  resolve_recipes(flow, book_with_secret(), diagnostics);
  ASSERT_TRUE(diagnostics.empty()) << diagnostics.list()[0].message;
  EXPECT_EQ(std::get<Recipe>(flow.steps[0].body).resolved->script, "login ''\"${db_key}\"''\n");
}

TEST(ResolveRecipes, SecretGoesToASecretParameterAndNothingElseDoes) {
  const auto problem = [](Flow flow, const RecipeCatalogue& recipes) {
    Diagnostics diagnostics;
    resolve_recipes(flow, recipes, diagnostics);
    return diagnostics.empty() ? "" : diagnostics.list()[0].message;
  };
  EXPECT_THAT(problem(calling("login", {{"password", {"hunter2"}}}), book_with_secret()),
              HasSubstr("`password` is a secret, whose value must not be written down"));
  EXPECT_THAT(problem(calling("login", {}), book_with_secret()),
              HasSubstr("the secret `password` is not given"));
  auto flow = calling("db-backup", {{"db_name", {"x"}}});
  std::get<Recipe>(flow.steps[0].body).held_in = {{"db_name", "key"}};
  EXPECT_THAT(problem(flow, book()), HasSubstr("`db_name` is no secret of the recipe"));
}

}  // namespace
}  // namespace fettle::flow
