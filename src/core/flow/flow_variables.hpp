// Which names are variables of a flow: those that it declares or, where it declares none, every
// placeholder in it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/flow/flow.hpp"

namespace fettle::flow {

/// Every placeholder name in the flow's texts, declared or not.
std::set<std::string> placeholder_names(const Flow& flow);

/// Whether the name stands for the target itself: `target`, `target_address`.
bool is_target_name(std::string_view name);

/// Whether a text of the flow names its target.
bool names_target(const Flow& flow);

/// The declared variables, or a required text variable for each placeholder but
/// those that stand for the target.
std::vector<Variable> effective_variables(const Flow& flow);

}  // namespace fettle::flow
