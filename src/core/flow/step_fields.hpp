// The keys of a step's block: those that all steps share here, those of its type through the
// type itself (steps/). Read and written.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "core/document/yaml.hpp"
#include "core/flow/fields.hpp"
#include "core/flow/step.hpp"

namespace fettle::flow {

/// The name of every step type, sorted.
std::span<const std::string_view> step_types();

/// Fills what the block says into `step`; `subject` names the step in messages. False where the
/// block does not make a step, which is then reported.
bool read_step_block(const document::Node& node, std::string subject, Step& step,
                     Diagnostics& diagnostics);

document::Node step_node(const Step& step, Defaults defaults = Defaults::kLeftOut);

}  // namespace fettle::flow
