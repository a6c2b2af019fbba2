#include "store/apply_commits.hpp"

#include <algorithm>
#include <cstddef>

#include "base/json.hpp"
#include "store/admission.hpp"
#include "store/audit_store.hpp"
#include "store/lease.hpp"
#include "store/team_message.hpp"
#include "store/wait_store.hpp"

namespace fettle::store {
namespace {

using engine::SessionStatus;

/// What budgets make of the host of a session that no longer works there. Each changing step has
/// left an attempt.
HostThen host_after(const engine::SessionState& state) {
  if (state.status == SessionStatus::kCompleted) return HostThen::kBack;
  return state.attempts.empty() ? HostThen::kAsBefore : HostThen::kOut;
}

/// One write of the journal on a connection.
class Applying {
 public:
  /// Events are numbered from the one after `sequence`.
  Applying(Connection& connection, std::int64_t sequence, Instant now)
      : connection_(connection), sequence_(sequence), now_(now) {}

  Result<void> operator()(const ports::BatchSaved& write) {
    const bool ended = has_ended(write.state.status);
    const auto& [completed, failed, interrupted, cancelled, skipped] = write.state.tally;
    return connection_.send(
        "update batches set status = ?, state = ?, version = ?, reason = ?, total = ?, waiting = "
        "?, "
        "completed = ?, failed = ?, interrupted = ?, cancelled = ?, skipped = ?, ended_at = ?, "
        "output_removed_at = case when ? = 1 then output_removed_at end where id = ?",
        enum_name(write.state.status), to_json(write.state), write.state.version,
        write.state.reason, write.state.total, write.state.waiting, completed, failed, interrupted,
        cancelled, skipped, ended ? std::optional(write.at.ms) : std::nullopt, ended, write.batch);
  }

  Result<void> operator()(const ports::SessionAdded& write) {
    return connection_.send(
        "insert into sessions (id, batch_id, position, wave, recheck, target_label, target, "
        "server_id, manual, status, state, stage, step, step_status, failure, issues) select ?, "
        "batch_id, position, ?, 1, target_label, target, server_id, manual, 'pending', ?, 'steps', "
        "0, 'pending', 'none', 0 from sessions where batch_id = ? and position = ? and recheck = 0",
        write.session, write.wave, to_json(engine::SessionState{}), write.batch, write.position);
  }

  Result<void> operator()(const ports::SessionSaved& write) {
    const bool ended = has_ended(write.state.status);
    const bool works_on_host = !ended && write.state.status != SessionStatus::kPending;
    if (!works_on_host) {
      FETTLE_TRY_VOID(leave_host(connection_, write.session, {host_after(write.state), write.at}));
    }
    return connection_.send(
        "update sessions set status = ?, reason = ?, state = ?, version = ?, stage = ?, step = ?, "
        "step_status = ?, failure = ?, issues = ?, started_at = coalesce(started_at, ?), ended_at "
        "= "
        "?, released = 0 where id = ?",
        enum_name(write.state.status), write.state.reason, to_json(write.state),
        write.state.version, enum_name(write.state.stage), write.state.step,
        enum_name(write.state.current.status), enum_name(write.state.failure), write.state.issues,
        write.at.ms, ended ? std::optional(write.at.ms) : std::nullopt, write.session);
  }

  Result<void> operator()(const ports::StepSaved& write) {
    const auto& [stage, step, state] = write.record;
    const bool ended = has_ended(state.status);
    return connection_.send(
        "insert into steps (session_id, stage, step, status, tries, gate, answered, began_at, "
        "ended_at, exit_status, message, checks) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "on conflict (session_id, stage, step) do update set status = excluded.status, tries = "
        "excluded.tries, gate = excluded.gate, answered = excluded.answered, began_at = "
        "excluded.began_at, ended_at = excluded.ended_at, exit_status = excluded.exit_status, "
        "message = excluded.message, checks = excluded.checks",
        write.session, enum_name(stage), step, enum_name(state.status), state.tries, state.gate,
        state.answered, state.began.ms, ended ? std::optional(state.ended.ms) : std::nullopt,
        state.exit_status.value_or(0), state.message, to_json(state.memory.checks));
  }

