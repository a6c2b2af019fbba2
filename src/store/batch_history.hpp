// What a whole batch left behind, target after target: what a step wrote, the snapshots of before
// and after, and its sessions as one table. Read in portions, so that 10,000 targets do not stand
// in memory at once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"

namespace fettle::store {

/// What the last try of a step wrote on one target.
struct StepOutput {
  std::string target_label;
  std::string order;
  std::string text;
  std::int64_t left_out = 0;  ///< bytes that it wrote and nobody kept
};

struct StepPlace {
  std::string_view stage;
  int step = 0;
};

/// Says whether there is to be another.
using VisitOutput = std::function<bool(StepOutput)>;
/// In the order of the rollout; targets that wrote nothing are passed over, re-checks too.
Result<void> each_step_output(Connection& connection, std::string_view batch,
                              const StepPlace& place, const VisitOutput& visit);

/// Targets that `each_step_output` speaks of.
Result<std::int64_t> count_step_outputs(Connection& connection, std::string_view batch,
                                        const StepPlace& place);

/// Both encoded (core/review/codec.hpp).
struct SnapshotPair {
  std::string target_label;
  std::string before;
  std::string after;
};
/// In the order of the rollout: targets of which both snapshots were taken.
Result<void> each_snapshot_pair(Connection& connection, std::string_view batch,
                                const std::function<void(const SnapshotPair&)>& visit);

/// Targets of a batch; re-checks do not count.
Result<std::int64_t> count_targets(Connection& connection, std::string_view batch);

/// What `read_session_table` gives changes only with this.
struct SessionTableVersion {
  std::int64_t sessions = 0;
  std::int64_t states = 0;   ///< sum of their versions
  std::int64_t records = 0;  ///< the same of what people wrote
  std::int64_t events = 0;   ///< of the batch
};
BOOST_DESCRIBE_STRUCT(SessionTableVersion, (), (sessions, states, records, events))
Result<SessionTableVersion> session_table_version(Connection& connection, std::string_view batch);

/// One session, without what only its own page shows.
struct SessionTableRow {
  std::string id;
  int position = 0;
  int wave = 0;
  bool recheck = false;
  std::string target_label;
  std::string status;
  std::string reason;
  /// As of SessionListRow (team_batches.hpp).
  std::string state;
  std::string failure;
  std::string stage;
  int step = 0;
  std::string step_status;
  int issues = 0;
  std::int64_t version = 0;
  std::optional<std::int64_t> started_at;
  std::optional<std::int64_t> ended_at;
  std::string assigned_name;
  std::string outcome;
};
BOOST_DESCRIBE_STRUCT(SessionTableRow, (),
                      (id, position, wave, recheck, target_label, status, reason, state, failure,
                       stage, step, step_status, issues, version, started_at, ended_at,
                       assigned_name, outcome))
/// In the order of the rollout, re-checks after.
Result<std::vector<SessionTableRow>> read_session_table(Connection& connection,
                                                        std::string_view batch);

}  // namespace fettle::store
