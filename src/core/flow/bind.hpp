// Fills a flow's variables in (spec 3). Substitution happens on parsed values, so that no value
// can add a step or a key; in shell text it keeps each value one value (document/shell.hpp).
// Recipes are resolved afterwards (recipe_book.hpp).
#pragma once

#include <map>
#include <string>

#include "base/result.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

using Values = std::map<std::string, std::string>;

/// The flow with every variable filled in.
///
/// A variable of the type `secret` is not: shell text reads it from the environment variable of its
/// name, which is among the `secrets` of the steps that use it; other text shows `***`.
///
/// `batch` holds values for the whole batch, `target` those of one target: a variable declared
/// `per: target` takes its value from `target`, else from `batch`. Other names in `target` are
/// for other flows and ignored; other names in `batch` are refused.
/// Errors: kInvalid, with one diagnostic for each name that is missing, surplus or unsuitable.
Result<Flow> bind(const Flow& flow, const Values& batch, const Values& target);

/// Whether two targets can get different texts: some variable is declared `per: target`.
bool varies_by_target(const Flow& flow);

}  // namespace fettle::flow