  Result<void> operator()(const ports::EventAdded& write) {
    return connection_.send(
        "insert into events (batch_id, number, session_id, at, kind, body, sequence) values (?, ?, "
        "?, ?, ?, ?, ?)",
        write.batch, write.number, write.session, write.event.at.ms, enum_name(kind(write.event)),
        encode(write.event), next_number());
  }

  Result<void> operator()(const ports::OutputAdded& write) {
    return connection_.send(
        "insert into output (order_id, start, length, session_id, stage, step, text) values (?, "
        "?, ?, ?, ?, ?, ?)",
        write.order, write.offset, write.length, write.session, enum_name(write.stage), write.step,
        Blob{write.text});
  }

  Result<void> operator()(const ports::SnapshotSaved& write) {
    return connection_.send(
        "insert into snapshots (session_id, moment, body) values (?, ?, ?) on conflict "
        "(session_id, moment) do update set body = excluded.body",
        write.session, enum_name(write.moment), write.body);
  }

  Result<void> operator()(const ports::RemainingEnded& write) {
    // Re-checks that are due are still due when a batch that has halted goes on.
    const bool goes_on = write.status == SessionStatus::kSkipped;
    FETTLE_TRY_VOID(leave_hosts_unbegun(write.batch));
    return connection_.send(
        "update sessions set status = ?, reason = ? where batch_id = ? and status = 'pending' and "
        "(recheck = 0 or ? = 1)",
        enum_name(write.status), write.reason, write.batch, !goes_on);
  }

  Result<void> operator()(const ports::RemainingReopened& write) {
    return connection_.send(
        "update sessions set status = 'pending', reason = '' where batch_id = ? and recheck = 0 "
        "and status = 'skipped' and ended_at is null",
        write.batch);
  }

  Result<void> operator()(const ports::TargetReleased& write) {
    return connection_.send("update sessions set released = 1 where id = ?", write.session);
  }

  Result<void> operator()(const ports::SessionWaits& write) {
    return store_waits(connection_, write.batch,
                       {.session = write.session, .reasons = write.reasons}, now_);
  }

  Result<void> operator()(const ports::HostLeft& write) {
    return leave_host(connection_, write.session);
  }

  Result<void> operator()(const ports::PromptOpened& write) {
    return connection_.send(
        "insert into prompts (batch_id, session_id, kind, stage, step, text, since) values (?, ?, "
        "?, ?, ?, ?, ?) on conflict (batch_id, session_id) do update set kind = excluded.kind, "
        "stage = excluded.stage, step = excluded.step, text = excluded.text",
        write.batch, write.session, enum_name(write.kind), write.stage, write.step, write.text,
        write.since.ms);
  }

  Result<void> operator()(const ports::WordHeard& write) {
    return connection_.send("update batch_words set heard = 1 where id = ?", write.word);
  }

  /// By add_audits(), before.
  Result<void> operator()(const ports::WordAudited& /*write*/) { return {}; }

  Result<void> operator()(const ports::PromptClosed& write) {
    return end_prompt(connection_, write.batch, write.session, now_);
  }

  Result<void> operator()(const ports::MessageQueued& write) {
    return connection_.send(
        "insert into outbox (id, batch_id, session_id, text, channel, severity, created_at) values "
        "(?, ?, ?, ?, ?, ?, ?)",
        write.id, write.batch, write.session, write.text, write.channel, write.severity,
        write.at.ms);
  }

  Result<void> operator()(const ports::MessageHandedOver& write) {
    return connection_.send("update outbox set sent_at = ? where id = ?", write.at.ms, write.id);
  }

  /// Of the sequence of events.
  std::int64_t next_number() { return ++sequence_; }

