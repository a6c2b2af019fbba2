#include "tests/catalogue/documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <variant>

#include "core/flow/parse_flow.hpp"
#include "core/flow/step_texts.hpp"

namespace fettle::catalogue {
namespace {

namespace fs = std::filesystem;

fs::path catalogue() { return fs::path(FETTLE_SOURCE_DIR) / "catalogue"; }

void resolve(flow::Flow& flow) {
  Diagnostics diagnostics;
  flow::resolve_recipes(flow, recipe_catalogue(), diagnostics);
  if (diagnostics.empty()) return;
  throw std::runtime_error(flow.name + ": " + diagnostics.list().front().message);
}

}  // namespace

std::vector<fs::path> documents(std::string_view folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(catalogue() / folder)) {
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string read(const fs::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("can't read " + file.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

flow::Flow read_flow(std::string_view name) {
  const fs::path file = catalogue() / "flows" / fmt::format("{}.md", name);
  const std::string text = read(file);
  const SourceText source(file.filename().string(), text);
  auto parsed = flow::parse_flow(source);
  if (!parsed.flow) throw std::runtime_error(source.show(parsed.diagnostics));
  return *std::move(parsed.flow);
}

flow::RecipeCatalogue recipe_catalogue() {
  flow::RecipeCatalogue book;
  for (const fs::path& file : documents("recipes")) {
    const std::string text = read(file);
    const SourceText source(file.filename().string(), text);
    auto parsed = flow::parse_recipe(source);
    if (!parsed.recipe) throw std::runtime_error(source.show(parsed.diagnostics));
    book.add(*std::move(parsed.recipe));
  }
  return book;
}

flow::Flow ready(const flow::Flow& flow, const flow::Values& values) {
  auto bound = flow::bind(flow, values, {});
  if (!bound) throw std::runtime_error(flow.name + ": " + bound.error().message);
  resolve(*bound);
  return *std::move(bound);
}

std::string recipe_script(std::string_view slug, const flow::Values& values) {
  flow::Recipe recipe;
  recipe.slug = std::string(slug);
  for (const auto& [name, value] : values) recipe.variables[name] = value;
  flow::Flow flow;
  flow.name = slug;
  flow.steps.emplace_back().body = recipe;
  resolve(flow);
  return std::get<flow::Recipe>(flow.steps.front().body).resolved->script;
}

std::vector<std::string> scripts(const std::vector<flow::Step>& steps) {
  std::vector<std::string> found;
  for (const flow::Step& step : steps) {
    read_texts(step, [&](const std::string& text, Span /*place*/, flow::TextKind kind) {
      if (kind == flow::TextKind::kShell) found.push_back(text);
    });
    if (const auto* recipe = std::get_if<flow::Recipe>(&step.body); recipe && recipe->resolved) {
      found.push_back(recipe->resolved->script);
    }
  }
  return found;
}

}  // namespace fettle::catalogue
