// A tree of YAML values as JSON, for programs that read what a plan says.
#pragma once

#include "base/json.hpp"
#include "core/document/yaml.hpp"

namespace fettle::document {

/// One line without blanks, keys in the order of the tree.
JsonText to_json(const Node& root);

}  // namespace fettle::document
