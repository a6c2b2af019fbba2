// A TCP connection under a deadline: the addresses of a name are tried one after the other, a
// quarter of a second apart and the families by turns, and the first that answers is taken (RFC
// 8305). So an address that is dead costs a moment, not the deadline.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "transport/os/asio.hpp"
#include "transport/ssh/resolver.hpp"

namespace fettle::transport {

struct Endpoint {
  std::string host;
  std::uint16_t port = 0;
  AddressFamily family = AddressFamily::kAny;
};

/// A connected descriptor that the caller owns. `silence_max` is how long sent bytes may stay
/// unacknowledged before the kernel gives the connection up. Errors: kUnreachable.
Awaitable<Result<int>> tcp_connect(std::shared_ptr<Resolver> resolver, Endpoint endpoint,
                                   std::chrono::milliseconds silence_max, Deadline deadline);

/// The first of `addresses` that answers. Null when none did; `problem` then says why.
Awaitable<std::shared_ptr<net::ip::tcp::socket>> connect_first(
    std::vector<net::ip::address> addresses, std::uint16_t port, Deadline deadline,
    std::string& problem);

/// The order in which addresses are tried: that of `addresses`, but the families by turns.
std::vector<net::ip::address> by_turns(const std::vector<net::ip::address>& addresses);

}  // namespace fettle::transport
