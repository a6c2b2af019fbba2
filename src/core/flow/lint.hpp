// Warnings about a flow that is well formed: habits that hurt, rules that match
// nothing, variables that nobody declares or uses. Reports errors only for placeholders that no
// value could ever fill. Few and certain: an author who sees false alarms reads none.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/flow/flow.hpp"
#include "core/flow/recipe_catalogue.hpp"

namespace fettle::flow {

/// `source` is the text that `flow` was read from; spans point into it.
void lint(const SourceText& source, const Flow& flow, Diagnostics& diagnostics);

/// The same for the script of a recipe.
void lint_script(const SourceText& source, const RecipeDocument& recipe, Diagnostics& diagnostics);

}  // namespace fettle::flow
