// Batches of teams as a service needs them: which of them nobody carries out, and lists and single
// ones for people, always of one team. Loading one to go on with it is batch_store.hpp's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"
#include "store/database/page.hpp"
#include "store/lease.hpp"

namespace fettle::store {

/// Ids of batches of teams that are to be carried out and whose lease nobody holds; oldest first,
/// at most 100. One that waits for targets (target_split.hpp) is not to be carried out yet.
Result<std::vector<std::string>> batches_to_carry_out(Connection& connection,
                                                      const LeaseHolder& asking);

/// A batch of a team, as lists show it. Instants are milliseconds since 1970.
struct TeamBatchRow {
  std::string id;
  std::string name;
  std::optional<std::string> tree_id;
  std::optional<std::string> schedule_id;
  std::optional<std::string> target_list_id;
  std::optional<std::string> retry_of;
  std::string launched_by;  ///< JSON of engine::Principal
  std::string risk_level;
  std::string status;
  /// JSON of engine::BatchState; in lists empty, but where an earlier version wrote the row.
  std::string state;
  // Of that, what lists show.
  std::optional<int> total;  ///< none where an earlier version wrote the row: only `state` has it
  int waiting = 0;
  int completed = 0;
  int failed = 0;
  int interrupted = 0;
  int cancelled = 0;
  int skipped = 0;
  std::string reason;
  std::string digest;
  std::int64_t created_at = 0;
  std::optional<std::int64_t> ended_at;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(TeamBatchRow, (),
                      (id, name, tree_id, schedule_id, target_list_id, retry_of, launched_by,
                       risk_level, status, state, total, waiting, completed, failed, interrupted,
                       cancelled, skipped, reason, digest, created_at, ended_at, version))

struct BatchFilter {
  std::optional<std::string> tree_id;
  std::optional<std::string> schedule_id;
  std::optional<std::string> status;
};

/// Newest first, whatever `page` sorts by.
Result<PageRows<TeamBatchRow>> list_team_batches(Connection& connection, std::string_view team,
                                                 const BatchFilter& filter, const PageQuery& page);
/// kNotFound without it, or where it is another team's.
Result<TeamBatchRow> find_team_batch(Connection& connection, std::string_view team,
                                     std::string_view id);
/// Ids of the batches that took up its targets again, oldest first; at most 100.
Result<std::vector<std::string>> list_retries(Connection& connection, std::string_view team,
                                              std::string_view id);
/// The batch that takes up the same plan on the targets of this one, and has not ended. In an
/// exclusive transaction nobody begins one meanwhile.
Result<std::optional<std::string>> find_open_retry(Connection& connection, std::string_view team,
                                                   std::string_view id);

/// JSON of the fleet::Target that goes first; none where the batch has no session.
Result<std::optional<std::string>> first_target(Connection& connection, std::string_view batch);

/// kNotFound without it, or where it is no team's.
Result<std::string> team_of_batch(Connection& connection, std::string_view id);

/// One session, as lists show it; in the order of the rollout, re-checks after.
struct SessionListRow {
  std::string id;
  std::string batch_id;
  int position = 0;
  int wave = 0;
  bool recheck = false;
  std::string target_label;
  /// JSON of fleet::Target; in lists empty, but where an earlier version wrote the row.
  std::string target;
  std::string server_id;
  std::optional<bool> manual;  ///< none where an earlier version wrote the row: `target` says it
  std::string status;
  std::string reason;
  /// JSON of engine::SessionState where an earlier version wrote it; else empty, and what lists
  /// show of it follows.
  std::string state;
  std::string failure;
  std::string stage;
  int step = 0;
  std::string step_status;
  int issues = 0;
  std::int64_t version = 0;
  std::optional<std::int64_t> started_at;
  std::optional<std::int64_t> ended_at;
  std::string assigned_to;    ///< id of a user; empty: nobody
  std::string assigned_name;  ///< as people call them
  std::string scratchpad;
  std::string outcome;
  std::string outcome_notes;
  std::string next_steps;
  std::int64_t record_version = 0;  ///< of what people wrote (session_record_store.hpp)
};
BOOST_DESCRIBE_STRUCT(SessionListRow, (),
                      (id, batch_id, position, wave, recheck, target_label, target, server_id,
                       manual, status, reason, state, failure, stage, step, step_status, issues,
                       version, started_at, ended_at, assigned_to, assigned_name, scratchpad,
                       outcome, outcome_notes, next_steps, record_version))
Result<std::vector<SessionListRow>> list_sessions(Connection& connection, std::string_view batch);
Result<SessionListRow> find_session(Connection& connection, std::string_view team,
                                    std::string_view id);

}  // namespace fettle::store
