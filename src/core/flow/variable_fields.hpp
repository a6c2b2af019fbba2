// Declarations of variables: the `variables` of a flow and the `parameters` of a recipe, read and
// written. Values are judged by variable_value.hpp.
#pragma once

#include <string_view>
#include <vector>

#include "core/flow/fields.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

/// The declarations under `key`; none where it is absent.
std::vector<Variable> read_variables(FieldReader& fields, std::string_view key);

document::Node to_node(const std::vector<Variable>& variables, Defaults defaults);

}  // namespace fettle::flow
