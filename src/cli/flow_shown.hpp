// A flow as it is understood, for a person: every default written out, each step with its gate and
// the reason. Whoever shows it makes it printable first (view/safe_text.hpp). The same for a
// program: usecases/flows/flow_json.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/flow/flow.hpp"

namespace fettle::cli {

/// Name, subject, risk and the like, then the variables.
std::string describe_front(const flow::Flow& flow);

/// Who would go when, whatever the targets are.
std::string describe_strategy(const flow::Flow& flow);

/// Each step under `heading`: its gate, its settings, what it runs. Empty without steps.
std::string describe_steps(const flow::Flow& flow, const std::vector<flow::Step>& steps,
                           std::string_view heading);

}  // namespace fettle::cli
