#include "store/session_record_store.hpp"

namespace fettle::store {

Result<bool> claim_session(Connection& connection, std::string_view session,
                           std::string_view user) {
  FETTLE_TRY(changed, connection.run("update sessions set assigned_to = ?, record_version = "
                                     "record_version + 1 where id = ? and assigned_to = ''",
                                     user, session));
  return changed > 0;
}

Result<void> assign_session(Connection& connection, std::string_view session,
                            std::string_view user) {
  FETTLE_TRY_VOID(
      connection.run("update sessions set assigned_to = ?, record_version = "
                     "record_version + 1 where id = ?",
                     user, session));
  return {};
}

Result<bool> save_session_record(Connection& connection, std::string_view session,
                                 const SessionRecordRow& record, std::int64_t version) {
  FETTLE_TRY(changed,
             connection.run("update sessions set scratchpad = ?, outcome = ?, outcome_notes = ?, "
                            "next_steps = ?, record_version = record_version + 1 where id = ? and "
                            "record_version = ?",
                            record.scratchpad, record.outcome, record.outcome_notes,
                            record.next_steps, session, version));
  return changed > 0;
}

Result<void> keep_output(Connection& connection, const ReportedOutput& output) {
  FETTLE_TRY_VOID(connection.run(
      "insert into output (order_id, start, length, session_id, stage, step, text) values (?, 0, "
      "?, ?, ?, ?, ?) on conflict (order_id, start) do update set text = excluded.text, "
      "length = excluded.length",
      output.order, static_cast<std::int64_t>(output.text.size()), output.session, output.stage,
      output.step, Blob{output.text}));
  return {};
}

Result<void> remove_output(Connection& connection, std::string_view order) {
  FETTLE_TRY_VOID(connection.run("delete from output where order_id = ?", order));
  return {};
}

Result<void> add_session_note(Connection& connection, const SessionNoteRow& note) {
  FETTLE_TRY_VOID(connection.run(
      "insert into session_notes (id, session_id, stage, step, text, by_whom, at) values (?, ?, ?, "
      "?, ?, ?, ?)",
      note.id, note.session_id, note.stage, note.step, note.text, note.by_whom, note.at));
  return {};
}

Result<void> add_ad_hoc_step(Connection& connection, const AdHocStepRow& step) {
  FETTLE_TRY_VOID(connection.run(
      "insert into ad_hoc_steps (id, session_id, title, mark, text, by_whom, at) values (?, ?, ?, "
      "?, ?, ?, ?)",
      step.id, step.session_id, step.title, step.mark, step.text, step.by_whom, step.at));
  return {};
}

Result<std::vector<SessionNoteRow>> list_session_notes(Connection& connection,
                                                       std::string_view session) {
  return connection.all<SessionNoteRow>(
      "select id, session_id, stage, step, text, by_whom, at from session_notes where session_id = "
      "? order by at, id",
      session);
}

Result<std::vector<AdHocStepRow>> list_ad_hoc_steps(Connection& connection,
                                                    std::string_view session) {
  return connection.all<AdHocStepRow>(
      "select id, session_id, title, mark, text, by_whom, at from ad_hoc_steps where session_id = "
      "? order by at, id",
      session);
}

Result<std::vector<SessionNoteRow>> list_batch_notes(Connection& connection,
                                                     std::string_view batch) {
  return connection.all<SessionNoteRow>(
      "select n.id as id, n.session_id as session_id, n.stage as stage, n.step as step, n.text as "
      "text, n.by_whom as by_whom, n.at as at from session_notes n join sessions s on s.id = "
      "n.session_id where s.batch_id = ? order by n.session_id, n.at, n.id",
      batch);
}

Result<std::vector<AdHocStepRow>> list_batch_ad_hoc_steps(Connection& connection,
                                                          std::string_view batch) {
  return connection.all<AdHocStepRow>(
      "select a.id as id, a.session_id as session_id, a.title as title, a.mark as mark, a.text as "
      "text, a.by_whom as by_whom, a.at as at from ad_hoc_steps a join sessions s on s.id = "
      "a.session_id where s.batch_id = ? order by a.session_id, a.at, a.id",
      batch);
}

}  // namespace fettle::store
