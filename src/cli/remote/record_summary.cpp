#include "cli/remote/record_summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report.hpp"
#include "core/engine/session_state.hpp"

namespace fettle::cli {
namespace {

using engine::SessionStatus;

bool is_of_plan(const StepSeen& step) {
  return step.stage == enum_name(engine::SessionStage::kSteps);
}

/// The last step that it came to.
std::string step_of(const SessionSeen& session) {
  const auto last = std::ranges::find_if(session.steps.rbegin(), session.steps.rend(), is_of_plan);
  return last == session.steps.rend() ? std::string() : last->title;
}

/// As store::read_issues chooses them.
std::vector<std::string> issues_of(const SessionSeen& session) {
  std::vector<std::string> issues;
  if (session.status != SessionStatus::kCompleted) return issues;
  for (const auto& step : session.steps) {
    const bool went_wrong = step.status == "failed" || step.status == "timed_out";
    if (!is_of_plan(step) || (!went_wrong && !step.message.starts_with(kDoneWithIssues))) continue;
    issues.push_back(
        fmt::format("{}: {}", place_of(step), step.message.empty() ? step.status : step.message));
  }
  return issues;
}

}  // namespace

RunSummary summary_of(const BatchRecord& record) {
  RunSummary summary{
      .batch = record.id, .name = record.name, .short_id = record.short_id, .state = record.state};
  for (const auto& session : record.sessions) {
    if (session.recheck) continue;
    summary.sessions.push_back({.label = session.target,
                                .status = session.status,
                                .failure = session.failure,
                                .reason = session.reason,
                                .step = step_of(session),
                                .last_lines = session.last_lines,
                                .issues = issues_of(session),
                                .difference = session.difference});
  }
  return summary;
}

}  // namespace fettle::cli
