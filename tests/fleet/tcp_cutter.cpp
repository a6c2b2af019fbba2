#include "tests/fleet/tcp_cutter.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <atomic>
#include <limits>
#include <memory>
#include <thread>
#include <vector>

namespace fettle::fleet_test {

namespace net = boost::asio;
using Tcp = net::ip::tcp;

namespace {

struct Connection {
  Connection(Tcp::socket accepted, net::io_context& loop)
      : client(std::move(accepted)), server(loop) {}
  void reset() {
    boost::system::error_code error;
    for (auto* socket : {&client, &server}) {
      socket->set_option(net::socket_base::linger(true, 0), error);
      socket->close(error);
    }
  }
  Tcp::socket client;
  Tcp::socket server;
};

}  // namespace

struct TcpCutter::State {
  explicit State(std::uint16_t port)
      : target(net::ip::address_v4::loopback(), port),
        acceptor(loop, {net::ip::address_v4::loopback(), 0}),
        changed(loop, std::chrono::steady_clock::time_point::max()) {
    net::co_spawn(loop, accept(), net::detached);
    thread = std::thread([this] { loop.run(); });
  }
  ~State() {
    loop.stop();
    thread.join();
  }

  net::awaitable<void> accept() {
    while (true) {
      auto connection =
          std::make_shared<Connection>(co_await acceptor.async_accept(net::use_awaitable), loop);
      ++accepted;
      if (refusing) {
        connection->reset();
        continue;
      }
      connections.push_back(connection);
      net::co_spawn(loop, serve(connection), net::detached);
    }
  }

  net::awaitable<void> serve(std::shared_ptr<Connection> connection) {
    try {
      co_await connection->server.async_connect(target, net::use_awaitable);
      net::co_spawn(loop, pass(connection, connection->server, connection->client, nullptr),
                    net::detached);
      co_await pass(connection, connection->client, connection->server, &client_bytes_left);
    } catch (const boost::system::system_error&) {
      connection->reset();
    }
  }

  net::awaitable<void> pass(std::shared_ptr<Connection> connection, Tcp::socket& from,
                            Tcp::socket& to, std::int64_t* left) {
    std::array<char, 16384> buffer{};
    try {
      while (true) {
        std::size_t count = co_await from.async_read_some(net::buffer(buffer), net::use_awaitable);
        if (const auto late = held_back; late.count() > 0) {
          net::steady_timer timer(loop, late);
          co_await timer.async_wait(net::use_awaitable);
        }
        while (silent) co_await wait_for_change();
        if (left != nullptr) {
          count = static_cast<std::size_t>(std::min<std::int64_t>(
              std::ssize(buffer), std::min<std::int64_t>(*left, static_cast<std::int64_t>(count))));
          *left -= static_cast<std::int64_t>(count);
        }
        co_await net::async_write(to, net::buffer(buffer, count), net::use_awaitable);
        if (left != nullptr && *left == 0) {
          *left = std::numeric_limits<std::int64_t>::max();
          connection->reset();
        }
      }
    } catch (const boost::system::system_error&) {
      connection->reset();
    }
  }

  net::awaitable<void> wait_for_change() {
    try {
      co_await changed.async_wait(net::use_awaitable);
    } catch (const boost::system::system_error&) {
      // Cancelled: something has changed.
      co_return;
    }
  }

  /// Runs `task` on the loop's thread and waits for it.
  template <class Task>
  void perform(Task task) {
    net::post(loop, net::use_future(std::move(task))).get();
  }

  net::io_context loop{1};
  Tcp::endpoint target;
  Tcp::acceptor acceptor;
  net::steady_timer changed;
  std::vector<std::weak_ptr<Connection>> connections;
  std::int64_t client_bytes_left = std::numeric_limits<std::int64_t>::max();
  std::chrono::milliseconds held_back{0};
  bool refusing = false;
  bool silent = false;
  std::atomic<int> accepted = 0;
  std::thread thread;
};

TcpCutter::TcpCutter(std::uint16_t target_port) : state_(std::make_unique<State>(target_port)) {}
TcpCutter::~TcpCutter() = default;

std::uint16_t TcpCutter::port() const { return state_->acceptor.local_endpoint().port(); }
int TcpCutter::connections() const { return state_->accepted; }

void TcpCutter::cut() {
  state_->perform([state = state_.get()] {
    for (const auto& weak : state->connections)
      if (const auto connection = weak.lock()) connection->reset();
    state->connections.clear();
  });
}

void TcpCutter::cut_after(std::int64_t client_bytes) {
  state_->perform([=, state = state_.get()] { state->client_bytes_left = client_bytes; });
}

void TcpCutter::delay(std::chrono::milliseconds time) {
  state_->perform([=, state = state_.get()] { state->held_back = time; });
}

void TcpCutter::refuse() {
  state_->perform([state = state_.get()] { state->refusing = true; });
}

void TcpCutter::accept() {
  state_->perform([state = state_.get()] { state->refusing = false; });
}

void TcpCutter::be_silent() {
  state_->perform([state = state_.get()] { state->silent = true; });
}

void TcpCutter::resume() {
  state_->perform([state = state_.get()] {
    state->silent = false;
    state->changed.cancel();
  });
}

}  // namespace fettle::fleet_test
