#include "store/history_store.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/json.hpp"

namespace fettle::store {
namespace {

struct HeadRow {
  std::string id;
  std::string name;
  std::int64_t created_at = 0;
  std::optional<std::int64_t> ended_at;
  std::string digest;
  std::string state;
};
BOOST_DESCRIBE_STRUCT(HeadRow, (), (id, name, created_at, ended_at, digest, state))

struct OrderRow {
  std::string order_id;
  std::string session_id;
  std::string stage;
  int step = 0;
};
BOOST_DESCRIBE_STRUCT(OrderRow, (), (order_id, session_id, stage, step))

Result<void> read_text(Connection& connection, StoredOutput& output) {
  using Columns = std::tuple<std::int64_t, std::int64_t, Blob>;
  FETTLE_TRY(chunks, connection.all<Columns>(
                         "select start, length, text from output where order_id = ? order by start",
                         output.order));
  std::int64_t end = 0;
  for (const auto& [start, length, text] : chunks) {
    output.left_out += std::max<std::int64_t>(0, start - end);
    end = std::max(end, start + length);
    output.text += text.bytes;
  }
  return {};
}

Result<void> visit_each(Connection& connection, std::vector<OrderRow> orders,
                        const std::function<void(const StoredOutput&)>& visit) {
  for (auto& order : orders) {
    StoredOutput output{.order = std::move(order.order_id),
                        .session_id = std::move(order.session_id),
                        .stage = std::move(order.stage),
                        .step = order.step};
    FETTLE_TRY_VOID(read_text(connection, output));
    visit(output);
  }
  return {};
}

}  // namespace

Result<std::vector<BatchHead>> list_heads(Connection& connection) {
  FETTLE_TRY(rows, connection.all<HeadRow>("select id, name, created_at, ended_at, digest, state "
                                           "from batches order by created_at desc, id desc"));
  std::vector<BatchHead> heads;
  heads.reserve(rows.size());
  for (auto& row : rows) {
    FETTLE_TRY(state, from_json<engine::BatchState>(row.state));
    heads.push_back({.id = std::move(row.id),
                     .name = std::move(row.name),
                     .created_at = row.created_at,
                     .ended_at = row.ended_at,
                     .digest = std::move(row.digest),
                     .state = std::move(state)});
  }
  return heads;
}

Result<std::vector<StoredEvent>> read_events(Connection& connection, std::string_view batch,
                                             std::string_view kind) {
  using Columns = std::tuple<std::int64_t, std::string, std::string>;
  FETTLE_TRY(rows, connection.all<Columns>("select number, session_id, body from events where "
                                           "batch_id = ? and kind = ? order by number",
                                           batch, kind));
  std::vector<StoredEvent> events;
  for (auto& [number, session, body] : rows) {
    FETTLE_TRY(event, engine::read_event(body));
    events.push_back({number, std::move(session), std::move(event)});
  }
  return events;
}

Result<std::vector<StepRow>> read_steps(Connection& connection, std::string_view batch) {
  return connection.all<StepRow>(
      "select p.session_id as session_id, p.stage as stage, p.step as step, p.status as status, "
      "p.tries as tries, p.gate as gate, p.answered as answered, p.began_at as began_at, "
      "p.ended_at as ended_at, p.exit_status as exit_status, p.message as message, "
      "p.checks as checks from steps p join sessions s on s.id = p.session_id "
      "where s.batch_id = ? order by s.recheck, s.position, s.id, p.stage = 'rollback', p.step",
      batch);
}

Result<std::vector<IssueRow>> read_issues(Connection& connection, std::string_view batch,
                                          std::string_view mark) {
  return connection.all<IssueRow>(
      "select p.session_id as session_id, p.step as step, p.status as status, "
      "p.message as message from steps p join sessions s on s.id = p.session_id "
      "where s.batch_id = ? and p.stage = 'steps' and (p.status in ('failed', 'timed_out') or "
      "substr(p.message, 1, cast(? as integer)) = ?) order by p.session_id, p.step",
      batch, static_cast<std::int64_t>(mark.size()), mark);
}

Result<void> each_output(Connection& connection, std::string_view batch,
                         std::optional<int> position,
                         const std::function<void(const StoredOutput&)>& visit) {
  FETTLE_TRY(orders,
             connection.all<OrderRow>(
                 "select o.order_id as order_id, o.session_id as session_id, o.stage as stage, "
                 "o.step as step from output o join sessions s on s.id = o.session_id "
                 "where s.batch_id = ? and (cast(? as integer) is null or s.position = ?) "
                 "group by o.order_id, o.session_id, o.stage, o.step, s.recheck, "
                 "s.position order by s.recheck, s.position, o.session_id, "
                 "length(o.order_id), o.order_id",
                 batch, position, position));
  return visit_each(connection, std::move(orders), visit);
}

Result<std::vector<CommandRow>> list_commands(Connection& connection, std::string_view batch,
                                              std::string_view session) {
  using Columns =
      std::tuple<std::string, std::string, std::string, int, std::int64_t, std::int64_t>;
  FETTLE_TRY(rows,
             connection.all<Columns>("select o.order_id, o.session_id, o.stage, o.step, "
                                     "cast(sum(length(o.text)) as bigint), "
                                     "cast(max(o.start + o.length) - sum(o.length) as bigint) "
                                     "from output o join sessions s on s.id = o.session_id "
                                     "where o.session_id = ? and s.batch_id = ? "
                                     "group by o.order_id, o.session_id, o.stage, o.step "
                                     "order by length(o.order_id), o.order_id",
                                     session, batch));
  std::vector<CommandRow> commands;
  for (auto& [order, id, stage, step, bytes, left_out] : rows) {
    commands.push_back({std::move(order), std::move(id), std::move(stage), step, bytes, left_out});
  }
  return commands;
}

Result<void> each_session_output(Connection& connection, std::string_view session,
                                 std::string_view stage, int step,
                                 const std::function<void(const StoredOutput&)>& visit) {
  FETTLE_TRY(orders, connection.all<OrderRow>(
                         "select order_id, session_id, stage, step from output where session_id = "
                         "? and stage = ? and step = ? group by order_id, session_id, stage, step "
                         "order by length(order_id), order_id",
                         session, stage, step));
  return visit_each(connection, std::move(orders), visit);
}

Result<std::vector<StepRow>> read_session_steps(Connection& connection, std::string_view session) {
  return connection.all<StepRow>(
      "select session_id, stage, step, status, tries, gate, answered, began_at, ended_at, "
      "exit_status, message, checks from steps where session_id = ? order by stage = 'rollback', "
      "step",
      session);
}

Result<std::optional<std::string>> find_snapshot(Connection& connection, std::string_view session,
                                                 engine::Moment moment) {
  return connection.find<std::string>(
      "select body from snapshots where session_id = ? and moment = ?", session, enum_name(moment));
}

}  // namespace fettle::store
