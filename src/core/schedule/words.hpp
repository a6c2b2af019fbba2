// Says a cron expression in English, from its meaning and not from how it was written: `0-59`
// and `*` are told alike. Never says when it fires next: see next_fire.hpp.
#pragma once

#include <string>

#include "core/schedule/cron.hpp"

namespace fettle::schedule {

/// `at 02:30 on the second Tuesday of every month, three days later`.
std::string describe(const Cron& cron);

}  // namespace fettle::schedule
