#include "cli/report.hpp"

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "cli/console.hpp"
#include "core/review/codec.hpp"
#include "core/review/compare.hpp"
#include "core/review/describe.hpp"
#include "store/batch_store.hpp"
#include "store/report_store.hpp"

namespace fettle::cli {
namespace {

using engine::SessionStatus;

std::string describe_difference(const store::SessionReport& report) {
  if (report.before.empty() || report.after.empty()) return {};
  const auto before = review::decode(report.before);
  const auto after = review::decode(report.after);
  if (!before || !after) return {};
  return review::describe(review::compare(*before, *after));
}

std::string step_title(const store::SessionReport& report, const flow::Flow& flow) {
  const auto index = static_cast<std::size_t>(report.step);
  return index < flow.steps.size() ? flow.steps[index].title : std::string();
}

/// Whether the session failed and has not been rolled back.
bool can_roll_back(const engine::SessionState& state) {
  return state.status == SessionStatus::kFailed && state.stage == engine::SessionStage::kSteps;
}

bool is_unfinished(SessionStatus status) {
  return !engine::has_ended(status) || status == SessionStatus::kInterrupted;
}

}  // namespace

Result<RunSummary> summarize(store::Connection& connection, const std::string& batch,
                             const std::string& database, const flow::Flow& flow) {
  FETTLE_TRY(stored, store::load_batch(connection, batch));
  FETTLE_TRY(reports, store::read_report(connection, batch));
  RunSummary summary{.batch = batch,
                     .name = stored.name,
                     .database = database,
                     .state = stored.state,
                     .rollback = Rollback::kNone};
  for (auto& report : reports) {
    if (report.recheck) continue;
    if (!flow.rollback.empty() && can_roll_back(report.state)) {
      summary.rollback = Rollback::kOffered;
    }
    summary.sessions.push_back({.label = report.label,
                                .status = report.state.status,
                                .failure = report.state.failure,
                                .reason = report.state.reason,
                                .step = step_title(report, flow),
                                .last_lines = report.last_output,
                                .difference = describe_difference(report)});
  }
  return summary;
}

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
