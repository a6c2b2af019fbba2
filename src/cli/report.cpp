#include "cli/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/json.hpp"
#include "cli/batch_choice.hpp"
#include "cli/files.hpp"
#include "core/review/codec.hpp"
#include "core/review/compare.hpp"
#include "core/review/describe.hpp"
#include "store/batch_store.hpp"
#include "store/history_store.hpp"
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

/// How the summary's advice names the batch, for whoever will type it.
Result<void> name_batch(store::Connection& connection, RunSummary& summary) {
  FETTLE_TRY(batches, list_batches_of(connection));
  for (std::size_t i = 0; i < batches.heads.size(); ++i) {
    if (batches.heads[i].id == summary.batch) summary.short_id = batches.short_ids[i];
  }
  for (const auto request :
       {Request::kGoOn, Request::kRetry, Request::kRest, Request::kRollBack, Request::kCancel}) {
    const auto qualify = std::ranges::count_if(
        batches.heads, [&](const auto& head) { return qualifies(head.state, request); });
    if (qualify == 1 && qualifies(summary.state, request)) summary.alone.push_back(request);
  }
  if (const auto usual = default_database(); usual && *usual == summary.database) {
    summary.database.clear();
  }
  return {};
}

/// By session: steps that went wrong and were passed over, or that a person was not content with.
Result<std::map<std::string, std::vector<std::string>>> read_issues(store::Connection& connection,
                                                                    const std::string& batch,
                                                                    const flow::Flow& flow) {
  std::map<std::string, std::vector<std::string>> issues;
  FETTLE_TRY(steps, store::read_issues(connection, batch, kDoneWithIssues));
  for (const auto& step : steps) {
    const auto index = static_cast<std::size_t>(step.step);
    const auto title = index < flow.steps.size() ? flow.steps[index].title : std::string();
    issues[step.session_id].push_back(
        fmt::format("step {} \"{}\": {}", step.step + 1, title,
                    step.message.empty() ? step.status : step.message));
  }
  return issues;
}

}  // namespace

Result<RunSummary> summarize(store::Connection& connection, const std::string& batch,
                             const std::string& database, const flow::Flow& flow) {
  FETTLE_TRY(stored, store::load_batch(connection, batch));
  FETTLE_TRY(reports, store::read_report(connection, batch));
  FETTLE_TRY(issues, read_issues(connection, batch, flow));
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
                                .issues = report.state.status == SessionStatus::kCompleted
                                              ? std::move(issues[report.id])
                                              : std::vector<std::string>(),
                                .difference = describe_difference(report)});
  }
  FETTLE_TRY_VOID(name_batch(connection, summary));
  return summary;
}

}  // namespace fettle::cli
