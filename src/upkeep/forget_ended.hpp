// The repeating job that removes what is over and opens nothing any more: sessions of browsers,
// counts of failed sign-ins, links, words to batches that nobody heard, and messages to channels 90
// days after they were sent or given up. Tokens stay, for their makers to see; the audit log stays
// for ever.
#pragma once

#include "usecases/context.hpp"

namespace fettle::upkeep {

/// How often it is worth its while.
inline constexpr Milliseconds kForgetEvery = std::chrono::hours(1);

Result<void> forget_ended(usecases::Context& context);

}  // namespace fettle::upkeep
