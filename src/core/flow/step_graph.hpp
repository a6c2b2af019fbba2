// Where a troubleshooting flow can go: a question to the steps that its options name, any other
// step to the next one. Names are resolved, and the graph must be acyclic and reach every
// step.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "core/flow/step.hpp"

namespace fettle::flow {

/// Checks the graph; rewrites each `goto` to the title of its step, or to "done".
void check_graph(std::vector<Step>& steps, Diagnostics& diagnostics);

/// Reports every question: only troubleshooting flows have them.
void refuse_questions(const std::vector<Step>& steps, Diagnostics& diagnostics);

}  // namespace fettle::flow
