#include "core/schedule/due.hpp"

#include <algorithm>

#include "core/schedule/next_fire.hpp"

namespace fettle::schedule {
namespace {

/// The last planned instant that is not past, looking no further back than the grace.
std::optional<Instant> last_within_grace(const Plan& plan, Instant now) {
  const auto oldest = std::max(plan.next, now - Milliseconds(plan.grace));
  auto found = plan.next >= oldest ? std::optional(plan.next)
                                   : next_fire(*plan.cron, plan.zone, oldest - Milliseconds(1));
  std::optional<Instant> last;
  while (found && *found <= now) {
    last = found;
    found = next_fire(*plan.cron, plan.zone, *found);
  }
  return last;
}

}  // namespace

Due look_due(const Plan& plan, Instant now) {
  if (plan.next > now) return {Due::Kind::kLater, plan.next, plan.next};
  if (!plan.cron) {
    const bool is_late = now - plan.next > Milliseconds(plan.grace);
    return {is_late ? Due::Kind::kMissed : Due::Kind::kFires, plan.next, std::nullopt};
  }
  const auto next = next_fire(*plan.cron, plan.zone, now);
  if (const auto planned = last_within_grace(plan, now)) {
    return {Due::Kind::kFires, *planned, next};
  }
  return {Due::Kind::kMissed, plan.next, next};
}

}  // namespace fettle::schedule
