// The members of a JSON object without a look at what they are: for what is stored as one text and
// served in parts, and for a part of a request that is read elsewhere. Typed reading is json.hpp.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/json_writer.hpp"
#include "base/result.hpp"

namespace fettle {

using JsonFields = std::map<std::string, JsonText, std::less<>>;

/// kInvalid where `text` is no JSON, too large or too deep (json_problems.hpp), or no object.
Result<JsonFields> read_json_fields(std::string_view text);

/// For text that we have written ourselves: an object.
JsonFields split_own_json(std::string_view text);

/// The member of that name, or `otherwise` where there is none.
JsonText field_or(const JsonFields& fields, std::string_view name, std::string_view otherwise);

}  // namespace fettle
