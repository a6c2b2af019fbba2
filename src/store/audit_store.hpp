// The audit log: who changed what. Rows are added and never changed or removed. Each row's hash
// covers the one before it, so that a row that was changed, taken out or put in between shows. Who
// can write the database can also write a whole new chain: note a hash elsewhere to find that.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "ports/word_audit.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

struct AuditRow {
  std::int64_t sequence = 0;  ///< from 1 without gaps, over all teams
  std::string team_id;
  Instant at;
  std::string actor;     ///< JSON of an engine::Principal
  std::string actor_id;  ///< of it, else its name
  std::string address;
  std::string action;
  std::string subject;
  std::string difference;  ///< JSON of what was and what is
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (),
                      (sequence, team_id, at, actor, actor_id, address, action, subject, difference,
                       hash))

/// Gives `row` its sequence and hash, and adds it. Inside the transaction of the change.
Result<void> add_audit(Connection& connection, AuditRow row);
/// The same, of what was (`before`, JSON; empty: nothing) and what `word` says that is.
Result<void> add_word_audit(Connection& connection, const ports::WordAudit& word,
                            std::string_view before = {});

/// Empty texts and absent instants ask for all.
struct AuditFilter {
  std::string actor;  ///< its id
  /// `user.created`, or `user` for all that begin so. Finds `schedule paused` by `schedule.paused`,
  /// too, as earlier versions wrote it.
  std::string action;
  std::string subject;  ///< its id
  std::optional<Instant> from;
  std::optional<Instant> to;  ///< before this
};

/// Newest first.
struct AuditPage {
  std::int64_t before = 0;  ///< the last sequence of the page before; 0: the first page
  int rows = 0;             ///< at most
};

Result<std::vector<AuditRow>> list_audit(Connection& connection, std::string_view team,
                                         const AuditFilter& filter, const AuditPage& page);
Result<std::int64_t> count_audit(Connection& connection, std::string_view team,
                                 const AuditFilter& filter);

struct AuditCheck {
  std::int64_t rows = 0;       ///< that are as they were written
  std::string hash;            ///< of the last of them
  std::int64_t broken_at = 0;  ///< sequence of the first that isn't; 0: there is none
  std::string problem;         ///< what is wrong with it
};
BOOST_DESCRIBE_STRUCT(AuditCheck, (), (rows, hash, broken_at, problem))

/// The hash of an entry, noted when it was the last: an entry of that number must still have it.
struct NotedHash {
  std::int64_t sequence = 0;
  std::string hash;
};

/// Walks the whole chain, over all teams, as it stands at the call.
Result<AuditCheck> verify_audit(Connection& connection, const std::optional<NotedHash>& noted = {});

}  // namespace fettle::store
