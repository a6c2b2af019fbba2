// Which days of one month a cron expression chooses: the calendar part, without time of day.
// Works on whole months at once, as a mask of days, so that nothing ever steps through days.
#pragma once

#include <chrono>
#include <cstdint>

#include "core/schedule/cron.hpp"

namespace fettle::schedule {

/// Bits 1 to 31, none past the month's end.
std::uint32_t matching_days(const Cron& cron, std::chrono::year_month month);

}  // namespace fettle::schedule
