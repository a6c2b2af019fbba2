// Declarations of variables: the `variables` of a flow and the `parameters` of a recipe, read and
// written. Values are judged by variable_value.hpp.
#pragma once

#include <string_view>
#include <vector>

#include "core/flow/fields.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

/// Whether a text is judged as one that is saved, or was when it was approved.
enum class Judging { kWanted, kDoneBefore };

/// The declarations under `key`; none where it is absent. What was approved has no patterns: its
/// values were matched, and their patterns may be what is no longer taken.
std::vector<Variable> read_variables(FieldReader& fields, std::string_view key, Judging judging);

document::Node to_node(const std::vector<Variable>& variables, Defaults defaults);

}  // namespace fettle::flow
