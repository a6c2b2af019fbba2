// What people add to a session while it is walked, apart from the engine's own record: who has it,
// the scratchpad, notes, steps of their own, the outcome. It has a version of its own, so that
// nobody overwrites what they have not read. Ids are of sessions that the caller knows to be the
// team's.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"

namespace fettle::store {

/// False where somebody has it already. `user` is an id.
Result<bool> claim_session(Connection& connection, std::string_view session, std::string_view user);
/// An empty `user` gives it back.
Result<void> assign_session(Connection& connection, std::string_view session,
                            std::string_view user);

struct SessionRecordRow {
  std::string scratchpad;
  std::string outcome;
  std::string outcome_notes;
  std::string next_steps;
};
/// The version becomes one more. False where it is no longer at `version`.
Result<bool> save_session_record(Connection& connection, std::string_view session,
                                 const SessionRecordRow& record, std::int64_t version);

/// What a person reported of a step, as one order's output.
struct ReportedOutput {
  std::string order;
  std::string session;
  std::string stage;
  int step = 0;
  std::string text;  ///< secrets replaced
};
/// Replaces what was kept under the same order.
Result<void> keep_output(Connection& connection, const ReportedOutput& output);
Result<void> remove_output(Connection& connection, std::string_view order);

/// A note on a step. Instants are milliseconds since 1970.
struct SessionNoteRow {
  std::string id;
  std::string session_id;
  std::string stage;
  int step = 0;
  std::string text;
  std::string by_whom;  ///< JSON of engine::Principal
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(SessionNoteRow, (), (id, session_id, stage, step, text, by_whom, at))

/// A step that an engineer added to one session: what they did besides.
struct AdHocStepRow {
  std::string id;
  std::string session_id;
  std::string title;
  std::string mark;  ///< `done`, `done_with_issues`, `failed`
  std::string text;
  std::string by_whom;  ///< JSON of engine::Principal
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(AdHocStepRow, (), (id, session_id, title, mark, text, by_whom, at))

Result<void> add_session_note(Connection& connection, const SessionNoteRow& note);
Result<void> add_ad_hoc_step(Connection& connection, const AdHocStepRow& step);

/// In the order in which they were written.
Result<std::vector<SessionNoteRow>> list_session_notes(Connection& connection,
                                                       std::string_view session);
Result<std::vector<AdHocStepRow>> list_ad_hoc_steps(Connection& connection,
                                                    std::string_view session);
Result<std::vector<SessionNoteRow>> list_batch_notes(Connection& connection,
                                                     std::string_view batch);
Result<std::vector<AdHocStepRow>> list_batch_ad_hoc_steps(Connection& connection,
                                                          std::string_view batch);

}  // namespace fettle::store
