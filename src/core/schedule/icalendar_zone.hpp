// A time zone as an iCalendar component (VTIMEZONE, RFC 5545 section 3.6.5), for readers that take
// no zone by its name alone: the changes of ten years, as yearly rules where a rule says them all.
#pragma once

#include <string>

#include "core/schedule/zone.hpp"

namespace fettle::schedule {

/// Lines with CR LF. `from` is the earliest time that is told in the zone. Empty for UTC, which
/// needs none.
std::string write_timezone(const Zone& zone, Instant from);

}  // namespace fettle::schedule
