#include "store/batch_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <tuple>

#include "base/json.hpp"
#include "store/admission.hpp"
#include "store/audit_store.hpp"
#include "store/gone_targets.hpp"
#include "store/lease.hpp"
#include "store/new_sessions.hpp"
#include "store/team_message.hpp"
#include "store/wait_store.hpp"

namespace fettle::store {
namespace {

using engine::SessionStatus;

struct BatchRow {
  std::string id;
  std::string name;
  std::int64_t created_at = 0;
  int format = 1;
  std::string frozen_markdown;
  std::string variables;
  std::string strategy;
  std::string recipes;
  std::string compiled;
  std::string digest;
  std::string state;
};
BOOST_DESCRIBE_STRUCT(BatchRow, (),
                      (id, name, created_at, format, frozen_markdown, variables, strategy, recipes,
                       compiled, digest, state))

struct SessionRow {
  std::string id;
  int position = 0;
  int wave = 0;
  bool recheck = false;
  std::string target;
  std::string status;
  std::string reason;
  std::string state;
  bool released = false;
  bool skipped_by_halt = false;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, position, wave, recheck, target, status, reason, state, released,
                       skipped_by_halt))

struct OutputEnd {
  std::string order_id;
  std::int64_t stored = 0;
};
BOOST_DESCRIBE_STRUCT(OutputEnd, (), (order_id, stored))

struct MessageRow {
  std::string id;
  std::string text;
  std::string channel;
  std::string severity;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (), (id, text, channel, severity))

Result<void> insert_batch(Connection& connection, const NewBatch& batch,
                          const engine::BatchState& state) {
  const auto& frozen = batch.frozen;
  const auto& origin = batch.origin;
  FETTLE_TRY_VOID(connection.send(
      "insert into batches (id, name, created_at, format, digest, status, state, reason, total, "
      "waiting, completed, failed, interrupted, cancelled, skipped, team_id, tree_id, schedule_id, "
      "target_list_id, retry_of, launched_by, risk_level) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, "
      "0, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
      batch.id, batch.name, batch.created.ms, frozen.format, digest(frozen),
      enum_name(state.status), to_json(state), state.reason, state.total, state.waiting,
      state.tally.skipped, origin.team_id, origin.tree_id, origin.schedule_id,
      origin.target_list_id, origin.retry_of, origin.launched_by, origin.risk_level));
  return connection.send(
      "insert into batch_plans (batch_id, frozen_markdown, variables, strategy, recipes, compiled) "
      "values (?, ?, ?, ?, ?, ?)",
      batch.id, frozen.markdown, to_canonical_json(frozen.variables),
      to_canonical_json(frozen.strategy), to_canonical_json(frozen.recipes), frozen.compiled);
}

Error unreadable(std::string_view id, Error error) {
  error.code = ErrorCode::kConflict;
  error.message = fmt::format(
      "what is stored of batch {} can't be read: {}; go on with the version of Fettle that "
      "launched it, or launch the plan anew",
      id, error.message);
  return error;
}

/// The bytes are what was approved: by their digest, before anything is made of them.
Result<void> check_digest(const BatchRow& row, const std::vector<SessionRow>& sessions) {
  if (row.format < 1 || row.format > flow::kFormat) {
    return fail(ErrorCode::kConflict,
                fmt::format("batch {} was launched by a newer Fettle (its record has the format "
                            "{}, this one knows {}): go on with that version",
                            row.id, row.format, flow::kFormat));
  }
  engine::ApprovedTexts texts{.format = row.format,
                              .markdown = row.frozen_markdown,
                              .variables = row.variables,
                              .strategy = row.strategy,
                              .recipes = row.recipes,
                              .compiled = row.compiled};
  for (const auto& session : sessions) {
    if (!session.recheck) texts.targets.emplace_back(session.target);
  }
  if (digest(texts) == row.digest) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("batch {} no longer is what was approved: its record was changed in "
                          "the database; launch the plan anew",
                          row.id));
}

Result<engine::ApprovedPlan> read_approved(const BatchRow& row) {
  engine::ApprovedPlan frozen;
  frozen.format = row.format;
  frozen.markdown = row.frozen_markdown;
  frozen.compiled = row.compiled;
  FETTLE_TRY(variables, from_json<decltype(frozen.variables)>(row.variables));
  FETTLE_TRY(strategy, from_json<flow::Strategy>(row.strategy));
  FETTLE_TRY(recipes, from_json<std::vector<engine::ApprovedRecipe>>(row.recipes));
  frozen.variables = std::move(variables);
  frozen.strategy = std::move(strategy);
  frozen.recipes = std::move(recipes);
  return frozen;
}

