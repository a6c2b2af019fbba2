#include "store/batch_history.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace fettle::store {
namespace {

/// Targets that are read at once: with outputs of 1 MiB and snapshots of 8 MiB still little.
constexpr std::int64_t kOutputsAtOnce = 50;
constexpr std::int64_t kSnapshotsAtOnce = 10;

struct ChunkRow {
  std::string session_id;
  std::string target_label;
  std::string order_id;
  std::int64_t start = 0;
  std::int64_t length = 0;
  Blob text;
};
BOOST_DESCRIBE_STRUCT(ChunkRow, (), (session_id, target_label, order_id, start, length, text))

/// The chunks of the last order of each session.
std::vector<StepOutput> join_chunks(std::vector<ChunkRow> chunks) {
  std::vector<StepOutput> outputs;
  const std::string* session = nullptr;
  std::int64_t end = 0;
  for (auto& chunk : chunks) {
    const bool is_other = session == nullptr || *session != chunk.session_id;
    if (is_other) outputs.emplace_back();
    if (is_other || outputs.back().order != chunk.order_id) {
      outputs.back() = {.target_label = chunk.target_label, .order = chunk.order_id, .text = {}};
      end = 0;
    }
    session = &chunk.session_id;
    auto& output = outputs.back();
    output.left_out += std::max<std::int64_t>(0, chunk.start - end);
    end = std::max(end, chunk.start + chunk.length);
    output.text += chunk.text.bytes;
  }
  return outputs;
}

}  // namespace

Result<std::int64_t> count_targets(Connection& connection, std::string_view batch) {
  return connection.one<std::int64_t>(
      "select count(*) from sessions where batch_id = ? and recheck = 0", batch);
}

Result<void> each_step_output(Connection& connection, std::string_view batch,
                              const StepPlace& place, const VisitOutput& visit) {
  FETTLE_TRY(targets, count_targets(connection, batch));
  for (std::int64_t first = 0; first < targets; first += kOutputsAtOnce) {
    FETTLE_TRY(chunks,
               connection.all<ChunkRow>(
                   "select s.id as session_id, s.target_label as target_label, o.order_id as "
                   "order_id, o.start as start, o.length as length, o.text as text from sessions s "
                   "join output o on o.session_id = s.id where s.batch_id = ? and s.recheck = 0 "
                   "and s.position >= ? and s.position < ? and o.stage = ? and o.step = ? order by "
                   "s.position, length(o.order_id), o.order_id, o.start",
                   batch, first, first + kOutputsAtOnce, place.stage, place.step));
    for (auto& output : join_chunks(std::move(chunks))) {
      if (!visit(std::move(output))) return {};
    }
  }
  return {};
}

Result<std::int64_t> count_step_outputs(Connection& connection, std::string_view batch,
                                        const StepPlace& place) {
  return connection.one<std::int64_t>(
      "select count(distinct o.session_id) from sessions s join output o on o.session_id = s.id "
      "where s.batch_id = ? and s.recheck = 0 and o.stage = ? and o.step = ?",
      batch, place.stage, place.step);
}

Result<void> each_snapshot_pair(Connection& connection, std::string_view batch,
                                const std::function<void(const SnapshotPair&)>& visit) {
  using Columns = std::tuple<std::string, std::string, std::string>;
  FETTLE_TRY(targets, count_targets(connection, batch));
  for (std::int64_t first = 0; first < targets; first += kSnapshotsAtOnce) {
    FETTLE_TRY(rows, connection.all<Columns>(
                         "select s.target_label, b.body, a.body from sessions s join snapshots b "
                         "on b.session_id = s.id and b.moment = 'before' join snapshots a on "
                         "a.session_id = s.id and a.moment = 'after' where s.batch_id = ? and "
                         "s.recheck = 0 and s.position >= ? and s.position < ? order by s.position",
                         batch, first, first + kSnapshotsAtOnce));
    for (auto& [label, before, after] : rows) {
      visit({std::move(label), std::move(before), std::move(after)});
    }
  }
  return {};
}

Result<SessionTableVersion> session_table_version(Connection& connection, std::string_view batch) {
  return connection.one<SessionTableVersion>(
      "select count(*) as sessions, cast(coalesce(sum(version), 0) as bigint) as states, "
      "cast(coalesce(sum(record_version), 0) as bigint) as records, (select coalesce(max(number), "
      "0) from events "
      "where batch_id = ?) as events from sessions where batch_id = ?",
      batch, batch);
}

Result<std::vector<SessionTableRow>> read_session_table(Connection& connection,
                                                        std::string_view batch) {
  return connection.all<SessionTableRow>(
      "select s.id as id, s.position as position, s.wave as wave, s.recheck as recheck, "
      "s.target_label as target_label, s.status as status, s.reason as reason, case when s.stage "
      "is null then s.state else '' end as state, coalesce(s.failure, '') as failure, "
      "coalesce(s.stage, '') as stage, coalesce(s.step, 0) as step, coalesce(s.step_status, '') as "
      "step_status, coalesce(s.issues, 0) as issues, s.version as version, "
      "s.started_at as started_at, s.ended_at as ended_at, coalesce(u.name, '') as assigned_name, "
      "s.outcome as outcome from sessions s left join users u on u.id = s.assigned_to where "
      "s.batch_id = ? order by s.recheck, s.position, s.id",
      batch);
}

}  // namespace fettle::store