 private:
  /// A process that died between the two left sessions that were let start and never began.
  Result<void> leave_hosts_unbegun(const std::string& batch) {
    FETTLE_TRY(sessions, connection_.all<std::string>(
                             "select h.session_id from host_sessions h join sessions s on s.id = "
                             "h.session_id where s.batch_id = ? and s.status = 'pending'",
                             batch));
    for (const auto& session : sessions) FETTLE_TRY_VOID(leave_host(connection_, session));
    return {};
  }

  Connection& connection_;
  std::int64_t sequence_;
  Instant now_;
};

std::int64_t count_events(const ports::Commit& commit) {
  const auto are_told = std::ranges::count_if(commit.writes, is_told);
  return are_told + std::ranges::count_if(commit.writes, [](const ports::Write& write) {
           return std::holds_alternative<ports::EventAdded>(write);
         });
}

/// The number of the last event before those of `commit` and what the team is told of them. From
/// here to the end of the transaction nobody else takes one, so that events are numbered in the
/// order in which they are committed.
Result<std::int64_t> take_sequence(Connection& connection, const ports::Commit& commit) {
  const auto count = count_events(commit);
  if (count == 0) return 0;
  FETTLE_TRY(last, connection.one<std::int64_t>(
                       "update counters set value = value + ? where name = 'events' returning "
                       "value",
                       count));
  return last - count;
}

/// What a team is told of is never taken back.
Result<bool> may_be_deferred(Connection& connection, const ports::Commit& commit) {
  if (!commit.may_be_deferred) return false;
  if (std::ranges::none_of(commit.writes, is_told)) return true;
  return connection.one<bool>(
      "select not exists (select 1 from batches where id = ? and team_id is not null)",
      commit.batch);
}

Result<Durability> durability_of(Connection& connection, std::span<const ports::Commit> commits) {
  for (const auto& commit : commits) {
    FETTLE_TRY(deferred, may_be_deferred(connection, commit));
    if (!deferred) return Durability::kFull;
  }
  return Durability::kDeferred;
}

Result<void> add_audits(Connection& connection, const ports::Commit& commit) {
  for (const auto& write : commit.writes) {
    const auto* const audited = std::get_if<ports::WordAudited>(&write);
    if (audited != nullptr) FETTLE_TRY_VOID(add_word_audit(connection, audited->audit));
  }
  return {};
}

Result<ports::Committed> apply_one(Connection& connection, const ports::Commit& commit,
                                   Instant now) {
  FETTLE_TRY(sequence, take_sequence(connection, commit));
  Applying applying(connection, sequence, now);
  for (const auto& write : commit.writes) {
    FETTLE_TRY_VOID(std::visit(applying, write));
    if (is_told(write)) FETTLE_TRY_VOID(tell_of(connection, write, applying.next_number()));
  }
  FETTLE_TRY(admissions, admit(connection, commit, now));
  return ports::Committed{std::move(admissions)};
}

}  // namespace

Result<void> apply(Connection& connection, std::span<const ports::Commit> commits,
                   std::vector<ports::Committed>& answers) {
  answers.clear();
  FETTLE_TRY(durability, durability_of(connection, commits));
  FETTLE_TRY_VOID(connection.set_durability(durability));
  FETTLE_TRY(transaction, Transaction::begin(connection));
  FETTLE_TRY(now, database_now(connection));
  for (const auto& commit : commits) {
    FETTLE_TRY_VOID(renew_lease(connection, {commit.batch, commit.lease}, now));
  }
  // Entries are counted before events are, as everybody does: whoever holds one counter waits for
  // nobody who holds the other.
  for (const auto& commit : commits) FETTLE_TRY_VOID(add_audits(connection, commit));
  for (const auto& commit : commits) {
    FETTLE_TRY(answer, apply_one(connection, commit, now));
    answers.push_back(std::move(answer));
  }
  return transaction.commit();
}

}  // namespace fettle::store
