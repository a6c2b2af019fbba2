// Each document of flows/ and recipes/ against the file NAME.expected beside it: its diagnostics
// as a person sees them and, where it is good, its canonical form. `UPDATE_GOLDEN=1` rewrites
// the expectations; read the difference before committing it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "core/flow/render_flow.hpp"

namespace fettle::flow {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string outcome_of_flow(const SourceText& source) {
  const auto parsed = parse_flow(source);
  const auto text = source.show(parsed.diagnostics);
  return parsed.flow ? text + "=== canonical\n" + render(*parsed.flow) : text;
}

std::string outcome_of_recipe(const SourceText& source) {
  const auto parsed = parse_recipe(source);
  auto text = source.show(parsed.diagnostics);
  if (parsed.recipe) text += "=== " + parsed.recipe->name + "\n" + parsed.recipe->script;
  return text;
}

class Golden : public testing::TestWithParam<fs::path> {};

TEST_P(Golden, IsReadAsExpected) {
  const auto path = GetParam();
  const auto text = read_file(path);
  const SourceText source(path.filename(), text);
  const bool recipe = path.parent_path().filename() == "recipes";
  const auto outcome = recipe ? outcome_of_recipe(source) : outcome_of_flow(source);
  auto expected = path;
  expected.replace_extension(".expected");
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << outcome;
  }
  EXPECT_EQ(outcome, read_file(expected));
}

std::vector<fs::path> documents(const char* folder) {
  std::vector<fs::path> paths;
  for (const auto& entry :
       fs::directory_iterator(fs::path(FETTLE_SOURCE_DIR "/tests/golden") / folder)) {
    if (entry.path().extension() == ".md") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

std::string test_name(const testing::TestParamInfo<fs::path>& info) {
  auto name = info.param.stem().string();
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Flows, Golden, testing::ValuesIn(documents("flows")), test_name);
INSTANTIATE_TEST_SUITE_P(Recipes, Golden, testing::ValuesIn(documents("recipes")), test_name);

}  // namespace
}  // namespace fettle::flow
