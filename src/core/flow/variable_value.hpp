// Whether a value suits the variable that it is meant for: its type, its options, its
// pattern. Says what is wrong in words, for a person who sees only the form.
#pragma once

#include <string>
#include <string_view>

#include "core/flow/flow.hpp"

namespace fettle::flow {

inline constexpr std::size_t kValueBytesMax = std::size_t{16} * 1024;

/// Empty when the value is acceptable, else what it must be: "must be a whole number".
std::string value_problem(const Variable& variable, std::string_view value);

}  // namespace fettle::flow
