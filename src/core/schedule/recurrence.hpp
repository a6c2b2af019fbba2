// Recurrence rules of iCalendar (RFC 5545, section 3.3.10) as cron expressions, and the reverse:
// the daily, weekly and monthly ones that go on for ever. A rule says the days; the time of day is
// that of the event's beginning.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/schedule/cron.hpp"

namespace fettle::schedule {

struct RecurrenceProblem {
  std::string message;
  std::string hint;
};

/// The cron expression of `rule` (`FREQ=MONTHLY;BYDAY=2TU`) for events that begin like `begin`;
/// empty, with the first problem, where it can't be one.
std::optional<std::string> read_recurrence(std::string_view rule, std::chrono::local_seconds begin,
                                           RecurrenceProblem& problem);

/// The rule of a cron expression; empty where none says the same: offsets (`TUE#2+3`), `LW`, and
/// days that are restricted by both fields.
std::optional<std::string> write_recurrence(const Cron& cron);

}  // namespace fettle::schedule
