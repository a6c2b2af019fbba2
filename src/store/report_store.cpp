#include "store/report_store.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>
#include <utility>

#include "base/json.hpp"

namespace fettle::store {
namespace {

using engine::SessionStage;

constexpr std::size_t kTailBytes = 4096;
constexpr int kTailChunks = 32;

/// Where the rollback began: a step that fails ends its stage, so it is the last on record there.
Result<int> read_step(Connection& connection, const SessionReport& report) {
  if (report.state.stage == SessionStage::kSteps) return report.state.step;
  FETTLE_TRY(steps, connection.all<int>("select step from steps where session_id = ? and stage = ? "
                                        "order by step desc limit 1",
                                        report.id, enum_name(SessionStage::kSteps)));
  return steps.empty() ? 0 : steps.front();
}

Result<std::string> read_tail(Connection& connection, const SessionReport& report) {
  const auto& state = report.state;
  const bool rolled_back = state.stage == SessionStage::kRollback &&
                           state.current.status == engine::StepStatus::kCompleted;
  const auto stage = rolled_back ? SessionStage::kSteps : state.stage;
  const auto step = rolled_back ? report.step : state.step;
  // Each try is an order of its own: what an earlier one wrote is no part of how this one ended.
  FETTLE_TRY(chunks, connection.all<Blob>(
                         "select text from output where order_id = (select order_id from output "
                         "where session_id = ? and stage = ? and step = ? "
                         "order by length(order_id) desc, order_id desc limit 1) "
                         "order by start desc limit ?",
                         report.id, enum_name(stage), step, kTailChunks));
  std::string tail;
  for (const auto& chunk : chunks | std::views::reverse) tail += chunk.bytes;
  if (tail.size() > kTailBytes) tail.erase(0, tail.size() - kTailBytes);
  return tail;
}

Result<void> read_snapshots(Connection& connection, SessionReport& report) {
  using Columns = std::tuple<std::string, std::string>;
  FETTLE_TRY(rows, connection.all<Columns>(
                       "select moment, body from snapshots where session_id = ?", report.id));
  for (auto& [moment, body] : rows) {
    (moment == enum_name(engine::Moment::kBefore) ? report.before : report.after) = std::move(body);
  }
  return {};
}

}  // namespace

Result<std::vector<SessionReport>> read_report(Connection& connection, std::string_view batch) {
  using Columns = std::tuple<std::string, std::string, int, bool, std::string, std::string,
                             std::string, std::optional<std::int64_t>, std::optional<std::int64_t>>;
  FETTLE_TRY(rows,
             connection.all<Columns>(
                 "select id, target_label, position, recheck, status, reason, state, started_at, "
                 "ended_at from sessions where batch_id = ? order by recheck, position, id",
                 batch));
  std::vector<SessionReport> reports;
  for (auto& [id, label, position, recheck, status, reason, state, began, ended] : rows) {
    FETTLE_TRY(stored, from_json<engine::SessionState>(state));
    stored.status = enum_from_name<engine::SessionStatus>(status).value_or(stored.status);
    stored.reason = std::move(reason);
    SessionReport report{.id = std::move(id),
                         .label = std::move(label),
                         .position = position,
                         .recheck = recheck,
                         .state = std::move(stored),
                         .began_at = began,
                         .ended_at = ended};
    FETTLE_TRY(step, read_step(connection, report));
    report.step = step;
    if (report.state.failure != engine::FailureKind::kNone) {
      FETTLE_TRY(tail, read_tail(connection, report));
      report.last_output = std::move(tail);
    }
    FETTLE_TRY_VOID(read_snapshots(connection, report));
    reports.push_back(std::move(report));
  }
  return reports;
}

Result<std::vector<PeopleRow>> read_people(Connection& connection, std::string_view batch) {
  return connection.all<PeopleRow>(
      "select s.id as session_id, coalesce(u.name, '') as assigned_name, s.outcome as outcome, "
      "s.outcome_notes as outcome_notes, s.next_steps as next_steps from sessions s left join "
      "users u on u.id = s.assigned_to where s.batch_id = ?",
      batch);
}

}  // namespace fettle::store
