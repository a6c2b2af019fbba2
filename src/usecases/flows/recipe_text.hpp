// From a recipe's document to what is stored beside it, as flow_text.hpp does for flows.
#pragma once

#include <string>
#include <vector>

#include "store/recipe_store.hpp"
#include "usecases/flows/shown_diagnostic.hpp"

namespace fettle::usecases {

/// A value that whoever uses the recipe gives.
struct ShownParameter {
  std::string name;
  std::string label;
  std::string help;
  std::string type;
  bool required = true;
  std::optional<std::string> default_value;
  std::string pattern;
  std::vector<std::string> options;
};
BOOST_DESCRIBE_STRUCT(ShownParameter, (),
                      (name, label, help, type, required, default_value, pattern, options))

/// The parts of a document.
struct ShownRecipeDocument {
  std::string description;
  std::string recipe_version;  ///< as the document has it
  std::string kind;
  std::string risk;
  std::vector<ShownParameter> parameters;
  std::vector<std::string> os_families;
  std::vector<std::string> tags;
  std::string pre_check;
  std::string post_check;
  std::string script;
};
BOOST_DESCRIBE_STRUCT(ShownRecipeDocument, (),
                      (description, recipe_version, kind, risk, parameters, os_families, tags,
                       pre_check, post_check, script))

/// Everything of `row` that is read from `text`, and the text itself. kInvalid, with every
/// diagnostic, where it has errors; `row` then stays as it was.
Result<void> fill_from_text(store::RecipeRow& row, std::string text);

}  // namespace fettle::usecases
