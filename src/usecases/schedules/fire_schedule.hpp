// A schedule that is due: in one transaction one batch with a session a target, the schedule's last
// and next run, and the message to the team. Unique for each planned instant, whoever finds it due.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/schedule_store.hpp"
#include "usecases/batches/prepared_launch.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// Decides on the instant that is due and stores what follows of it. The id of the batch that
/// began; none where it was too late, must wait, is not due or was decided by somebody else.
/// `context` is the scheduler's, for the schedule's team.
Result<std::optional<std::string>> fire_schedule(Context& context, const store::ScheduleRow& row);

/// What was approved for a schedule, ready to run; nothing is read anew but the targets of a list.
/// kConflict where it is not approved or has no target left, kForbidden where a target's transport
/// is not allowed here.
Result<PreparedLaunch> approved_launch(Context& context, const store::ScheduleRow& row);

/// A schedule that may be due, with the scheduler's context for its team.
struct DueSchedule {
  Context context;
  store::ScheduleRow row;
};
struct FiredTogether {
  std::vector<std::string> batches;  ///< ids; nobody was told to take them up yet
  std::vector<DueSchedule*> left;    ///< each to be fired by itself
};
/// Those that just fire, in one transaction: every commit waits for the disk, every answer for the
/// database. What is late, overlaps or can't be read is left. After an error nothing has fired:
/// kStale where one was changed meanwhile.
Result<FiredTogether> fire_together(std::span<DueSchedule> due);

/// Fires an approved schedule at once, beside its plan. kConflict where it is not approved; at risk
/// high a person approves what they launch instead.
Result<std::string> run_schedule_now(Context& context, std::string_view id);

/// Schedules whose run is over: recurring ones are approved again, others completed or failed.
Result<void> settle_schedules(Context& context);

}  // namespace fettle::usecases
