// Schedules of plans (table `maintenance_schedules`), what they fired, and the messages to a team
// that came of it. Who may change what, and what a firing makes, are usecases/schedules/schedules
// and fire_schedule.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"
#include "store/database/page.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

/// Instants are milliseconds since 1970; `target_selector`, `targets`, `variables_override` JSON.
struct ScheduleRow {
  std::string id;
  std::string team_id;
  std::string tree_id;
  std::optional<std::string> created_by;
  std::optional<std::string> updated_by;
  std::string status;
  bool is_active = true;
  std::optional<std::int64_t> scheduled_start;
  std::string cron_expression;
  std::string timezone = "UTC";
  std::optional<std::string> target_list_id;
  std::string target_selector;  ///< as plans have it; empty: none
  std::string targets = "[]";
  std::string variables_override = "{}";
  std::string overlap = "skip";
  int grace_minutes = 15;
  std::string frozen_markdown;
  std::string approved_record;
  std::string digest;
  std::string approved_by;
  std::optional<std::int64_t> approved_at;
  std::string approval_comment;
  std::optional<std::int64_t> next_run_at;
  std::optional<std::int64_t> last_run_at;
  std::int64_t version = 1;
  std::int64_t created_at = 0;
  std::int64_t updated_at = 0;
};
BOOST_DESCRIBE_STRUCT(ScheduleRow, (),
                      (id, team_id, tree_id, created_by, updated_by, status, is_active,
                       scheduled_start, cron_expression, timezone, target_list_id, target_selector,
                       targets, variables_override, overlap, grace_minutes, frozen_markdown,
                       approved_record, digest, approved_by, approved_at, approval_comment,
                       next_run_at, last_run_at, version, created_at, updated_at))

struct ScheduleFilter {
  std::optional<std::string> tree_id;
  std::optional<std::string> status;
};

/// Newest first, whatever `page` sorts by.
Result<PageRows<ScheduleRow>> list_schedules(Connection& connection, std::string_view team,
                                             const ScheduleFilter& filter, const PageQuery& page);
/// kNotFound without it, or where it is another team's.
Result<ScheduleRow> find_schedule(Connection& connection, TeamKey key);
/// The active recurring schedule of a flow besides `id`; none: there is no other.
Result<std::optional<ScheduleRow>> find_recurring(Connection& connection, TeamKey flow,
                                                  std::string_view id);
Result<void> insert_schedule(Connection& connection, const ScheduleRow& schedule);
/// Writes everything that may change. False where the stored version is not the one before
/// `schedule.version`.
Result<bool> update_schedule(Connection& connection, const ScheduleRow& schedule);
Result<void> delete_schedule(Connection& connection, TeamKey key);

/// Active ones of all teams that are due, those that wait longest first; at most 1,000.
Result<std::vector<ScheduleRow>> due_schedules(Connection& connection, Instant now);
/// When the next active one is due; none: there is none.
Result<std::optional<std::int64_t>> next_due(Connection& connection);
/// Those whose status is `running` and whose last batch is over.
struct EndedRun {
  std::string schedule_id;
  std::string team_id;
  std::string batch_status;
};
BOOST_DESCRIBE_STRUCT(EndedRun, (), (schedule_id, team_id, batch_status))
Result<std::vector<EndedRun>> ended_runs(Connection& connection);
Result<std::int64_t> count_running_batches(Connection& connection, std::string_view schedule);

struct FiringRow {
  std::string schedule_id;
  std::int64_t planned_at = 0;
  std::optional<std::string> batch_id;
  std::string outcome;  ///< `fired`, `missed`, `skipped`
  std::string reason;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(FiringRow, (), (schedule_id, planned_at, batch_id, outcome, reason, at))
/// False where that instant of the schedule has been decided already, whoever did it.
Result<bool> insert_firing(Connection& connection, const FiringRow& firing);
/// For each whether it is written: false also where a run of the schedule is not over.
Result<std::vector<bool>> insert_free_firings(Connection& connection,
                                              std::span<const FiringRow> firings);

/// A schedule after the instant that was decided.
struct MovedSchedule {
  std::string team_id;
  std::string id;
  std::string status;
  std::optional<std::int64_t> next_run_at;
  std::optional<std::int64_t> last_run_at;
  std::int64_t version = 0;  ///< the stored one is the one before it
};
/// False where one of them was changed meanwhile; then nothing of the transaction may stand.
Result<bool> move_schedules_on(Connection& connection, std::span<const MovedSchedule> schedules);
/// Newest first.
Result<std::vector<FiringRow>> list_firings(Connection& connection, std::string_view schedule,
                                            int limit);

}  // namespace fettle::store
