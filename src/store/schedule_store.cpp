#include "store/schedule_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace fettle::store {
namespace {

constexpr std::string_view kSelect =
    "select "
    "id, team_id, tree_id, created_by, updated_by, status, is_active, scheduled_start, "
    "cron_expression, timezone, target_list_id, target_selector, targets, variables_override, "
    "overlap, "
    "grace_minutes, frozen_markdown, approved_record, digest, approved_by, approved_at, "
    "approval_comment, next_run_at, last_run_at, version, created_at, updated_at"
    " from maintenance_schedules";
constexpr std::string_view kCount = "select count(*) from maintenance_schedules";
constexpr std::string_view kFilter =
    "team_id = ? and (cast(? as text) is null or tree_id = ?) and (cast(? as text) is null or "
    "status = ?)";

/// Of all an index knows the number; conditions are looked at in each row.
Result<std::int64_t> count_schedules(Connection& connection, std::string_view team,
                                     const ScheduleFilter& filter) {
  if (!filter.tree_id && !filter.status) {
    return connection.one<std::int64_t>(fmt::format("{} where team_id = ?", kCount), team);
  }
  return connection.one<std::int64_t>(fmt::format("{} where {}", kCount, kFilter), team,
                                      filter.tree_id, filter.tree_id, filter.status, filter.status);
}

}  // namespace

Result<PageRows<ScheduleRow>> list_schedules(Connection& connection, std::string_view team,
                                             const ScheduleFilter& filter, const PageQuery& page) {
  std::int64_t before = 0;
  std::string before_id;
  if (page.after) {
    const auto& value = page.after->value;
    std::from_chars(value.data(), value.data() + value.size(), before);
    before_id = page.after->id;
  }
  FETTLE_TRY(rows, connection.all<ScheduleRow>(
                       fmt::format("{} where {} and "
                                   "(cast(? as text) = '' or created_at < ? or (created_at = ? "
                                   "and id < ?)) order by created_at desc, id desc limit ?",
                                   kSelect, kFilter),
                       team, filter.tree_id, filter.tree_id, filter.status, filter.status,
                       before_id, before, before, before_id, page.limit + 1));
  FETTLE_TRY(total, count_schedules(connection, team, filter));
  return PageRows<ScheduleRow>{std::move(rows), total};
}

Result<ScheduleRow> find_schedule(Connection& connection, TeamKey key) {
  FETTLE_TRY(row, connection.find<ScheduleRow>(fmt::format("{} where id = ? and team_id = "
                                                           "?",
                                                           kSelect),
                                               key.id, key.team));
  if (!row) return fail(ErrorCode::kNotFound, "there is no such schedule");
  return *std::move(row);
}

Result<std::optional<ScheduleRow>> find_recurring(Connection& connection, TeamKey flow,
                                                  std::string_view id) {
  return connection.find<ScheduleRow>(
      fmt::format("{} where team_id = ? and tree_id = ? and id "
                  "<> ? and is_active = 1 and cron_expression <> '' order by id limit 1",
                  kSelect),
      flow.team, flow.id, id);
}

Result<void> insert_schedule(Connection& connection, const ScheduleRow& s) {
  FETTLE_TRY_VOID(connection.run(
      "insert into maintenance_schedules ("
      "id, team_id, tree_id, created_by, updated_by, status, is_active, scheduled_start, "
      "cron_expression, timezone, target_list_id, target_selector, targets, variables_override, "
      "overlap, "
      "grace_minutes, frozen_markdown, approved_record, digest, approved_by, approved_at, "
      "approval_comment, next_run_at, last_run_at, version, created_at, updated_at"
      ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      s.id, s.team_id, s.tree_id, s.created_by, s.updated_by, s.status, s.is_active,
      s.scheduled_start, s.cron_expression, s.timezone, s.target_list_id, s.target_selector,
      s.targets, s.variables_override, s.overlap, s.grace_minutes, s.frozen_markdown,
      s.approved_record, s.digest, s.approved_by, s.approved_at, s.approval_comment, s.next_run_at,
      s.last_run_at, s.version, s.created_at, s.updated_at));
  return {};
}

Result<bool> update_schedule(Connection& connection, const ScheduleRow& s) {
  FETTLE_TRY(changed,
             connection.run(
                 "update maintenance_schedules set updated_by = ?, status = ?, is_active = ?, "
                 "scheduled_start = ?, cron_expression = ?, timezone = ?, target_list_id = ?, "
                 "target_selector = ?, targets = ?, variables_override = ?, overlap = ?, "
                 "grace_minutes = ?, "
                 "frozen_markdown = ?, approved_record = ?, digest = ?, approved_by = ?, "
                 "approved_at = ?, approval_comment = ?, next_run_at = ?, last_run_at = ?, "
                 "version = ?, updated_at = ? where id = ? and team_id = ? and version = ?",
                 s.updated_by, s.status, s.is_active, s.scheduled_start, s.cron_expression,
                 s.timezone, s.target_list_id, s.target_selector, s.targets, s.variables_override,
                 s.overlap, s.grace_minutes, s.frozen_markdown, s.approved_record, s.digest,
                 s.approved_by, s.approved_at, s.approval_comment, s.next_run_at, s.last_run_at,
                 s.version, s.updated_at, s.id, s.team_id, s.version - 1));
  return changed > 0;
}

