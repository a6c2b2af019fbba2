// Holds values that come from outside, such as a webhook's or an imported file's, to what nobody
// has to read before it runs: the variable's own pattern or, without one, the safe alphabet. It
// judges only; resolve_values.hpp says whether a value is missing, surplus or unsuitable.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "core/flow/bind.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

/// One problem `variable.outside` for each of `outside` that may not be filled in, with the way
/// out. Without a pattern a value has only letters, digits and `_ @ % + : . / -` and does not begin
/// with `-`; a type with a form of its own (`integer`, `boolean`, `choice`, `date`) is as good as a
/// pattern. Names that are no variables are resolve_values()'s to refuse.
void check_outside_values(const std::vector<Variable>& variables, const Values& outside,
                          Diagnostics& diagnostics);

/// The name of a value that is not of the safe alphabet alone; empty where all are.
std::string find_unsafe_value(const Values& values);

}  // namespace fettle::flow
