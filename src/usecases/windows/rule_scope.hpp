// The scope of a window or freeze: checked against what the team has, and shown by its name.
#pragma once

#include <string>
#include <string_view>

#include "usecases/context.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/windows/windows.hpp"

namespace fettle::usecases {

/// Adds what is wrong with it; an id that is another team's is not there.
Result<void> check_scope(Context& context, const ScopeInput& scope, FieldProblems& problems);
Result<ScopeView> show_scope(Context& context, std::string_view kind, const std::string& value);

}  // namespace fettle::usecases
