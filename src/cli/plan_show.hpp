// `fettle plan show FILE`: the plan as it is understood: effective defaults, gates and their
// reasons, and, for given targets, its waves.
#pragma once

#include "cli/console.hpp"
#include "cli/launch.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

struct PlanShowOptions {
  LaunchOptions launch;  ///< targets may be missing
  OutputFormat format = OutputFormat::kText;
};

int show_plan(const PlanShowOptions& options, const Console& console);

}  // namespace fettle::cli
