#include "core/flow/recipe_catalogue.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/document/shell.hpp"
#include "core/flow/lint_hidden.hpp"
#include "core/flow/nearest.hpp"
#include "core/flow/resolve_values.hpp"

namespace fettle::flow {
namespace {

void report(const Diagnostics& problems, const Recipe& step, Diagnostics& diagnostics) {
  for (const auto& problem : problems.list()) {
    diagnostics.error(problem.code, step.slug.span,
                      fmt::format("recipe `{}`: {}", step.slug.value, problem.message),
                      problem.hint);
  }
}

const std::string* find_in(const Values& values, std::string_view name) {
  const auto found = values.find(std::string(name));
  return found == values.end() ? nullptr : &found->second;
}

/// Secrets go to parameters that are secrets, and those have to be given.
void check_secrets(const RecipeDocument& recipe, const Recipe& step, Diagnostics& problems) {
  std::set<std::string_view> wanted;
  for (const auto& parameter : recipe.parameters) {
    if (parameter.type == Variable::Type::kSecret) wanted.insert(parameter.name.value);
  }
  for (const auto name : wanted) {
    const auto& key = std::string(name);
    if (step.held_in.contains(key) || step.variables.contains(key)) continue;
    problems.error("variable.missing", {}, fmt::format("the secret `{}` is not given", name),
                   "pass a variable of the type `secret`");
  }
  for (const auto& [name, variable] : step.held_in) {
    if (wanted.contains(name)) continue;
    problems.error("variable.secret", {},
                   fmt::format("`{}` is no secret of the recipe, so it can't be given one", name),
                   fmt::format("declare it there as `{}: {{type: secret}}`", name));
  }
}

/// The values of a playbook's parameters: the types that YAML has as they are, others as text.
Playbook playbook_of(const RecipeDocument& recipe, const Recipe& step, const Values& values) {
  Playbook playbook{.text = recipe.script, .values = {}, .bare = {}, .secrets = step.held_in};
  for (const auto& parameter : recipe.parameters) {
    const auto* value = find_in(values, parameter.name.value);
    if (value == nullptr || step.held_in.contains(parameter.name.value)) continue;
    const bool is_bare =
        parameter.type == Variable::Type::kInteger || parameter.type == Variable::Type::kBoolean;
    (is_bare && !value->empty() ? playbook.bare : playbook.values)[parameter.name.value] = *value;
  }
  return playbook;
}

/// What people are shown, and run by hand where Fettle doesn't.
std::string shown_text(const Playbook& playbook) {
  std::string text = "# ansible-playbook, with these extra variables:\n";
  for (const auto* variables : {&playbook.bare, &playbook.values})
    for (const auto& [name, value] : *variables) {
      text += fmt::format("#   {}: {}\n", name, value.contains('\n') ? "(several lines)" : value);
    }
  for (const auto& [name, secret] : playbook.secrets)
    text += fmt::format("#   {}: (the secret {})\n", name, secret);
  return text + playbook.text;
}

void resolve_playbook(Recipe& step, const RecipeDocument& recipe, Diagnostics& diagnostics) {
  Values given;
  for (const auto& [name, value] : step.variables) given.emplace(name, value.value);
  Diagnostics problems;
  const auto values = resolve_values(recipe.parameters, given, {}, problems);
  check_secrets(recipe, step, problems);
  report(problems, step, diagnostics);
  if (problems.has_errors()) return;
  auto playbook = playbook_of(recipe, step, values);
  step.resolved = Recipe::Resolved{.version = recipe.version,
                                   .risk = recipe.risk,
                                   .script = shown_text(playbook),
                                   .several_lines = {},
                                   .playbook = playbook};
}

/// The recipe's script with the step's variables filled in; empty when that is not possible.
std::optional<std::string> fill_script(const RecipeDocument& recipe, const Recipe& step,
                                       Diagnostics& diagnostics) {
  Values given;
  for (const auto& [name, value] : step.variables) given.emplace(name, value.value);
  Diagnostics problems;
  const auto values = resolve_values(recipe.parameters, given, {}, problems);
  check_secrets(recipe, step, problems);
  if (!problems.has_errors()) {
    auto filled = document::fill_shell(
        recipe.script, [&](std::string_view name) { return find_in(values, name); },
        [&](std::string_view name) { return find_in(step.held_in, name); });
    const auto hidden = filled ? hidden_reason(*filled) : std::string();
    if (filled && hidden.empty()) return std::move(*filled);
    if (filled) problems.error("variable.unsafe", {}, "with its values the script " + hidden);
    const auto refused = filled ? std::vector<document::ShellProblem>() : filled.error();
    for (const auto& [name, reason] : refused) {
      problems.error("variable.unsafe", {}, fmt::format("the value of `{}` {}", name, reason));
    }
  }
  report(problems, step, diagnostics);
  return std::nullopt;
}

void resolve(Recipe& step, const RecipeCatalogue& book, Diagnostics& diagnostics) {
  const auto* recipe = book.find(step.slug.value);
  if (recipe == nullptr) {
    const auto known = book.slugs();
    diagnostics.error("recipe.unknown", step.slug.span,
                      fmt::format("there is no recipe `{}`", step.slug.value),
                      did_you_mean(step.slug.value, known));
    return;
  }
  if (recipe->kind == RecipeKind::kAnsible) return resolve_playbook(step, *recipe, diagnostics);
  if (auto script = fill_script(*recipe, step, diagnostics)) {
    step.resolved = Recipe::Resolved{recipe->version, recipe->risk, std::move(*script),
                                     has_several_lines(recipe->script)};
  }
}

}  // namespace

void RecipeCatalogue::add(RecipeDocument recipe) {
  auto slug = recipe.slug;
  recipes_.insert_or_assign(std::move(slug), std::move(recipe));
}

const RecipeDocument* RecipeCatalogue::find(std::string_view slug) const {
  const auto found = recipes_.find(slug);
  return found == recipes_.end() ? nullptr : &found->second;
}

std::vector<RecipeDocument> RecipeCatalogue::all() const {
  std::vector<RecipeDocument> recipes;
  for (const auto& [slug, recipe] : recipes_) recipes.push_back(recipe);
  return recipes;
}

std::vector<std::string_view> RecipeCatalogue::slugs() const {
  std::vector<std::string_view> slugs;
  for (const auto& [slug, recipe] : recipes_) slugs.push_back(slug);
  return slugs;
}

void resolve_recipes(Flow& flow, const RecipeCatalogue& book, Diagnostics& diagnostics) {
  for (auto* steps : {&flow.steps, &flow.rollback}) {
    for (auto& step : *steps) {
      if (auto* recipe = std::get_if<Recipe>(&step.body)) resolve(*recipe, book, diagnostics);
    }
  }
}

}  // namespace fettle::flow
