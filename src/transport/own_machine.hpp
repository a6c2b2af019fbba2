// What this machine may start by itself: programs of plans beside whatever else lies here. Off by
// kind in Settings. Asked before an order is given, so that it waits and does not fail; who gives
// it all the same is refused.
#pragma once

#include <string>

#include "ports/transport.hpp"
#include "transport/context.hpp"

namespace fettle::transport {

/// Why nothing may be asked of `server` from here; empty: it may.
std::string own_machine_refusal(const fleet::Server& server, Context& context);

/// The same of an order, where that of its server is known. Empty as well for an attempt that was
/// given before, where that starts nothing: on this machine it is followed, never begun, and where
/// no receipt is left nobody can tell.
std::string own_machine_refusal(const ports::Order& order, std::string of_server,
                                const Settings& settings);

}  // namespace fettle::transport
