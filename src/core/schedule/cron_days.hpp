// Reads the two day fields of a cron expression: lists of what cron_field.hpp reads, and beyond
// it `L`, `L-3`, `LW` in day of month, `FRIL`, `TUE#2`, `TUE#2+3` in day of week.
#pragma once

#include <string_view>

#include "core/schedule/cron.hpp"
#include "core/schedule/cron_field.hpp"

namespace fettle::schedule {

inline constexpr int kDaysAfterMax = 28;

/// `reader` has kDayRule; fills `days`, `days_before_last` and `last_working_day`.
void read_days(const FieldReader& reader, std::string_view field, Cron& cron);

/// `reader` has kWeekdayRule; fills `weekdays`, `last_weekdays` and `nth_weekdays`.
void read_weekdays(const FieldReader& reader, std::string_view field, Cron& cron);

}  // namespace fettle::schedule
