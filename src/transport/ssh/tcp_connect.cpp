#include "transport/ssh/tcp_connect.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <ranges>
#include <utility>

namespace fettle::transport {
namespace {

using Tcp = net::ip::tcp;

constexpr std::chrono::milliseconds kStagger{250};  // RFC 8305, 5
constexpr std::size_t kProblemsShown = 4;
/// Enough for any honest name; a name server could send thousands.
constexpr std::size_t kAddressesMax = 16;

/// The attempts on one host's addresses.
struct Race {
  struct Attempt {
    Tcp::endpoint endpoint;
    std::shared_ptr<Tcp::socket> socket;  ///< null until its turn, and when it is over
    std::string problem = "no answer in time";
  };

  std::string problem() const {
    if (attempts.size() == 1) return attempts.front().problem;
    std::vector<std::string> lines;
    for (const auto& each : attempts | std::views::take(std::min(started, kProblemsShown)))
      lines.push_back(fmt::format("{}: {}", each.endpoint.address().to_string(), each.problem));
    return fmt::format("{}", fmt::join(lines, "; "));
  }

  std::vector<Attempt> attempts;  ///< stay where they are
  std::size_t started = 0;
  std::size_t running = 0;
  std::shared_ptr<Tcp::socket> winner;
  AsyncEvent changed;
};

Awaitable<void> attempt(std::shared_ptr<Race> race, Race::Attempt& own) {
  const auto socket = own.socket;
  boost::system::error_code error;
  socket->open(own.endpoint.protocol(), error);
  if (!error) {
    const auto [connected] = co_await socket->async_connect(own.endpoint, kTuple);
    error = connected;
  }
  --race->running;
  own.socket = nullptr;
  if (error == net::error::operation_aborted) co_return;
  if (error)
    own.problem = error.message();
  else if (!race->winner)
    race->winner = socket;
  race->changed.notify_all();
}

void start_next(const std::shared_ptr<Race>& race, const net::any_io_executor& executor) {
  auto& next = race->attempts[race->started++];
  ++race->running;
  next.socket = std::make_shared<Tcp::socket>(executor);
  net::co_spawn(executor, attempt(race, next), net::detached);
}

/// Null when none answered; `race` then holds why.
Awaitable<std::shared_ptr<Tcp::socket>> win(std::shared_ptr<Race> race, Deadline deadline) {
  const auto executor = co_await net::this_coro::executor;
  Deadline turn = Clock::now();
  while (!race->winner && Clock::now() < deadline) {
    const bool has_more = race->started < race->attempts.size();
    if (!has_more && race->running == 0) break;
    if (has_more && (race->running == 0 || Clock::now() >= turn)) {
      start_next(race, executor);
      turn = Clock::now() + kStagger;
      continue;
    }
    co_await race->changed.wait(has_more ? std::min(turn, deadline) : deadline);
  }
  boost::system::error_code error;
  for (const auto& each : race->attempts)
    if (each.socket && each.socket != race->winner) each.socket->close(error);
  co_return std::exchange(race->winner, nullptr);
}

}  // namespace

std::vector<net::ip::address> by_turns(const std::vector<net::ip::address>& addresses) {
  std::vector<net::ip::address> first;
  std::vector<net::ip::address> second;
  for (const auto& address : addresses)
    (address.is_v6() == addresses.front().is_v6() ? first : second).push_back(address);
  std::vector<net::ip::address> result;
  for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
    if (i < first.size()) result.push_back(first[i]);
    if (i < second.size()) result.push_back(second[i]);
  }
  return result;
}

Awaitable<std::shared_ptr<Tcp::socket>> connect_first(std::vector<net::ip::address> addresses,
                                                      std::uint16_t port, Deadline deadline,
                                                      std::string& problem) {
  const auto race = std::make_shared<Race>();
  for (const auto& address : by_turns(addresses) | std::views::take(kAddressesMax))
    race->attempts.push_back({.endpoint = {address, port}, .socket = nullptr});
  auto socket = co_await win(race, deadline);
  if (!socket) problem = race->problem();
  co_return socket;
}

Awaitable<Result<int>> tcp_connect(std::shared_ptr<Resolver> resolver, Endpoint endpoint,
                                   std::chrono::milliseconds silence_max, Deadline deadline) {
  const NameQuery query{.host = endpoint.host, .family = endpoint.family};
  const Addresses found = co_await resolver->resolve(query, deadline);
  std::string problem = found.problem;
  std::shared_ptr<Tcp::socket> socket;
  if (!found.list.empty())
    socket = co_await connect_first(found.list, endpoint.port, deadline, problem);
  if (!socket) {
    resolver->forget(query);  // the host may have moved
    co_return fail(ErrorCode::kUnreachable,
                   fmt::format("{} port {}: {}", endpoint.host, endpoint.port, problem));
  }
  boost::system::error_code error;
  socket->set_option(Tcp::no_delay(true), error);
  const auto timeout = static_cast<unsigned>(silence_max.count());
  setsockopt(socket->native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof timeout);
  co_return socket->release();
}

}  // namespace fettle::transport
