// What was approved for a schedule, as it would run now: a list or a selector of a recurring one is
// looked up again, what has gone since is kept apart, and how the targets differ from the approved
// ones is told. Stores nothing; what a firing makes of it is fire_schedule.hpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/schedule_store.hpp"
#include "usecases/batches/plan_launch.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// How the targets differ from those that were approved.
struct TargetChanges {
  std::vector<std::string> come;    ///< labels
  std::vector<fleet::Target> gone;  ///< as they were approved
};

struct ApprovedLaunch {
  PreparedLaunch launch;
  TargetChanges changes;
};

/// For people; empty where nothing changed.
std::string describe(const TargetChanges& changes);

bool is_approved(const store::ScheduleRow& row);

/// For several schedules, of which those of one team read its servers once.
class ApprovedLaunches {
 public:
  /// kConflict where it is not approved, or the record was changed; kNotFound where none of its
  /// targets is left; kForbidden where one is no longer allowed.
  Result<ApprovedLaunch> read(Context& context, const store::ScheduleRow& row);

 private:
  Result<const ServersByName*> servers_of(Context& context);

  std::map<std::string, ServersByName> servers_;  ///< by team
};

}  // namespace fettle::usecases
