// One program run over one channel of a session. Its output goes to the listener as libssh reads
// it, without a buffer of ours.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "transport/link.hpp"
#include "transport/ssh/ssh_session.hpp"

namespace fettle::transport {

/// Link::exec over `session`; `open_deadline` bounds how long the server may take to start it.
Awaitable<ExecEnd> exec_over(std::shared_ptr<SshSession> session, std::string_view command,
                             std::string input, ExecListener& listener, Deadline open_deadline,
                             Deadline deadline);

}  // namespace fettle::transport
