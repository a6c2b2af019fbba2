#include "upkeep/fire_schedules.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "store/schedule_store.hpp"
#include "usecases/schedules/fire_schedule.hpp"

namespace fettle::upkeep {
namespace {

/// As a schedule that was made or approved meanwhile may be due at once.
constexpr Milliseconds kAtMost = std::chrono::milliseconds(500);
/// In one transaction, for which everybody else who writes has to wait.
constexpr std::size_t kTogether = 250;

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

void fire_alone(const FireSchedules& job, usecases::DueSchedule& due) {
  const auto fired = usecases::fire_schedule(due.context, due.row);
  if (!fired) job.failed(due.row.id, fired.error());
}

/// Together, and what is left each by itself, so that what is wrong with one stops no other.
/// Batches that began are added to `begun`.
void fire(const FireSchedules& job, std::span<const store::ScheduleRow> rows, Instant now,
          std::vector<std::string>& begun) {
  std::vector<usecases::DueSchedule> due;
  due.reserve(rows.size());
  for (const auto& row : rows) due.push_back({context_of(job, row.team_id, row.id, now), row});
  const auto fired = usecases::fire_together(due);
  if (!fired) {
    for (auto& one : due) fire_alone(job, one);
    return;
  }
  for (auto* one : fired->left) fire_alone(job, *one);
  begun.insert(begun.end(), fired->batches.begin(), fired->batches.end());
}

/// All that is due.
Result<void> fire_due(const FireSchedules& job, Instant now) {
  FETTLE_TRY(due, store::due_schedules(job.database, now));
  const std::span<const store::ScheduleRow> all = due;
  std::vector<std::string> begun;
  for (std::size_t begin = 0; begin < all.size(); begin += kTogether) {
    fire(job, all.subspan(begin, std::min(kTogether, all.size() - begin)), now, begun);
  }
  // Whoever carries them out writes as well: not before all that is due has fired.
  for (const auto& batch : begun) job.services.batches.take_up(batch);
  return {};
}

}  // namespace

/// Nearly always nothing is due, which the one query for when something is has to tell.
Result<Milliseconds> fire_schedules(const FireSchedules& job, Instant now) {
  FETTLE_TRY(next, store::next_due(job.database));
  const bool is_due = next && *next <= now.ms;
  if (is_due) {
    FETTLE_TRY_VOID(fire_due(job, now));
    FETTLE_TRY(later, store::next_due(job.database));
    next = later;
  }
  auto context = context_of(job, {}, {}, now);
  FETTLE_TRY_VOID(usecases::settle_schedules(context));
  const auto wait = next ? Milliseconds(*next - now.ms) : kAtMost;
  return std::clamp(wait, Milliseconds(is_due ? 100 : 1), kAtMost);
}

}  // namespace fettle::upkeep
