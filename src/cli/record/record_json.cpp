#include <boost/describe/class.hpp>

#include "base/json.hpp"
#include "cli/record/write_record.hpp"
#include "cli/view/json_line.hpp"

namespace fettle::cli {
namespace {

using Moment = std::optional<std::string>;

struct CheckJson {
  std::string_view check;
  std::string_view result;
};
BOOST_DESCRIBE_STRUCT(CheckJson, (), (check, result))

struct StepJson {
  std::string_view stage;
  int step = 0;  ///< from 0, as events count
  std::string_view title;
  std::string_view status;
  int tries = 0;
  std::string_view gate;
  std::string_view answered;
  std::string began_at;
  Moment ended_at;
  int exit_status = 0;
  std::string_view message;
  std::vector<CheckJson> checks;
};
BOOST_DESCRIBE_STRUCT(StepJson, (),
                      (stage, step, title, status, tries, gate, answered, began_at, ended_at,
                       exit_status, message, checks))

struct SessionJson {
  std::string_view session;
  std::string_view target;
  bool recheck = false;
  engine::SessionStatus status;
  engine::FailureKind failure;
  std::string_view reason;
  int issues = 0;
  Moment began_at;
  Moment ended_at;
  std::vector<StepJson> steps;
  std::string_view difference;
  std::string_view last_lines;
  std::vector<std::string> people;
};
BOOST_DESCRIBE_STRUCT(SessionJson, (),
                      (session, target, recheck, status, failure, reason, issues, began_at,
                       ended_at, steps, difference, last_lines, people))

struct AnswerJson {
  std::string at;
  std::string_view target;
  std::string_view place;
  std::string_view answer;
};
BOOST_DESCRIBE_STRUCT(AnswerJson, (), (at, target, place, answer))

struct RecordJson {
  std::string_view batch;
  std::string_view short_id;
  std::string_view name;
  engine::BatchStatus status;
  std::string_view reason;
  std::string created_at;
  Moment ended_at;
  std::string_view digest;
  int exit_status = 0;
  int total = 0;
  int waiting = 0;
  engine::Tally counts;
  std::vector<SessionJson> sessions;
  std::vector<AnswerJson> answers;
};
BOOST_DESCRIBE_STRUCT(RecordJson, (),
                      (batch, short_id, name, status, reason, created_at, ended_at, digest,
                       exit_status, total, waiting, counts, sessions, answers))

Moment moment(std::optional<Instant> at) {
  return at ? std::optional(to_rfc3339(*at)) : std::nullopt;
}

StepJson json_of(const StepSeen& step) {
  StepJson json{.stage = step.stage,
                .step = step.number - 1,
                .title = step.title,
                .status = step.status,
                .tries = step.tries,
                .gate = step.gate,
                .answered = step.answered,
                .began_at = to_rfc3339(step.began),
                .ended_at = moment(step.ended),
                .exit_status = step.exit_status,
                .message = step.message};
  for (const auto& [check, result] : step.checks) json.checks.push_back({check, result});
  return json;
}

SessionJson json_of(const SessionSeen& session) {
  SessionJson json{.session = session.id,
                   .target = session.target,
                   .recheck = session.recheck,
                   .status = session.status,
                   .failure = session.failure,
                   .reason = session.reason,
                   .issues = session.issues,
                   .began_at = moment(session.began),
                   .ended_at = moment(session.ended),
                   .difference = session.difference,
                   .last_lines = session.last_lines,
                   .people = session.people};
  for (const auto& step : session.steps) json.steps.push_back(json_of(step));
  return json;
}

}  // namespace

std::string record_json(const BatchRecord& record, int exit_status) {
  RecordJson json{.batch = record.id,
                  .short_id = record.short_id,
                  .name = record.name,
                  .status = record.state.status,
                  .reason = record.state.reason,
                  .created_at = to_rfc3339(record.created),
                  .ended_at = moment(record.ended),
                  .digest = record.digest,
                  .exit_status = exit_status,
                  .total = record.state.total,
                  .waiting = record.state.waiting,
                  .counts = record.state.tally};
  for (const auto& session : record.sessions) json.sessions.push_back(json_of(session));
  for (const auto& answer : record.answers) {
    json.answers.push_back({to_rfc3339(answer.at), answer.target, answer.place, answer.what});
  }
  return escape_controls(to_json(json)) + "\n";
}

}  // namespace fettle::cli
