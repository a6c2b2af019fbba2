#include "transport/ssh/tcp_connect.hpp"

#include <arpa/inet.h>
#include <boost/asio/use_future.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>

namespace fettle::transport {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using Tcp = net::ip::tcp;

net::ip::address address(const char* text) { return net::ip::make_address(text); }

/// Runs `work` to its end.
template <class T>
T run(net::io_context& loop, Awaitable<T> work) {
  auto result = net::co_spawn(loop, std::move(work), net::use_future);
  loop.restart();
  while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready) loop.run_one();
  return result.get();
}

/// Listens on one address of loopback and answers nobody: its queue is full.
class Jam {
 public:
  Jam(const char* host, std::uint16_t port) : listener_(make()) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    inet_pton(AF_INET, host, &address.sin_addr);
    EXPECT_EQ(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    listen(listener_, 0);
    for (int& each : callers_) {
      each = make();
      static_cast<void>(connect(each, reinterpret_cast<const sockaddr*>(&address), sizeof address));
    }
  }
  ~Jam() {
    for (const int each : callers_) close(each);
    close(listener_);
  }
  Jam(const Jam&) = delete;
  Jam& operator=(const Jam&) = delete;

 private:
  static int make() { return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }
  int listener_;
  std::array<int, 3> callers_{};
};

Deadline in(std::chrono::milliseconds time) { return Clock::now() + time; }

TEST(ByTurns, TheFamiliesAlternateFromTheFirst) {
  const auto v6 = {address("2001:db8::1"), address("2001:db8::2"), address("2001:db8::3"),
                   address("192.0.2.1")};
  EXPECT_THAT(by_turns(v6), ElementsAre(address("2001:db8::1"), address("192.0.2.1"),
                                        address("2001:db8::2"), address("2001:db8::3")));
  EXPECT_THAT(by_turns({}), ElementsAre());
}

TEST(TcpConnect, AnAddressThatIsDeadCostsAMoment) {
  net::io_context loop;
  Tcp::acceptor alive(loop, {address("127.0.0.1"), 0});
  const auto port = alive.local_endpoint().port();
  const Jam dead("127.0.0.2", port);
  std::string problem;
  const auto before = Clock::now();
  const auto socket = run(loop, connect_first({address("127.0.0.2"), address("127.0.0.1")}, port,
                                              in(std::chrono::seconds(60)), problem));
  ASSERT_TRUE(socket) << problem;
  EXPECT_EQ(socket->remote_endpoint().address(), address("127.0.0.1"));
  EXPECT_LT(Clock::now() - before, std::chrono::seconds(30));
}

TEST(TcpConnect, EachAddressIsNamedWithItsReason) {
  net::io_context loop;
  Tcp::acceptor taken(loop, {address("127.0.0.1"), 0});
  const auto port = taken.local_endpoint().port();
  const Jam dead("127.0.0.2", port);
  std::string problem;
  EXPECT_FALSE(run(loop, connect_first({address("127.0.0.3"), address("127.0.0.2")}, port,
                                       in(std::chrono::milliseconds(400)), problem)));
  EXPECT_EQ(problem, "127.0.0.3: Connection refused; 127.0.0.2: no answer in time");
}

TEST(TcpConnect, AnAddressOfTheOtherFamilyIsRefused) {
  net::io_context loop;
  const auto resolver = std::make_shared<Resolver>(loop.get_executor());
  const auto result = run(
      loop, tcp_connect(resolver, {.host = "127.0.0.1", .port = 1, .family = AddressFamily::kIpv6},
                        std::chrono::seconds(1), in(std::chrono::seconds(5))));
  EXPECT_THAT(result.error().message, HasSubstr("the other family"));
}

/// Answers for "good" at once, and for others when it is opened.
struct Gate {
  std::promise<void> promise;
  std::shared_future<void> opened{promise.get_future()};
  std::atomic<int> asked = 0;
};

Resolver::Ask ask_through(const std::shared_ptr<Gate>& gate) {
  return [gate](const NameQuery& query) {
    ++gate->asked;
    if (query.host != "good") gate->opened.wait();
    return Addresses{.list = {address("192.0.2.1")}, .problem = {}};
  };
}

TEST(Resolver, NamesOfDeadServersHoldUpNoOther) {
  net::io_context loop;
  const auto gate = std::make_shared<Gate>();
  const auto resolver = std::make_shared<Resolver>(loop.get_executor(), ask_through(gate));
  for (int i = 0; i < 200; ++i) {
    const auto given_up = run(loop, resolver->resolve({.host = fmt::format("dead{}", i)}, in({})));
    EXPECT_EQ(given_up.problem, "its name was not resolved in time");
  }
  const auto good = run(loop, resolver->resolve({.host = "good"}, in(std::chrono::seconds(60))));
  EXPECT_THAT(good.list, ElementsAre(address("192.0.2.1")));
  gate->promise.set_value();
  resolver->stop();
}

TEST(Resolver, AllWhoAskForOneNameShareOneLookUp) {
  net::io_context loop;
  const auto gate = std::make_shared<Gate>();
  const auto resolver = std::make_shared<Resolver>(loop.get_executor(), ask_through(gate));
  for (int i = 0; i < 10; ++i) run(loop, resolver->resolve({.host = "shared"}, in({})));
  gate->promise.set_value();
  for (int i = 0; i < 10; ++i)
    EXPECT_THAT(run(loop, resolver->resolve({.host = "shared"}, in(std::chrono::seconds(60)))).list,
                ElementsAre(address("192.0.2.1")));
  EXPECT_EQ(gate->asked, 1);
}

TEST(Resolver, WhatLedNowhereIsAskedAnew) {
  net::io_context loop;
  const auto gate = std::make_shared<Gate>();
  const auto resolver = std::make_shared<Resolver>(loop.get_executor(), ask_through(gate));
  const auto deadline = in(std::chrono::seconds(60));
  run(loop, resolver->resolve({.host = "good"}, deadline));
  resolver->forget({.host = "good"});
  run(loop, resolver->resolve({.host = "good"}, deadline));
  EXPECT_EQ(gate->asked, 2);
}

TEST(Resolver, KnowsThisMachine) {
  net::io_context loop;
  const auto resolver = std::make_shared<Resolver>(loop.get_executor());
  const auto found =
      run(loop, resolver->resolve({.host = "localhost", .family = AddressFamily::kIpv4},
                                  in(std::chrono::seconds(60))));
  EXPECT_THAT(found.list, ElementsAre(address("127.0.0.1"))) << found.problem;
}

}  // namespace
}  // namespace fettle::transport
