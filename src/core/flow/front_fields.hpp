// The keys of a flow's front matter, read and written.
#pragma once

#include "base/diagnostic.hpp"
#include "core/document/yaml.hpp"
#include "core/flow/fields.hpp"
#include "core/flow/flow.hpp"
#include "core/flow/variable_fields.hpp"

namespace fettle::flow {

/// Fills all of `flow` that front matter says; problems go to `diagnostics`.
void read_front(const document::Node& node, Judging judging, Flow& flow, Diagnostics& diagnostics);

document::Node front_node(const Flow& flow, Defaults defaults = Defaults::kLeftOut);

}  // namespace fettle::flow
