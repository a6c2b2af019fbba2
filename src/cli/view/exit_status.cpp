// What a run's end means to whoever started it. See summary.hpp.
#include <algorithm>
#include <vector>

#include "cli/console.hpp"
#include "cli/view/summary.hpp"

namespace fettle::cli {
namespace {

using engine::SessionStatus;

bool is_unfinished(SessionStatus status) {
  return !engine::has_ended(status) || status == SessionStatus::kInterrupted;
}

}  // namespace

int exit_status(const engine::BatchState& state, std::span<const SessionStatus> sessions) {
  if (!engine::has_ended(state.status) || std::ranges::any_of(sessions, is_unfinished)) {
    return kExitUnfinished;
  }
  const bool failed = state.status != engine::BatchStatus::kCompleted || state.tally.failed > 0;
  return failed ? kExitFailed : kExitDone;
}

int exit_status(const RunSummary& summary) {
  std::vector<SessionStatus> statuses;
  for (const auto& session : summary.sessions) statuses.push_back(session.status);
  return exit_status(summary.state, statuses);
}

}  // namespace fettle::cli
