// The contract as one OpenAPI 3.1 document in JSON: contract/openapi.yaml with the paths and
// components of every other file of that folder, which are part of the program.
#pragma once

#include <span>
#include <string>

#include "base/embedded_file.hpp"
#include "base/result.hpp"

namespace fettle::api {

/// kInvalid where a part is no YAML, has more than `paths` and `components`, or names something
/// that another part has named.
Result<std::string> merge_contract(std::span<const EmbeddedFile> parts);

/// Of this program; merged once.
const std::string& contract_json();

}  // namespace fettle::api
