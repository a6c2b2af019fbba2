#include "store/batch_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <tuple>

#include "base/json.hpp"
#include "store/gone_targets.hpp"
#include "store/new_sessions.hpp"

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

}  // namespace fettle::store
