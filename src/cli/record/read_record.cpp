#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/json.hpp"
#include "cli/record/read_people.hpp"
#include "cli/record/record.hpp"
#include "cli/report.hpp"
#include "core/engine/approved_plan.hpp"
#include "core/flow/step_machine.hpp"
#include "core/review/codec.hpp"
#include "core/review/compare.hpp"
#include "core/review/describe.hpp"
#include "store/batch_store.hpp"
#include "store/history_store.hpp"
#include "store/report_store.hpp"

namespace fettle::cli {
namespace {

using engine::EventKind;

std::string difference_of(const store::SessionReport& report) {
  if (report.before.empty() || report.after.empty()) return {};
  const auto before = review::decode(report.before);
  const auto after = review::decode(report.after);
  if (!before || !after) return {};
  return review::describe(review::compare(*before, *after));
}

std::string title_of(const flow::Flow& flow, std::string_view stage, int step) {
  const bool is_rollback = stage == enum_name(engine::SessionStage::kRollback);
  const auto& steps = is_rollback ? flow.rollback : flow.steps;
  const auto index = static_cast<std::size_t>(step);
  return index < steps.size() ? steps[index].title : std::string();
}

std::vector<CheckSeen> checks_of(const std::string& json) {
  std::vector<CheckSeen> seen;
  const auto checks = from_json<std::vector<flow::CheckResult>>(json);
  if (!checks) return seen;
  for (const auto& [check, result] : *checks) {
    auto how = result.succeeded()        ? std::string("holds")
               : !result.message.empty() ? result.message
                                         : fmt::format("exit status {}", result.exit_status);
    seen.push_back({check, std::move(how)});
  }
  return seen;
}

StepSeen step_of(const store::StepRow& row, const flow::Flow& flow) {
  StepSeen step{.stage = row.stage,
                .number = row.step + 1,
                .title = title_of(flow, row.stage, row.step),
                .status = row.status,
                .tries = row.tries,
                .gate = row.gate,
                .answered = row.answered,
                .began = {row.began_at},
                .exit_status = row.exit_status,
                .message = row.message,
                .checks = checks_of(row.checks)};
  if (row.ended_at) step.ended = Instant{*row.ended_at};
  return step;
}

std::optional<Instant> instant_of(std::optional<std::int64_t> at) {
  return at ? std::optional(Instant{*at}) : std::nullopt;
}

SessionSeen session_of(store::SessionReport& report) {
  return {.id = report.id,
          .target = report.label,
          .recheck = report.recheck,
          .status = report.state.status,
          .failure = report.state.failure,
          .reason = report.state.reason,
          .issues = report.state.issues,
          .began = instant_of(report.began_at),
          .ended = instant_of(report.ended_at),
          .difference = difference_of(report),
          .last_lines = std::move(report.last_output)};
}

Result<void> read_answers(store::Connection& connection, BatchRecord& record,
                          const flow::Flow& flow) {
  std::map<std::string_view, const SessionSeen*> sessions;
  for (const auto& session : record.sessions) sessions.emplace(session.id, &session);
  for (const auto kind :
       {EventKind::kLaunchAnswered, EventKind::kGateAnswered, EventKind::kBatchGateAnswered}) {
    FETTLE_TRY(events, store::read_events(connection, record.id, enum_name(kind)));
    for (auto& [number, session, told] : events) {
      AnswerSeen answer{.at = told.at, .what = message(told)};
      if (const auto known = sessions.find(session); known != sessions.end()) {
        answer.target = known->second->target;
        answer.place = place_of({.stage = told.stage,
                                 .number = told.step + 1,
                                 .title = title_of(flow, told.stage, told.step)});
      }
      record.answers.push_back(std::move(answer));
    }
  }
  // A step by hand has no gate: what was said of it is in its record.
  std::set<std::pair<std::string, std::string>> told;
  for (const auto& answer : record.answers) told.emplace(answer.target, answer.place);
  for (const auto& session : record.sessions) {
    for (const auto& step : session.steps) {
      if (step.answered.empty() || told.contains({session.target, place_of(step)})) continue;
      auto what = step.message.empty() ? step.status : step.message;
      record.answers.push_back({step.ended.value_or(step.began), session.target, place_of(step),
                                fmt::format("{}, by {}", what, step.answered)});
    }
  }
  std::ranges::sort(record.answers, {}, [](const AnswerSeen& answer) {
    return std::tie(answer.at, answer.target, answer.place, answer.what);
  });
  return {};
}

}  // namespace

std::string place_of(const StepSeen& step) {
  const bool is_rollback = step.stage == enum_name(engine::SessionStage::kRollback);
  const auto* const kind = is_rollback                 ? "rollback step"
                           : step.stage == kAdHocStage ? "added step"
                                                       : "step";
  return fmt::format("{} {} \"{}\"", kind, step.number, step.title);
}

std::string lasted(std::optional<Instant> began, std::optional<Instant> ended) {
  if (!began || !ended) return {};
  return describe(*ended - *began);
}

std::string moment_words(Instant at) { return to_rfc3339(at).substr(0, 19) + "Z"; }

Result<BatchRecord> read_record(store::Connection& connection, const std::string& id,
                                std::string short_id) {
  FETTLE_TRY(heads, store::list_heads(connection));
  const auto head = std::ranges::find(heads, id, &store::BatchHead::id);
  if (head == heads.end()) {
    return fail(ErrorCode::kNotFound, fmt::format("there is no batch {}", id));
  }
  FETTLE_TRY(stored, store::load_batch(connection, id));
  FETTLE_TRY(plan, engine::read_plan(stored.frozen));
  const auto& flow = plan.flow;
  FETTLE_TRY(reports, store::read_report(connection, id));
  FETTLE_TRY(steps, store::read_steps(connection, id));
  BatchRecord record{.id = id,
                     .short_id = std::move(short_id),
                     .name = stored.name,
                     .created = stored.created,
                     .ended = instant_of(head->ended_at),
                     .digest = head->digest,
                     .state = stored.state};
  std::map<std::string, std::size_t, std::less<>> places;
  for (auto& report : reports) {
    places.emplace(report.id, record.sessions.size());
    record.sessions.push_back(session_of(report));
  }
  for (const auto& row : steps) {
    auto& session = record.sessions[places.at(row.session_id)];
    session.steps.push_back(step_of(row, flow));
    if (row.message.starts_with(kDoneWithIssues)) ++session.issues;
  }
  FETTLE_TRY_VOID(read_people(connection, record));
  FETTLE_TRY_VOID(read_answers(connection, record, flow));
  return record;
}

}  // namespace fettle::cli