Result<void> delete_schedule(Connection& connection, TeamKey key) {
  FETTLE_TRY_VOID(connection.run("delete from maintenance_schedules where id = ? and team_id = ?",
                                 key.id, key.team));
  return {};
}

Result<std::vector<ScheduleRow>> due_schedules(Connection& connection, Instant now) {
  return connection.all<ScheduleRow>(fmt::format("{} where is_active = 1 and next_run_at <= ? "
                                                 "order by next_run_at, id limit 1000",
                                                 kSelect),
                                     now.ms);
}

Result<std::optional<std::int64_t>> next_due(Connection& connection) {
  return connection.one<std::optional<std::int64_t>>(
      "select min(next_run_at) from maintenance_schedules where is_active = 1");
}

Result<std::vector<EndedRun>> ended_runs(Connection& connection) {
  return connection.all<EndedRun>(
      "select s.id as schedule_id, s.team_id as team_id, b.status as batch_status from "
      "maintenance_schedules s join firings f on f.schedule_id = s.id and f.batch_id is not null "
      "and f.planned_at = (select max(planned_at) from firings where schedule_id = s.id and "
      "batch_id is not null) join batches b on b.id = f.batch_id where s.status = 'running' and "
      "b.status in ('completed', 'failed', 'cancelled') order by s.id limit 1000");
}

Result<std::int64_t> count_running_batches(Connection& connection, std::string_view schedule) {
  return connection.one<std::int64_t>(
      "select count(*) from batches where schedule_id = ? and status not in ('completed', "
      "'failed', 'cancelled')",
      schedule);
}

Result<bool> insert_firing(Connection& connection, const FiringRow& firing) {
  FETTLE_TRY(added, connection.run(
                        "insert into firings (schedule_id, planned_at, batch_id, outcome, reason, "
                        "at) values (?, ?, ?, ?, ?, ?) on conflict (schedule_id, planned_at) do "
                        "nothing",
                        firing.schedule_id, firing.planned_at, firing.batch_id, firing.outcome,
                        firing.reason, firing.at));
  return added > 0;
}

Result<std::vector<bool>> insert_free_firings(Connection& connection,
                                              std::span<const FiringRow> firings) {
  using Row = std::tuple<std::string_view, std::int64_t, std::optional<std::string>,
                         std::string_view, std::string_view, std::int64_t, std::string_view>;
  std::vector<Row> rows;
  rows.reserve(firings.size());
  for (const auto& one : firings) {
    rows.emplace_back(one.schedule_id, one.planned_at, one.batch_id, one.outcome, one.reason,
                      one.at, one.schedule_id);
  }
  FETTLE_TRY(added,
             connection.run_each(
                 "insert into firings (schedule_id, planned_at, batch_id, outcome, reason, "
                 "at) select ?, ?, ?, ?, ?, ? where not exists (select 1 from batches where "
                 "schedule_id = ? and status not in ('completed', 'failed', 'cancelled')) on "
                 "conflict (schedule_id, planned_at) do nothing",
                 rows));
  std::vector<bool> is_written;
  for (const auto count : added) is_written.push_back(count > 0);
  return is_written;
}

Result<bool> move_schedules_on(Connection& connection, std::span<const MovedSchedule> schedules) {
  using Row = std::tuple<std::string_view, std::optional<std::int64_t>, std::optional<std::int64_t>,
                         std::int64_t, std::string_view, std::string_view, std::int64_t>;
  std::vector<Row> rows;
  rows.reserve(schedules.size());
  for (const auto& one : schedules) {
    rows.emplace_back(one.status, one.next_run_at, one.last_run_at, one.version, one.id,
                      one.team_id, one.version - 1);
  }
  FETTLE_TRY(changed, connection.run_each(
                          "update maintenance_schedules set status = ?, next_run_at = ?, "
                          "last_run_at = ?, version = ? where id = ? and team_id = ? and version "
                          "= ?",
                          rows));
  return std::ranges::find(changed, 0) == changed.end();
}

Result<std::vector<FiringRow>> list_firings(Connection& connection, std::string_view schedule,
                                            int limit) {
  return connection.all<FiringRow>(
      "select schedule_id, planned_at, batch_id, outcome, reason, at from firings where "
      "schedule_id = ? order by planned_at desc limit ?",
      schedule, limit);
}

}  // namespace fettle::store
