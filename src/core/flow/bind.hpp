// Fills a flow's variables in. Substitution happens on parsed values, so that no value
// can add a step or a key; in shell text it keeps each value one value (document/shell.hpp).
// Recipes are resolved afterwards (recipe_catalogue.hpp).
#pragma once

#include <map>
#include <string>

#include "base/result.hpp"
#include "core/fleet/server.hpp"
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

/// The same for a target, whose name and address fill in `{{ target }}` and `{{ target_address }}`.
/// Above, where no target is known, those stay as they are written.
Result<Flow> bind_to(const Flow& flow, const Values& batch, const fleet::Target& target);

/// Whether two targets can get different texts: the flow names its target, or some variable is
/// declared `per: target`.
bool varies_by_target(const Flow& flow);

}  // namespace fettle::flow
