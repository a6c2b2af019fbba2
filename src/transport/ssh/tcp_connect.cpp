#include "transport/ssh/tcp_connect.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/tcp.h>

#include <utility>
#include <vector>

#include "transport/os/blocking.hpp"

namespace fettle::transport {
namespace {

using Tcp = net::ip::tcp;

struct Addresses {
  std::vector<Tcp::endpoint> endpoints;
  std::string problem;
};

Addresses resolve_blocking(const Endpoint& endpoint) {
  Addresses result;
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* list = nullptr;
  const int error =
      getaddrinfo(endpoint.host.c_str(), std::to_string(endpoint.port).c_str(), &hints, &list);
  if (error != 0) {
    result.problem = gai_strerror(error);
    return result;
  }
  for (const addrinfo* each = list; each != nullptr; each = each->ai_next) {
    Tcp::endpoint address;
    if (each->ai_addrlen > address.capacity()) continue;
    address.resize(each->ai_addrlen);
    std::memcpy(address.data(), each->ai_addr, each->ai_addrlen);
    result.endpoints.push_back(address);
  }
  freeaddrinfo(list);
  return result;
}

Awaitable<Addresses> resolve(std::shared_ptr<net::thread_pool> resolvers, Endpoint endpoint,
                             Deadline deadline) {
  boost::system::error_code error;
  const auto literal = net::ip::make_address(endpoint.host, error);
  if (!error) co_return Addresses{.endpoints = {{literal, endpoint.port}}, .problem = {}};

  const auto lookup = run_blocking(*resolvers, co_await net::this_coro::executor,
                                   [endpoint] { return resolve_blocking(endpoint); });
  if (!co_await lookup->done(deadline))
    co_return Addresses{.endpoints = {}, .problem = "its name was not resolved in time"};
  co_return lookup->result();
}

/// Empty, or why there is no connection.
Awaitable<std::string> connect_one(Tcp::socket& socket, Tcp::endpoint address, Deadline deadline) {
  boost::system::error_code error;
  socket.close(error);
  socket.open(address.protocol(), error);
  if (error) co_return error.message();
  bool timed_out = false;
  net::steady_timer timer(socket.get_executor(), deadline);
  timer.async_wait([&](const boost::system::error_code& cancelled) {
    if (cancelled) return;
    timed_out = true;
    socket.cancel(error);
  });
  const auto [connected] = co_await socket.async_connect(address, kTuple);
  // The handler refers to this frame: let it run before the frame goes.
  timer.cancel();
  co_await net::post(socket.get_executor(), net::use_awaitable);
  if (timed_out) co_return "no answer in time";
  co_return connected ? connected.message() : std::string();
}

}  // namespace

Awaitable<Result<int>> tcp_connect(std::shared_ptr<net::thread_pool> resolvers, Endpoint endpoint,
                                   std::chrono::milliseconds silence_max, Deadline deadline) {
  const Addresses addresses = co_await resolve(std::move(resolvers), endpoint, deadline);
  std::string problem = addresses.problem;
  Tcp::socket socket(co_await net::this_coro::executor);
  for (const auto& address : addresses.endpoints) {
    problem = co_await connect_one(socket, address, deadline);
    if (!problem.empty()) continue;
    boost::system::error_code error;
    socket.set_option(Tcp::no_delay(true), error);
    const auto timeout = static_cast<unsigned>(silence_max.count());
    setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof timeout);
    co_return socket.release();
  }
  co_return fail(ErrorCode::kUnreachable,
                 fmt::format("{} port {}: {}", endpoint.host, endpoint.port, problem));
}

}  // namespace fettle::transport
