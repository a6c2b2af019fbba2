// What an operator can do with a batch that did not complete. See summary.hpp.
#include <fmt/format.h>

#include <algorithm>

#include "cli/view/summary.hpp"
#include "core/document/shell.hpp"

namespace fettle::cli {
namespace {

using engine::BatchStatus;
using engine::SessionStatus;

bool any_in(const RunSummary& summary, SessionStatus status) {
  return std::ranges::find(summary.sessions, status, &SessionSummary::status) !=
         summary.sessions.end();
}

}  // namespace

std::vector<NextStep> next_steps(const RunSummary& summary) {
  const auto status = summary.state.status;
  if (engine::is_final(status)) return {};
  const auto command = fmt::format("fettle resume {} --db {}{}", summary.batch,
                                   document::shell_quote(summary.database), summary.flags);
  const bool failed = any_in(summary, SessionStatus::kFailed);
  const bool interrupted = any_in(summary, SessionStatus::kInterrupted);
  std::vector<NextStep> steps;
  if (!engine::has_ended(status)) {
    steps.push_back({command, "go on from where it stands"});
  } else if (interrupted) {
    steps.push_back({command, "ask the targets again what became of the interrupted steps"});
  }
  if (failed || interrupted) {
    steps.push_back(
        {command + " --retry", "run failed and interrupted sessions again from their failed step"});
  }
  if (status == BatchStatus::kHalted && summary.state.left_out > 0) {
    steps.push_back({command + " --rest", "go on with the rest in spite of the failures"});
  }
  if (summary.rollback == Rollback::kOffered) {
    steps.push_back({command + " --rollback", "run the rollback steps of failed sessions"});
  }
  if (status != BatchStatus::kFailed) {
    steps.push_back({command + " --cancel", "end it; nothing more is started"});
  }
  return steps;
}

}  // namespace fettle::cli
