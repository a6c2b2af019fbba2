#include "upkeep/fire_schedules.hpp"

#include <algorithm>

#include "store/schedule_store.hpp"
#include "usecases/fire_schedule.hpp"

namespace fettle::upkeep {
namespace {

/// As a schedule that was made or approved meanwhile may be due at once.
constexpr Milliseconds kAtMost = std::chrono::milliseconds(500);

usecases::Context context_of(const FireSchedules& job, const std::string& team,
                             const std::string& schedule, Instant now) {
  return {.database = job.database,
          .actor = {.principal = {engine::PrincipalKind::kScheduler, schedule, "schedule"},
                    .user = {},
                    .team = team,
                    .rights = {.role = security::Role::kEngineer}},
          .now = now,
          .random = job.random,
          .services = job.services};
}

}  // namespace

Result<Milliseconds> fire_schedules(const FireSchedules& job, Instant now) {
  FETTLE_TRY(due, store::due_schedules(job.database, now));
  for (const auto& schedule : due) {
    auto context = context_of(job, schedule.team_id, schedule.id, now);
    if (const auto fired = usecases::fire_schedule(context, schedule); !fired) {
      job.failed(schedule.id, fired.error());
    }
  }
  auto context = context_of(job, {}, {}, now);
  FETTLE_TRY_VOID(usecases::settle_schedules(context));
  FETTLE_TRY(next, store::next_due(job.database));
  const auto wait = next ? Milliseconds(*next - now.ms) : kAtMost;
  return std::clamp(wait, Milliseconds(due.empty() ? 1 : 100), kAtMost);
}

}  // namespace fettle::upkeep
