// The texts that a new flow begins with, one for each type: short, without a warning, and with
// every part that an author has to put something into.
#pragma once

#include <string_view>

#include "core/flow/flow.hpp"

namespace fettle::usecases {

/// A flow that can be saved as it is. Its name is "New flow".
std::string_view flow_template(flow::FlowType type);

}  // namespace fettle::usecases
