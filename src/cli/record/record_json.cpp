#include <boost/describe/class.hpp>

#include "base/json_tolerant.hpp"
#include "cli/record/write_record.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/summary.hpp"

namespace fettle::cli {
namespace {

using Moment = std::optional<std::string>;

struct CheckJson {
  std::string check;
  std::string result;
};
BOOST_DESCRIBE_STRUCT(CheckJson, (), (check, result))

struct StepJson {
  std::string stage;
  int step = 0;  ///< from 0, as events count
  std::string title;
  std::string status;
  int tries = 0;
  std::string gate;
  std::string answered;
  std::string began_at;
  Moment ended_at;
  int exit_status = 0;
  std::string message;
  std::vector<CheckJson> checks;
};
BOOST_DESCRIBE_STRUCT(StepJson, (),
                      (stage, step, title, status, tries, gate, answered, began_at, ended_at,
                       exit_status, message, checks))

struct SessionJson {
  std::string session;
  std::string target;
  bool recheck = false;
  engine::SessionStatus status;
  engine::FailureKind failure;
  std::string reason;
  int issues = 0;
  Moment began_at;
  Moment ended_at;
  std::vector<StepJson> steps;
  std::string difference;
  std::string last_lines;
  std::vector<std::string> people;
};
BOOST_DESCRIBE_STRUCT(SessionJson, (),
                      (session, target, recheck, status, failure, reason, issues, began_at,
                       ended_at, steps, difference, last_lines, people))

struct AnswerJson {
  std::string at;
  std::string target;
  std::string place;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(AnswerJson, (), (at, target, place, answer))

struct RecordJson {
  std::string batch;
  std::string short_id;
  std::string name;
  engine::BatchStatus status;
  std::string reason;
  std::string created_at;
  Moment ended_at;
  std::string digest;
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

// --- and back ---------------------------------------------------------------------------------

std::optional<Instant> instant(const Moment& text) {
  return text ? parse_rfc3339(*text) : std::nullopt;
}

StepSeen read(StepJson json) {
  StepSeen step{.stage = std::move(json.stage),
                .number = json.step + 1,
                .title = std::move(json.title),
                .status = std::move(json.status),
                .tries = json.tries,
                .gate = std::move(json.gate),
                .answered = std::move(json.answered),
                .began = parse_rfc3339(json.began_at).value_or(Instant{}),
                .ended = instant(json.ended_at),
                .exit_status = json.exit_status,
                .message = std::move(json.message)};
  for (auto& [check, result] : json.checks) step.checks.push_back({check, result});
  return step;
}

SessionSeen read(SessionJson json) {
  SessionSeen session{.id = std::move(json.session),
                      .target = std::move(json.target),
                      .recheck = json.recheck,
                      .status = json.status,
                      .failure = json.failure,
                      .reason = std::move(json.reason),
                      .issues = json.issues,
                      .began = instant(json.began_at),
                      .ended = instant(json.ended_at),
                      .difference = std::move(json.difference),
                      .last_lines = std::move(json.last_lines),
                      .people = std::move(json.people)};
  for (auto& step : json.steps) session.steps.push_back(read(std::move(step)));
  return session;
}

}  // namespace

Result<BatchRecord> read_record_json(std::string_view text) {
  FETTLE_TRY(json, from_json_tolerant<RecordJson>(text));
  BatchRecord record{.id = std::move(json.batch),
                     .short_id = std::move(json.short_id),
                     .name = std::move(json.name),
                     .created = parse_rfc3339(json.created_at).value_or(Instant{}),
                     .ended = instant(json.ended_at),
                     .digest = std::move(json.digest)};
  record.state.status = json.status;
  record.state.reason = std::move(json.reason);
  record.state.total = json.total;
  record.state.waiting = json.waiting;
  record.state.tally = json.counts;
  for (auto& session : json.sessions) record.sessions.push_back(read(std::move(session)));
  for (auto& [at, target, place, answer] : json.answers) {
    record.answers.push_back({parse_rfc3339(at).value_or(Instant{}), target, place, answer});
  }
  return record;
}

int exit_status(const BatchRecord& record) {
  std::vector<engine::SessionStatus> statuses;
  for (const auto& session : record.sessions) {
    if (!session.recheck) statuses.push_back(session.status);
  }
  return exit_status(record.state, statuses);
}

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
