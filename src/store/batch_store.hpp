// Batches and their sessions in the database: made at launch, changed only by what the journal
// applies, read back whole to go on with after a restart. Knows SQL and nothing of what a state
// means.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/approved_plan.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session_state.hpp"
#include "ports/journal.hpp"
#include "ports/notifier.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// Whose a batch is, and what it came from; all empty on the command line.
struct BatchOrigin {
  std::optional<std::string> team_id;
  std::optional<std::string> tree_id;
  std::optional<std::string> schedule_id;
  std::optional<std::string> target_list_id;
  std::optional<std::string> retry_of;  ///< the batch whose targets it takes up again
  std::string launched_by;              ///< JSON of engine::Principal
  std::string risk_level;
};

/// A target that was approved and has gone since.
struct GoneTarget {
  std::string session;  ///< its id
  fleet::Target target;
};

struct NewBatch {
  std::string id;
  std::string name;
  Instant created;
  engine::ApprovedPlan frozen;
  std::vector<int> waves;             ///< by position: the wave of each target
  std::vector<std::string> sessions;  ///< by position: the id of each session
  BatchOrigin origin = {};
  engine::BatchStatus status = engine::BatchStatus::kPending;  ///< or kPendingApproval
  std::string reason = {};                                     ///< why it waits for an approval
  std::vector<GoneTarget> gone = {};                           ///< they are no part of `frozen`
};

struct StoredSession {
  std::string id;
  int position = 0;
  int wave = 0;
  bool recheck = false;
  bool released = false;
  bool skipped_by_halt = false;  ///< skipped because its batch halted
  engine::SessionState state;
};

struct StoredBatch {
  std::string id;
  std::string name;
  Instant created;
  engine::ApprovedPlan frozen;
  engine::BatchState state;
  /// By position, re-checks after; without those whose targets had gone.
  std::vector<StoredSession> sessions;
  std::map<std::string, std::int64_t> output;  ///< by order: bytes of output already stored
  std::vector<ports::Message> unsent;          ///< messages that were stored and not handed over
  std::int64_t events = 0;                     ///< number of the last one
};

struct BatchSummary {
  std::string id;
  std::string name;
  std::int64_t created_at = 0;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(BatchSummary, (), (id, name, created_at, status))

/// Stores the batch, one pending session a target and a skipped one for each that has gone, within
/// a transaction.
Result<void> add_batch(Connection& connection, const NewBatch& batch);
/// As add_batch, in a transaction of its own.
Result<void> create_batch(Connection& connection, const NewBatch& batch);

/// kNotFound without it; kConflict where its record no longer has the digest it was approved with.
Result<StoredBatch> load_batch(Connection& connection, std::string_view id);

/// What was approved, without its targets; errors as load_batch, but the digest is not looked at.
Result<engine::ApprovedPlan> load_approved(Connection& connection, std::string_view id);

/// Newest first.
Result<std::vector<BatchSummary>> list_batches(Connection& connection);

}  // namespace fettle::store