/// Rows of re-checks repeat a target that the sessions before them have given already.
Result<void> read_sessions(std::vector<SessionRow> rows, StoredBatch& batch) {
  batch.sessions.reserve(rows.size());
  for (auto& row : rows) {
    if (!row.recheck) {
      FETTLE_TRY(target, from_json<fleet::Target>(row.target));
      batch.frozen.targets.push_back(std::move(target));
    }
    FETTLE_TRY(state, from_json<engine::SessionState>(row.state));
    // Sessions that were ended or reopened together have it in their columns alone.
    state.status = enum_from_name<SessionStatus>(row.status).value_or(state.status);
    state.reason = std::move(row.reason);
    batch.sessions.push_back({std::move(row.id), row.position, row.wave, row.recheck, row.released,
                              row.skipped_by_halt, std::move(state)});
  }
  return {};
}

/// What was approved, and how far it has come.
Result<void> read_record(const BatchRow& row, std::vector<SessionRow> sessions,
                         StoredBatch& batch) {
  const auto read = [&]() -> Result<void> {
    FETTLE_TRY(frozen, read_approved(row));
    FETTLE_TRY(state, from_json<engine::BatchState>(row.state));
    batch.frozen = std::move(frozen);
    batch.state = std::move(state);
    return read_sessions(std::move(sessions), batch);
  };
  auto done = read();
  if (!done) return std::unexpected(unreadable(row.id, std::move(done.error())));
  return done;
}

Result<void> read_output_ends(Connection& connection, StoredBatch& batch) {
  FETTLE_TRY(ends, connection.all<OutputEnd>(
                       "select o.order_id as order_id, max(o.start + o.length) as stored from "
                       "output o join sessions s on s.id = o.session_id where s.batch_id = ? and "
                       "s.status not in ('completed', 'cancelled') group by o.order_id",
                       batch.id));
  for (auto& end : ends) batch.output.emplace(std::move(end.order_id), end.stored);
  return {};
}

Result<void> read_unsent(Connection& connection, StoredBatch& batch) {
  FETTLE_TRY(messages, connection.all<MessageRow>(
                           "select id, text, channel, severity from outbox where batch_id = ? and "
                           "sent_at is null order by created_at, id",
                           batch.id));
  for (auto& message : messages) {
    batch.unsent.push_back({std::move(message.id), std::move(message.text),
                            std::move(message.channel), std::move(message.severity)});
  }
  return {};
}

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

Result<BatchRow> find_row(Connection& connection, std::string_view id) {
  FETTLE_TRY(row, connection.find<BatchRow>(
                      "select b.id as id, b.name as name, b.created_at as created_at, b.format as "
                      "format, p.frozen_markdown as frozen_markdown, p.variables as variables, "
                      "p.strategy as strategy, p.recipes as recipes, p.compiled as compiled, "
                      "b.digest as digest, b.state as state from batches b join batch_plans p on "
                      "p.batch_id = b.id where b.id = ?",
                      id));
  if (!row) return fail(ErrorCode::kNotFound, fmt::format("there is no batch {}", id));
  return *std::move(row);
}

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

Result<void> create_batch(Connection& connection, const NewBatch& batch) {
  FETTLE_TRY(transaction, Transaction::begin(connection));
  FETTLE_TRY_VOID(add_batch(connection, batch));
  return transaction.commit();
}

Result<void> add_batch(Connection& connection, const NewBatch& batch) {
  engine::BatchState state{.status = batch.status};
  state.reason = batch.reason;
  state.waiting = static_cast<int>(batch.sessions.size());
  state.gone = state.tally.skipped = static_cast<int>(batch.gone.size());
  state.total = state.waiting + state.gone;
  FETTLE_TRY_VOID(insert_batch(connection, batch, state));
  FETTLE_TRY_VOID(add_sessions(connection, batch, 0));
  return add_gone(connection, batch);
}

Result<StoredBatch> load_batch(Connection& connection, std::string_view id) {
  FETTLE_TRY(row, find_row(connection, id));
  StoredBatch batch{.id = row.id, .name = row.name, .created = {row.created_at}};
  FETTLE_TRY(sessions,
             connection.all<SessionRow>(
                 "select id, position, wave, recheck, target, status, reason, state, released, "
                 "status = 'skipped' and ended_at is null as skipped_by_halt "
                 "from sessions where batch_id = ? and wave >= 0 order by recheck, position, id",
                 batch.id));
  FETTLE_TRY_VOID(check_digest(row, sessions));
  FETTLE_TRY_VOID(read_record(row, std::move(sessions), batch));
  FETTLE_TRY_VOID(read_output_ends(connection, batch));
  FETTLE_TRY(events,
             connection.one<std::tuple<std::int64_t>>(
                 "select coalesce(max(number), 0) from events where batch_id = ?", batch.id));
  batch.events = std::get<0>(events);
  FETTLE_TRY_VOID(read_unsent(connection, batch));
  return batch;
}

Result<engine::ApprovedPlan> load_approved(Connection& connection, std::string_view id) {
  FETTLE_TRY(row, find_row(connection, id));
  auto approved = read_approved(row);
  if (!approved) return std::unexpected(unreadable(id, std::move(approved.error())));
  return approved;
}

Result<std::vector<BatchSummary>> list_batches(Connection& connection) {
  return connection.all<BatchSummary>(
      "select id, name, created_at, status from batches order by created_at desc, id desc");
}

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
