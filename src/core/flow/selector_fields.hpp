// `target_selector` of front matter, read and written. What it selects is
// core/fleet/selector.hpp.
#pragma once

#include <optional>

#include "core/fleet/selector.hpp"
#include "core/flow/fields.hpp"

namespace fettle::flow {

/// Reads `{by, value}`, `{all_of: [...]}`, `{any_of: [...]}` or `{not: ...}`.
std::optional<fleet::Selector> read_selector(const document::Node& node, Diagnostics& diagnostics);

document::Node to_node(const fleet::Selector& selector);

}  // namespace fettle::flow
