// Whether a schedule fires now: once for an instant that is due, unless that is too long ago. After
// a time in which nobody looked there is one firing at most, never a burst.
// Pure; what a firing does is usecases/schedules/fire_schedule.hpp.
#pragma once

#include <chrono>
#include <optional>

#include "base/instant.hpp"
#include "core/schedule/cron.hpp"
#include "core/schedule/zone.hpp"

namespace fettle::schedule {

/// When a schedule is meant to fire: by its cron expression, or once.
struct Plan {
  std::optional<Cron> cron;  ///< none: once
  Zone zone;
  Instant next;  ///< the first planned instant that has not fired
  std::chrono::minutes grace{15};
};

struct Due {
  enum class Kind {
    kLater,   ///< `planned` is still to come
    kFires,   ///< for `planned`, now
    kMissed,  ///< `planned` is further back than the grace
  };
  Kind kind = Kind::kLater;
  Instant planned;
  std::optional<Instant> next;  ///< the planned instant after it; none: there is no other
};

Due look_due(const Plan& plan, Instant now);

}  // namespace fettle::schedule
