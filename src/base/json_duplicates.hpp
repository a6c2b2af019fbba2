// Names that an object of a JSON text has twice. Readers take the last of them, so that of a text
// that people wrote a value would be lost without a word.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fettle {

/// The first such name; none too where `json` is no JSON within our bounds (json_problems.hpp).
std::optional<std::string> find_duplicate_name(std::string_view json);

}  // namespace fettle
