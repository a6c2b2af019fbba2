// What is kept of batches, read for people: the list of all, and of one its steps, its events and
// what its commands wrote. Reads only; batch_store.hpp loads a batch to go on with it.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/batch.hpp"
#include "core/engine/event.hpp"
#include "core/engine/session_state.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// A batch without its plan and sessions. Instants are milliseconds since 1970.
struct BatchHead {
  std::string id;
  std::string name;  ///< of the plan
  std::int64_t created_at = 0;
  std::optional<std::int64_t> ended_at;
  std::string digest;
  engine::BatchState state;
};

/// The last word on a step; events tell the tries before.
struct StepRow {
  std::string session_id;
  std::string stage;
  int step = 0;
  std::string status;
  int tries = 0;
  std::string gate;
  std::string answered;
  std::int64_t began_at = 0;
  std::optional<std::int64_t> ended_at;
  int exit_status = 0;
  std::string message;
  std::string checks;  ///< JSON of std::vector<flow::CheckResult>
};
BOOST_DESCRIBE_STRUCT(StepRow, (),
                      (session_id, stage, step, status, tries, gate, answered, began_at, ended_at,
                       exit_status, message, checks))

struct StoredEvent {
  std::int64_t number = 0;
  std::string session_id;  ///< empty when it speaks of the batch
  engine::Event event;
};

/// Everything that one command wrote, as far as it was kept.
struct StoredOutput {
  std::string order;
  std::string session_id;
  std::string stage;
  int step = 0;
  std::string text;
  std::int64_t left_out = 0;  ///< bytes that the command wrote and nobody kept
};

/// Newest first.
Result<std::vector<BatchHead>> list_heads(Connection& connection);

/// Kinds are names of engine::EventKind.
Result<std::vector<StoredEvent>> read_events(Connection& connection, std::string_view batch,
                                             std::string_view kind);

/// Of all sessions of the batch, in the order in which a session walks them.
Result<std::vector<StepRow>> read_steps(Connection& connection, std::string_view batch);

/// Steps that failed or timed out, or whose message begins with `mark`; not those of a rollback.
struct IssueRow {
  std::string session_id;
  int step = 0;
  std::string status;
  std::string message;
};
BOOST_DESCRIBE_STRUCT(IssueRow, (), (session_id, step, status, message))
Result<std::vector<IssueRow>> read_issues(Connection& connection, std::string_view batch,
                                          std::string_view mark);

/// One command after the other, each handed to `visit`: those of the target at `position`, or of
/// every target; in the order of targets, and of each in the order in which they were given.
Result<void> each_output(Connection& connection, std::string_view batch,
                         std::optional<int> position,
                         const std::function<void(const StoredOutput&)>& visit);

/// A command that has written something, without its text.
struct CommandRow {
  std::string order;
  std::string session_id;
  std::string stage;
  int step = 0;
  std::int64_t bytes = 0;     ///< of its text, so far
  std::int64_t left_out = 0;  ///< as in StoredOutput
};
BOOST_DESCRIBE_STRUCT(CommandRow, (), (order, session_id, stage, step, bytes, left_out))

/// Of one session, in the order in which they were given; of a batch's session alone.
Result<std::vector<CommandRow>> list_commands(Connection& connection, std::string_view batch,
                                              std::string_view session);

/// As each_output, of one step of one session.
Result<void> each_session_output(Connection& connection, std::string_view session,
                                 std::string_view stage, int step,
                                 const std::function<void(const StoredOutput&)>& visit);

/// Of one session, in the order in which it walks them.
Result<std::vector<StepRow>> read_session_steps(Connection& connection, std::string_view session);

/// Encoded (core/review/codec.hpp); none where it was not taken.
Result<std::optional<std::string>> find_snapshot(Connection& connection, std::string_view session,
                                                 engine::Moment moment);

}  // namespace fettle::store
