// A TCP connection under a deadline. Names are resolved on a few threads of their own, as the
// system's resolver blocks; every address of a name is tried in turn.
#pragma once

#include <boost/asio/thread_pool.hpp>

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "transport/os/asio.hpp"

namespace fettle::transport {

struct Endpoint {
  std::string host;
  std::uint16_t port = 0;
};

/// A connected descriptor that the caller owns. `silence_max` is how long sent bytes may stay
/// unacknowledged before the kernel gives the connection up. Errors: kUnreachable.
Awaitable<Result<int>> tcp_connect(std::shared_ptr<net::thread_pool> resolvers, Endpoint endpoint,
                                   std::chrono::milliseconds silence_max, Deadline deadline);

}  // namespace fettle::transport
