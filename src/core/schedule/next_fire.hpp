// When a cron expression fires in a time zone. Pure: the instant to start from is given.
//
// A fixed-time schedule whose local time is skipped in spring fires at the first instant after
// the gap, once however many of its times fell into it; a local time that comes twice fires the
// first time. A schedule for every hour of the day keeps its rhythm in real time instead: it
// fires whenever the local clock shows one of its minutes, also in the repeated hour, and not
// for a skipped one. Every hour means all 24 (`*`, `*/1`, `0-23`): `*/2` could lose a firing to a
// gap, so it counts as fixed times.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "core/schedule/cron.hpp"
#include "core/schedule/zone.hpp"

namespace fettle::schedule {

/// First instant strictly after `after` at which `cron` fires in `zone`.
///
/// Empty when it never does, or not before the local year 10000, which RFC 3339 can't write.
std::optional<Instant> next_fire(const Cron& cron, const Zone& zone, Instant after);

/// True when some date of the calendar matches; else adds `cron.never`, which spans `text`.
bool check_fires(const Cron& cron, std::string_view text, Diagnostics& diagnostics);

}  // namespace fettle::schedule
