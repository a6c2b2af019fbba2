#include "store/team_batches.hpp"

#include <fmt/format.h>

#include <charconv>
#include <tuple>
#include <utility>

namespace fettle::store {
namespace {

/// The first value of both selects: whether they bring the record, of which lists show only what
/// has columns of its own. Rows of earlier versions bring it in any case.
constexpr int kWithoutRecord = 0;
constexpr int kWithRecord = 1;

constexpr std::string_view kSelect =
    "select "
    "id, name, tree_id, schedule_id, target_list_id, retry_of, launched_by, risk_level, status, "
    "case when ? = 1 or total is null then state else '' end as state, total, coalesce(waiting, 0) "
    "as waiting, coalesce(completed, 0) as completed, "
    "coalesce(failed, 0) as failed, coalesce(interrupted, 0) as interrupted, coalesce(cancelled, "
    "0) "
    "as cancelled, coalesce(skipped, 0) as skipped, coalesce(reason, '') as reason, digest, "
    "created_at, ended_at, version"
    " from batches";
constexpr std::string_view kCount = "select count(*) from batches";
constexpr std::string_view kFilter =
    "team_id = ? and (cast(? as text) is null or tree_id = ?) and (cast(? as text) is null or "
    "schedule_id = ?) and (cast(? as text) is null or status = ?)";
constexpr std::string_view kSelectSession =
    "select "
    "s.id as id, s.batch_id as batch_id, s.position as position, s.wave as wave, s.recheck as "
    "recheck, s.target_label as target_label, case when ? = 1 or s.manual is null then s.target "
    "else '' end as target, s.server_id as server_id, "
    "s.manual as manual, s.status as status, s.reason as reason, case when s.stage is null then "
    "s.state else '' end as state, coalesce(s.failure, '') as failure, coalesce(s.stage, '') as "
    "stage, coalesce(s.step, 0) as step, coalesce(s.step_status, '') as step_status, "
    "coalesce(s.issues, 0) as issues, s.version as version, s.started_at as started_at, s.ended_at "
    "as ended_at, s.assigned_to as assigned_to, coalesce(u.name, '') as assigned_name, "
    "s.scratchpad as scratchpad, s.outcome "
    "as outcome, s.outcome_notes as outcome_notes, s.next_steps as next_steps, s.record_version as "
    "record_version"
    " from sessions s left join users u on u.id = s.assigned_to";

std::unexpected<Error> no_batch(std::string_view id) {
  return fail(ErrorCode::kNotFound, fmt::format("there is no batch {}", id));
}

std::unexpected<Error> no_session(std::string_view id) {
  return fail(ErrorCode::kNotFound, fmt::format("there is no session {}", id));
}

/// Of all an index knows the number; conditions are looked at in each row.
Result<std::int64_t> count_batches(Connection& connection, std::string_view team,
                                   const BatchFilter& filter) {
  if (!filter.tree_id && !filter.schedule_id && !filter.status) {
    return connection.one<std::int64_t>(fmt::format("{} where team_id = ?", kCount), team);
  }
  return connection.one<std::int64_t>(fmt::format("{} where {}", kCount, kFilter), team,
                                      filter.tree_id, filter.tree_id, filter.schedule_id,
                                      filter.schedule_id, filter.status, filter.status);
}

}  // namespace

Result<std::vector<std::string>> batches_to_carry_out(Connection& connection,
                                                      const LeaseHolder& asking) {
  using Columns = std::tuple<std::string, std::string, std::int64_t>;
  FETTLE_TRY(now, database_now(connection));
  FETTLE_TRY(rows,
             connection.all<Columns>(
                 "select id, lease_owner, lease_until from batches where team_id is not null and "
                 "ended_at is null and status not in ('pending_approval', 'halted', 'completed', "
                 "'failed', 'cancelled') and not exists (select 1 from sessions s where s.batch_id "
                 "= batches.id and s.recheck = 0 and s.position = 0 and s.target_label = '') order "
                 "by created_at, id limit 1000"));
  constexpr std::size_t kMax = 100;
  std::vector<std::string> ids;
  for (auto& [id, owner, until] : rows) {
    const bool is_held = !owner.empty() && until > now.ms && !asking.is_gone(owner);
    if (!is_held && ids.size() < kMax) ids.push_back(std::move(id));
  }
  return ids;
}

Result<PageRows<TeamBatchRow>> list_team_batches(Connection& connection, std::string_view team,
                                                 const BatchFilter& filter, const PageQuery& page) {
  std::int64_t before = 0;
  std::string before_id;
  if (page.after) {
    const auto& mark = *page.after;
    std::from_chars(mark.value.data(), mark.value.data() + mark.value.size(), before);
    before_id = mark.id;
  }
  FETTLE_TRY(
      rows,
      connection.all<TeamBatchRow>(
          fmt::format("{} where {} and (cast(? as text) = '' or created_at < ? or (created_at = ? "
                      "and id < ?)) order by created_at desc, id desc limit ?",
                      kSelect, kFilter),
          kWithoutRecord, team, filter.tree_id, filter.tree_id, filter.schedule_id,
          filter.schedule_id, filter.status, filter.status, before_id, before, before, before_id,
          page.limit + 1));
  FETTLE_TRY(total, count_batches(connection, team, filter));
  return PageRows<TeamBatchRow>{std::move(rows), total};
}

Result<TeamBatchRow> find_team_batch(Connection& connection, std::string_view team,
                                     std::string_view id) {
  FETTLE_TRY(row,
             connection.find<TeamBatchRow>(fmt::format("{} where id = ? and team_id = ?", kSelect),
                                           kWithRecord, id, team));
  if (!row) return no_batch(id);
  return *std::move(row);
}

Result<std::vector<std::string>> list_retries(Connection& connection, std::string_view team,
                                              std::string_view id) {
  return connection.all<std::string>(
      "select id from batches where retry_of = ? and team_id = ? order by created_at, id limit 100",
      id, team);
}

Result<std::optional<std::string>> find_open_retry(Connection& connection, std::string_view team,
                                                   std::string_view id) {
  return connection.find<std::string>(
      "select r.id as id from batches r join batches b on b.id = r.retry_of "
      "where b.id = ? and r.team_id = ? and r.ended_at is null and "
      "coalesce(r.tree_id, '') = coalesce(b.tree_id, '') order by r.created_at, r.id limit 1",
      id, team);
}

Result<std::optional<std::string>> first_target(Connection& connection, std::string_view batch) {
  return connection.find<std::string>(
      "select target from sessions where batch_id = ? and recheck = 0 order by position limit 1",
      batch);
}

Result<std::string> team_of_batch(Connection& connection, std::string_view id) {
  FETTLE_TRY(team, connection.find<std::string>(
                       "select team_id from batches where id = ? and team_id is not null", id));
  if (!team) return no_batch(id);
  return *std::move(team);
}

Result<std::vector<SessionListRow>> list_sessions(Connection& connection, std::string_view batch) {
  return connection.all<SessionListRow>(
      fmt::format("{} where s.batch_id = ? order by s.recheck, s.position, s.id", kSelectSession),
      kWithoutRecord, batch);
}

Result<SessionListRow> find_session(Connection& connection, std::string_view team,
                                    std::string_view id) {
  FETTLE_TRY(row, connection.find<SessionListRow>(
                      fmt::format(
                          "{} join batches b on b.id = s.batch_id where s.id = ? and b.team_id = ?",
                          kSelectSession),
                      kWithRecord, id, team));
  if (!row) return no_session(id);
  return *std::move(row);
}

}  // namespace fettle::store
