// A look at one server over SSH: which host key it shows, whether it lets us in, whether a POSIX
// shell reads our text, what system it is. Nothing is sent to a server whose host key is not known.
// By the built-in client alone: it starts no program on this machine.
#pragma once

#include <memory>

#include "core/fleet/server.hpp"
#include "ports/connection_report.hpp"
#include "transport/context.hpp"

namespace fettle::transport {

/// Ends at `deadline` at the latest.
Awaitable<ports::ConnectionReport> probe(std::shared_ptr<Context> context, fleet::Server server,
                                         Deadline deadline);

}  // namespace fettle::transport
