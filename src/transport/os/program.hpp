// Runs a program of this machine for an ExecListener: feeds its input, tells its output, collects
// its end, all on the loop. Knows nothing of links; local/ and openssh/ build theirs on it.
#pragma once

#include <memory>
#include <string>

#include "transport/link.hpp"
#include "transport/os/async_event.hpp"
#include "transport/os/child.hpp"

namespace fettle::transport {

/// What becomes of a program that its listener has left.
enum class WhenAbandoned {
  kRunsOn,   ///< as a command on a target does when its link breaks
  kIsEnded,  ///< TERM: it only carried what somebody else runs
};

/// Awaits the end of `child`. `changed` makes it look at its listener again, and is notified
/// whenever something came. Output that is still held open is waited for one second. Ends as
/// kNotStarted where `child` is an error, kAbandoned at `deadline` or when the listener cancels.
Awaitable<ExecEnd> run_program(Result<Child> child, std::string input, ExecListener& listener,
                               Deadline deadline, std::shared_ptr<AsyncEvent> changed,
                               WhenAbandoned when_abandoned);

}  // namespace fettle::transport
