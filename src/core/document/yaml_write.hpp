// Writes a tree of values as canonical YAML: block style, two blanks a level, text plain where
// that is safe, as a literal block where it has several lines, else in double quotes. Reading it
// back gives the same tree (yaml.hpp).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/document/yaml.hpp"

namespace fettle::document {

Node text_node(std::string_view text);
Node integer_node(std::int64_t value);
Node bool_node(bool value);
Node sequence_node(std::vector<Node> items);
Node mapping_node(std::vector<std::pair<std::string, Node>> entries);

/// Ends with a line break. `root` is a mapping or a sequence; a scalar is written on one line.
std::string write_yaml(const Node& root);

}  // namespace fettle::document
