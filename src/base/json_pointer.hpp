// One value of a JSON text that others write and that may hold whatever else they like: found by
// its path. What we define ourselves is read as a struct (json.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fettle {

/// The text at a JSON pointer (RFC 6901): `/choices/0/delta/content`. None where `json` is no JSON
/// within our bounds (json_problems.hpp), or has no text there.
std::optional<std::string> json_text_at(std::string_view json, std::string_view pointer);

}  // namespace fettle
