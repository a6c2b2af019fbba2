#include "cli/view/json_view.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <ostream>
#include <vector>

#include "base/json.hpp"
#include "cli/view/grouped_outputs.hpp"
#include "cli/view/json_line.hpp"

namespace fettle::cli {
namespace {

using Text = std::string_view;

struct WaveJson {
  Text name;
  int first = 0;
  int count = 0;
  int parallelism = 0;
  std::int64_t soak_seconds = 0;
  bool recheck = false;
  bool approval_after = false;
};
BOOST_DESCRIBE_STRUCT(WaveJson, (),
                      (name, first, count, parallelism, soak_seconds, recheck, approval_after))

struct RunJson {
  Text event = "run";
  int version = 1;
  Text batch;
  Text name;
  engine::BatchStatus status;
  std::vector<Text> targets;
  std::vector<engine::SessionStatus> statuses;
  std::vector<WaveJson> waves;
  std::vector<Text> steps;
  std::vector<Text> rollback_steps;
};
BOOST_DESCRIBE_STRUCT(RunJson, (),
                      (event, version, batch, name, status, targets, statuses, waves, steps,
                       rollback_steps))

struct EventJson {
  engine::EventKind event;
  std::int64_t number = 0;
  std::string at;
  Text batch;
  std::optional<Text> session;
  std::optional<Text> target;
  bool recheck = false;
  std::optional<Text> stage;
  std::optional<int> step;
  Text status;
  Text message;
};
BOOST_DESCRIBE_STRUCT(EventJson, (),
                      (event, number, at, batch, session, target, recheck, stage, step, status,
                       message))

struct OutputJson {
  Text event = "output";
  Text session;
  Text target;
  bool recheck = false;
  Text stage;
  int step = 0;
  std::int64_t offset = 0;
  Text text;
};
BOOST_DESCRIBE_STRUCT(OutputJson, (), (event, session, target, recheck, stage, step, offset, text))

struct StoppedJson {
  Text event = "stopped";
  Text code;
  Text message;
};
BOOST_DESCRIBE_STRUCT(StoppedJson, (), (event, code, message))

struct SessionJson {
  Text target;
  engine::SessionStatus status;
  engine::FailureKind failure;
  Text step;
  Text reason;
  Text last_lines;
  std::vector<Text> issues;
};
BOOST_DESCRIBE_STRUCT(SessionJson, (), (target, status, failure, step, reason, last_lines, issues))

struct DifferenceJson {
  std::vector<Text> targets;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(DifferenceJson, (), (targets, text))

struct NextJson {
  Text command;
  Text effect;
};
BOOST_DESCRIBE_STRUCT(NextJson, (), (command, effect))

struct SummaryJson {
  Text event = "summary";
  Text batch;
  Text name;
  engine::BatchStatus status;
  Text reason;
  int exit_status = 0;
  int total = 0;
  int waiting = 0;
  engine::Tally counts;
  std::vector<SessionJson> sessions;
  std::vector<DifferenceJson> differences;
  std::vector<NextJson> next;
};
BOOST_DESCRIBE_STRUCT(SummaryJson, (),
                      (event, batch, name, status, reason, exit_status, total, waiting, counts,
                       sessions, differences, next))

std::vector<Text> views_of(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

std::optional<Text> unless_empty(Text text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

RunJson to_run(const RunOutline& outline) {
  RunJson run{.batch = outline.batch, .name = outline.name, .status = outline.state.status};
  run.targets = views_of(outline.targets);
  run.statuses = outline.statuses;
  run.statuses.resize(outline.targets.size(), engine::SessionStatus::kPending);
  for (const auto& wave : outline.waves) {
    run.waves.push_back(
        {.name = wave.name,
         .first = wave.first,
         .count = wave.count,
         .parallelism = wave.parallelism,
         .soak_seconds = std::chrono::floor<std::chrono::seconds>(wave.soak).count(),
         .recheck = wave.recheck,
         .approval_after = wave.approval_after});
  }
  run.steps = views_of(outline.steps);
  run.rollback_steps = views_of(outline.rollback_steps);
  return run;
}

std::vector<DifferenceJson> differences_of(const RunSummary& summary) {
  AlikeTexts texts;
  for (std::size_t i = 0; i < summary.sessions.size(); ++i) {
    const auto& difference = summary.sessions[i].difference;
    if (!difference.empty()) texts.add(static_cast<int>(i), {difference});
  }
  std::vector<DifferenceJson> differences;
  for (auto& [text, members] : texts.groups()) {
    DifferenceJson difference{.targets = {}, .text = std::move(text)};
    for (const int member : members) {
      difference.targets.emplace_back(summary.sessions[static_cast<std::size_t>(member)].label);
    }
    differences.push_back(std::move(difference));
  }
  return differences;
}

}  // namespace

JsonView::JsonView(const RunOutline& outline, std::ostream& out) : out_(out) {
  write_json_line(out_, to_run(outline));
}

void JsonView::occurred(const ports::Place& place, std::int64_t number,
                        const engine::Event& event) {
  if (kind(event) == engine::EventKind::kSessionEnded) {
    if (const auto known = stages_.find(place.session); known != stages_.end()) {
      stages_.erase(known);
    }
  } else if (!place.session.empty()) {
    stages_.insert_or_assign(std::string(place.session), event.stage);
  }
  const bool of_step = event.step >= 0;
  write_json_line(out_, EventJson{.event = kind(event),
                                  .number = number,
                                  .at = to_rfc3339(event.at),
                                  .batch = place.batch,
                                  .session = unless_empty(place.session),
                                  .target = unless_empty(place.target),
                                  .recheck = place.recheck,
                                  .stage = unless_empty(event.stage),
                                  .step = of_step ? std::optional(event.step) : std::nullopt,
                                  .status = event.status,
                                  .message = message(event)});
}

void JsonView::output(const ports::Place& place, int step, std::int64_t offset,
                      std::string_view text) {
  const auto stage = stages_.find(place.session);
  write_json_line(out_, OutputJson{.session = place.session,
                                   .target = place.target,
                                   .recheck = place.recheck,
                                   .stage = stage == stages_.end() ? Text("steps") : stage->second,
                                   .step = step,
                                   .offset = offset,
                                   .text = text});
}

void JsonView::stopped(std::string_view, const Error& error) {
  write_json_line(out_, StoppedJson{.code = row(error.code).name, .message = error.message});
}

void JsonView::finish(const RunSummary& summary) { write_summary_json(summary, out_); }

void write_summary_json(const RunSummary& summary, std::ostream& out) {
  SummaryJson json{.batch = summary.batch,
                   .name = summary.name,
                   .status = summary.state.status,
                   .reason = summary.state.reason,
                   .exit_status = exit_status(summary),
                   .total = summary.state.total,
                   .waiting = summary.state.waiting,
                   .counts = summary.state.tally};
  for (const auto& session : summary.sessions) {
    json.sessions.push_back({session.label, session.status, session.failure, session.step,
                             session.reason, session.last_lines, views_of(session.issues)});
  }
  json.differences = differences_of(summary);
  const auto steps = next_steps(summary);
  for (const auto& step : steps) json.next.push_back({step.command, step.effect});
  write_json_line(out, json);
}

}  // namespace fettle::cli
