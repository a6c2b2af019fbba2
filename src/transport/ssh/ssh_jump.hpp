// ProxyJump without a child process: a forwarded channel of one session, joined to a socket pair
// that the next session speaks SSH over.
#pragma once

#include "base/result.hpp"
#include "transport/ssh/ssh_session.hpp"
#include "transport/ssh/tcp_connect.hpp"

namespace fettle::transport {

/// A descriptor that leads through `session` to `endpoint`; the caller owns it. It keeps the
/// session alive, and either one's end ends the other. Errors: kUnreachable.
Awaitable<Result<int>> open_jump(std::shared_ptr<SshSession> session, Endpoint endpoint,
                                 Deadline deadline);

}  // namespace fettle::transport
