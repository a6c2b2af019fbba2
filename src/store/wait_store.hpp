// Why sessions of a batch that may start do not start, as admission said, why those under way go no
// further, and every reason that has held and holds no more, those that waited for a person too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/journal.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

struct WaitRow {
  std::string session_id;
  std::string target_label;
  std::string kind;  ///< name of engine::WaitKind
  std::string text;
  std::int64_t since = 0;
};
BOOST_DESCRIBE_STRUCT(WaitRow, (), (session_id, target_label, kind, text, since))
/// Of sessions that are still to begin.
Result<std::vector<WaitRow>> list_waits(Connection& connection, std::string_view batch);

/// Whether any session of the database waits, which is quick to know.
Result<bool> has_waits(Connection& connection);
/// What is in `answer` holds from now on, or has held before; what is not in it is past.
Result<void> store_waits(Connection& connection, std::string_view batch,
                         const ports::Admission& answer, Instant now);

/// The prompt of a session, or of the batch where that is empty, is past.
Result<void> end_prompt(Connection& connection, std::string_view batch, std::string_view session,
                        Instant now);

/// What held at `at`, whether it still does or not: of the session, or of the whole batch where
/// that is empty.
struct ReasonsAt {
  std::string_view batch;
  std::string_view session;
  Instant at;
};
/// In the order of the rollout.
Result<std::vector<WaitRow>> reasons_at(Connection& connection, const ReasonsAt& query);

/// The last event, as it is stored, that tells a state of the session, or of the batch where that
/// is empty; none: there was none by then.
Result<std::optional<std::string>> last_state_event(Connection& connection, const ReasonsAt& query);
/// Whether the session had begun by then.
Result<bool> has_begun(Connection& connection, const ReasonsAt& query);
/// Whether the launch of the batch waits, or has waited, for an approval.
Result<bool> asked_for_approval(Connection& connection, std::string_view batch);

}  // namespace fettle::store
