#include "tests/fleet/hostile_server.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <thread>

namespace fettle::fleet_test {

namespace net = boost::asio;
using Tcp = net::ip::tcp;

struct HostileServer::State {
  State(std::string first, std::string then)
      : opening(std::move(first)),
        repeated(std::move(then)),
        acceptor(loop, {net::ip::address_v4::loopback(), 0}) {
    net::co_spawn(loop, accept(), net::detached);
    thread = std::thread([this] { loop.run(); });
  }
  ~State() {
    loop.stop();
    thread.join();
  }

  net::awaitable<void> accept() {
    while (true) {
      auto socket = co_await acceptor.async_accept(net::use_awaitable);
      net::co_spawn(loop, speak(std::move(socket)), net::detached);
    }
  }

  /// Ends by the exception of a closed connection.
  net::awaitable<void> speak(Tcp::socket socket) {
    co_await net::async_write(socket, net::buffer(opening), net::use_awaitable);
    while (!repeated.empty()) {
      co_await net::async_write(socket, net::buffer(repeated), net::use_awaitable);
    }
    std::array<char, 4096> ignored{};
    while (true) co_await socket.async_read_some(net::buffer(ignored), net::use_awaitable);
  }

  std::string opening;
  std::string repeated;
  net::io_context loop{1};
  Tcp::acceptor acceptor;
  std::thread thread;
};

HostileServer::HostileServer(std::string opening, std::string repeated)
    : state_(std::make_unique<State>(std::move(opening), std::move(repeated))) {}

HostileServer::~HostileServer() = default;

std::uint16_t HostileServer::port() const { return state_->acceptor.local_endpoint().port(); }

}  // namespace fettle::fleet_test
