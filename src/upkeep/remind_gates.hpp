// The repeating job that reminds people of gates that wait for an answer.
#pragma once

#include "usecases/context.hpp"

namespace fettle::upkeep {

inline constexpr Milliseconds kRemindEvery = std::chrono::seconds(30);

/// `expiry` is how long a gate waits for its answer.
Result<void> remind_gates(usecases::Context& context, Milliseconds expiry);

}  // namespace fettle::upkeep
