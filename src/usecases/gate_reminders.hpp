// Reminds people of gates that nobody has answered when half of their time is over. That a gate
// expires, as rejected and with the reason, is the engine's own affair (core/engine/session.hpp).
#pragma once

#include "usecases/context.hpp"

namespace fettle::usecases {

/// Of all teams: one message for each step of a batch, however many targets wait at it; each gate
/// is spoken of once. `expiry` is how long a gate waits for its answer. The context is nobody's.
Result<void> remind_of_gates(Context& context, Milliseconds expiry);

}  // namespace fettle::usecases
