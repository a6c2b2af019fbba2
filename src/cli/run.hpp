// `fettle run PLAN.md`: carries a plan out from this machine, without a server. See launch.hpp for
// how a plan becomes what runs, foreground_run.hpp for how it is carried out.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/launch.hpp"
#include "cli/prompt_queue.hpp"
#include "cli/view/view.hpp"
#include "transport/settings.hpp"

namespace fettle::cli {

struct RunOptions {
  LaunchOptions launch;
  std::string database;  ///< empty: the default place
  Consent consent = Consent::kAsk;
  OutputFormat format = OutputFormat::kText;
  /// kPlan shows what would run; kConnect also logs in at each target and leaves again.
  enum class DryRun { kNo, kPlan, kConnect };
  DryRun dry_run = DryRun::kNo;
  transport::Settings ssh;
};

int run_plan(const RunOptions& options, const Console& console);

}  // namespace fettle::cli
