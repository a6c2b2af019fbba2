#include "store/wait_store.hpp"

#include <algorithm>

namespace fettle::store {
namespace {

struct Stored {
  std::string kind;
  std::string text;
  std::int64_t since = 0;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (kind, text, since))

bool same(const Stored& stored, const engine::WaitReason& reason) {
  return stored.kind == enum_name(reason.kind) && stored.text == reason.text;
}

Result<void> end_wait(Connection& connection, std::string_view batch, std::string_view session,
                      const Stored& wait, Instant now) {
  FETTLE_TRY_VOID(connection.send(
      "insert into past_reasons (batch_id, session_id, kind, text, since, until) values (?, ?, ?, "
      "?, ?, ?)",
      batch, session, wait.kind, wait.text, wait.since, now));
  return connection.send("delete from waits where session_id = ? and kind = ? and text = ?",
                         session, wait.kind, wait.text);
}

}  // namespace

Result<std::vector<WaitRow>> list_waits(Connection& connection, std::string_view batch) {
  return connection.all<WaitRow>(
      "select w.session_id as session_id, s.target_label as target_label, w.kind as kind, w.text "
      "as text, w.since as since from waits w join sessions s on s.id = w.session_id where "
      "s.batch_id = ? and s.status = 'pending' order by s.position, w.session_id, w.kind, w.text",
      batch);
}

Result<bool> has_waits(Connection& connection) {
  return connection.one<bool>(
      "select case when exists (select 1 from waits) then 1 else 0 end as found");
}

Result<void> store_waits(Connection& connection, std::string_view batch,
                         const ports::Admission& answer, Instant now) {
  FETTLE_TRY(stored,
             connection.all<Stored>("select kind, text, since from waits where session_id = ?",
                                    answer.session));
  for (const auto& wait : stored) {
    const bool holds = std::ranges::any_of(
        answer.reasons, [&](const engine::WaitReason& reason) { return same(wait, reason); });
    if (!holds) FETTLE_TRY_VOID(end_wait(connection, batch, answer.session, wait, now));
  }
  for (const auto& reason : answer.reasons) {
    FETTLE_TRY_VOID(connection.send(
        "insert into waits (session_id, kind, text, since) values (?, ?, ?, ?) on conflict "
        "(session_id, kind, text) do nothing",
        answer.session, enum_name(reason.kind), reason.text, now));
  }
  return {};
}

Result<void> end_prompt(Connection& connection, std::string_view batch, std::string_view session,
                        Instant now) {
  FETTLE_TRY_VOID(connection.send(
      "insert into past_reasons (batch_id, session_id, kind, text, since, until) select batch_id, "
      "session_id, kind, text, since, cast(? as bigint) from prompts where batch_id = ? and "
      "session_id = ?",
      now, batch, session));
  return connection.send("delete from prompts where batch_id = ? and session_id = ?", batch,
                         session);
}

Result<std::vector<WaitRow>> reasons_at(Connection& connection, const ReasonsAt& query) {
  // A wait of a session that ended while it waited holds until that end. Those that were skipped or
  // cancelled together with others have no end of their own.
  return connection.all<WaitRow>(
      "select r.session_id as session_id, coalesce(t.target_label, '') as target_label, r.kind as "
      "kind, r.text as text, r.since as since from (select s.batch_id as batch_id, w.session_id as "
      "session_id, w.kind as kind, w.text as text, w.since as since, coalesce(s.ended_at, "
      "case when s.status in ('skipped', 'cancelled') then coalesce(b.ended_at, w.since) else "
      "9223372036854775807 end) as until from waits w join sessions s on s.id = "
      "w.session_id join batches b on b.id = s.batch_id union all select batch_id, session_id, "
      "kind, text, since, 9223372036854775807 from prompts union all select batch_id, session_id, "
      "kind, text, since, until from past_reasons) r left join sessions t on t.id = r.session_id "
      "where r.batch_id = ? and (? = '' or r.session_id = ?) and r.since <= ? and r.until > ? "
      "order by coalesce(t.position, -1), r.session_id, r.kind, r.text",
      query.batch, query.session, query.session, query.at, query.at);
}

Result<std::optional<std::string>> last_state_event(Connection& connection,
                                                    const ReasonsAt& query) {
  return connection.find<std::string>(
      "select body from events where batch_id = ? and session_id = ? and at <= ? and kind <> "
      "'session_waiting' and (session_id = '' or substr(kind, 1, 8) = 'session_') order by number "
      "desc limit 1",
      query.batch, query.session, query.at);
}

Result<bool> has_begun(Connection& connection, const ReasonsAt& query) {
  return connection.one<bool>(
      "select case when exists (select 1 from sessions where id = ? and started_at <= ?) then 1 "
      "else 0 end as began",
      query.session, query.at);
}

Result<bool> asked_for_approval(Connection& connection, std::string_view batch) {
  return connection.one<bool>(
      "select case when exists (select 1 from events where batch_id = ? and kind = "
      "'launch_answered') or exists (select 1 from batches where id = ? and status = "
      "'pending_approval') then 1 else 0 end as asked",
      batch, batch);
}

}  // namespace fettle::store
